//! What mails say about a person's own access.
use crate::{outbox::Notice, users::Visitor};

pub fn password_changed(visitor: &Visitor) -> Notice {
    let name = &visitor.workspace.name;
    Notice {
        subject: "Your password was changed".to_owned(),
        lead: format!(
            "The password you sign in to {name} with was changed, and every other browser was signed out. If this was not you, set a new one at once from the sign-in page, and tell {name}."
        ),
        facts: vec![when(visitor)],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

pub fn address_changed(visitor: &Visitor, email: &str) -> Notice {
    let name = &visitor.workspace.name;
    Notice {
        subject: "Your sign-in address was changed".to_owned(),
        lead: format!(
            "You now sign in to {name} with another address, and mails go there. This one gets no more of them. If this was not you, tell {name} at once."
        ),
        facts: vec![("New address".to_owned(), email.to_owned()), when(visitor)],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// To whoever has the address that another person asked for, who is not told that it is somebody's.
pub fn address_wanted(visitor: &Visitor) -> Notice {
    let name = &visitor.workspace.name;
    Notice {
        subject: "Somebody asked for your address".to_owned(),
        lead: format!(
            "Another person who signs in to {name} asked to use this address for it. It is yours, so nothing was changed, and they were not told why. You need do nothing."
        ),
        facts: vec![when(visitor)],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

fn when(visitor: &Visitor) -> (String, String) {
    let at = crate::kit::zoned::Moment::new(visitor.now, &visitor.workspace.zone);
    ("When".to_owned(), at.full())
}
