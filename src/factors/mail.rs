//! The mails about second factors. They link to the sign-in page, as the other sessions have ended.
use crate::mail::Letter;

fn told(subject: &str, lead: &str) -> Letter {
    Letter {
        subject: subject.to_owned(),
        lead: format!(
            "{lead} If this wasn\u{2019}t you, sign in, change your password, and tell your operator."
        ),
        facts: Vec::new(),
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

pub fn app_added() -> Letter {
    told(
        "An authenticator app was added",
        "An authenticator app was added to your account; you are asked for its code when you sign in.",
    )
}

pub fn app_removed() -> Letter {
    told(
        "Your authenticator app was removed",
        "The authenticator app was removed from your account.",
    )
}

pub fn codes_made() -> Letter {
    told(
        "New recovery codes were made",
        "Ten new recovery codes were made for your account; the old ones no longer work.",
    )
}

/// Tells that a recovery code was used; `left` is how many are left.
pub fn code_used(left: i64) -> Letter {
    told(
        "A recovery code was used",
        &format!("Someone signed in to your account with a recovery code; {left} are left."),
    )
}

pub fn locked() -> Letter {
    told(
        "Your account is locked for 15 minutes",
        "Someone who knows your password typed six wrong codes. You can enter a code again in 15 minutes.",
    )
}

pub fn passkey_added(name: &str) -> Letter {
    told(
        "A passkey was added",
        &format!("The passkey \u{201c}{name}\u{201d} was added to your account."),
    )
}

pub fn passkey_removed(name: &str) -> Letter {
    told(
        "A passkey was removed",
        &format!("The passkey \u{201c}{name}\u{201d} was removed from your account."),
    )
}

/// Tells that staff removed all second factors.
pub fn undone(operator: &str) -> Letter {
    told(
        "Your two-step verification was turned off",
        &format!(
            "{operator} turned off two-step verification for your account, so that you can sign in without it and set it up again. Every session has ended."
        ),
    )
}
