//! The mails about a person's own password and address.
use crate::{mail::Letter, users::Visitor};

pub fn password_changed(visitor: &Visitor) -> Letter {
    let name = &visitor.workspace.name;
    Letter {
        subject: "Your password was changed".to_owned(),
        lead: format!(
            "Your password for {name} was changed, and every other browser was signed out. If this wasn\u{2019}t you, set a new password at once from the sign-in page, and tell {name}."
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
            "You now sign in to {name} with another email address, and our emails go there. This address will get no more of them. If this wasn\u{2019}t you, tell {name} at once."
        ),
        facts: vec![("New address".to_owned(), email.to_owned()), when(visitor)],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// Tells the user who has the address that another person asked for it. That person does not learn that
/// the address is taken.
pub fn address_wanted(visitor: &Visitor) -> Letter {
    let name = &visitor.workspace.name;
    Letter {
        subject: "Someone asked for your address".to_owned(),
        lead: format!(
            "Another person who signs in to {name} asked to use your email address. Nothing was changed, and they were not told that the address is yours. You do not need to do anything."
        ),
        facts: vec![when(visitor)],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// Brings the code that confirms a new address.
pub fn address_code(operator: &str) -> Letter {
    Letter {
        subject: "Confirm your new address".to_owned(),
        lead: format!(
            "You asked to use this address for {operator}. Type the code in the same browser within 10 minutes of asking. If you did not ask, somebody mistyped their address, and nothing changes."
        ),
        facts: Vec::new(),
        action: "Enter the code".to_owned(),
        path: "/profile/address".to_owned(),
    }
}

/// The time of the change, as a fact of the mail.
fn when(visitor: &Visitor) -> (String, String) {
    ("When".to_owned(), visitor.workspace.moment(visitor.now, visitor.now).dated())
}
