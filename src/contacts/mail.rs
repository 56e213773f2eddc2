//! The mails about a contact.
use crate::mail::Letter;

/// Tells the old address that the operator changed the sign-in address.
pub fn address_changed(operator: &str, email: &str) -> Letter {
    let (name, host) = email.split_once('@').unwrap_or_default();
    let start: String = name.chars().take(1).collect();
    Letter {
        subject: "Your sign-in address was changed".to_owned(),
        lead: format!(
            "{operator} changed the email address that you sign in with. From now on, email goes to the new address. If you did not ask for this, please call {operator}."
        ),
        facts: vec![("New address".to_owned(), format!("{start}\u{2026}@{host}"))],
        action: "See your profile".to_owned(),
        path: "/profile".to_owned(),
    }
}
