//! What is mailed when two contacts become one.
use crate::mail::Letter;

/// What the address that was theirs is told.
pub fn address_changed(operator: &str) -> Letter {
    Letter {
        subject: "Your sign-in address was changed".to_owned(),
        lead: format!(
            "{operator} had two records of you and made them one. You sign in with your other address from now on, and mails go there. If this is not right, please call them."
        ),
        facts: Vec::new(),
        action: "See your profile".to_owned(),
        path: "/profile".to_owned(),
    }
}
