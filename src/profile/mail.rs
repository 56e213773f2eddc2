//! What mails say about a person's own access.
use crate::{mail::Letter, users::Visitor};

pub fn password_changed(visitor: &Visitor) -> Letter {
    let name = &visitor.workspace.name;
    Letter {
        subject: "Your password was changed".to_owned(),
        lead: format!(
            "The password you sign in to {name} with was changed, and every other browser was signed out. If this was not you, set a new one at once from the sign-in page, and tell {name}."
        ),
        facts: vec![when(visitor)],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

pub fn address_changed(visitor: &Visitor, email: &str) -> Letter {
    let name = &visitor.workspace.name;
    Letter {
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
pub fn address_wanted(visitor: &Visitor) -> Letter {
    let name = &visitor.workspace.name;
    Letter {
        subject: "Somebody asked for your address".to_owned(),
        lead: format!(
            "Another person who signs in to {name} asked to use this address for it. It is yours, so nothing was changed, and they were not told why. You need do nothing."
        ),
        facts: vec![when(visitor)],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// To a new address: the code that confirms it.
pub fn address_code(operator: &str) -> Letter {
    Letter {
        subject: "Confirm your new address".to_owned(),
        lead: format!(
            "Type this code where you asked to use this address for {operator}, within 10 minutes of asking and in the same browser. If you did not ask, somebody mistyped theirs; nothing changes."
        ),
        facts: Vec::new(),
        action: "Type the code".to_owned(),
        path: "/profile/address".to_owned(),
    }
}

fn when(visitor: &Visitor) -> (String, String) {
    let at = crate::kit::zoned::Moment::new(visitor.now, &visitor.workspace.zone);
    ("When".to_owned(), at.full())
}
