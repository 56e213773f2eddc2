//! The mail about a merger of two contacts.
use crate::mail::Letter;

/// Tells the old address that the sign-in address changed.
pub fn address_changed(operator: &str) -> Letter {
    Letter {
        subject: "Your sign-in address was changed".to_owned(),
        lead: format!(
            "{operator} merged two records of you into one. From now on you sign in with your other email address, and email goes there. If this is not right, please call {operator}."
        ),
        facts: Vec::new(),
        action: "See your profile".to_owned(),
        path: "/profile".to_owned(),
    }
}
