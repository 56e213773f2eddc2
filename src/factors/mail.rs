//! What mails say about second factors. They lead to the sign-in page, as other sessions have ended.
use crate::mail::Letter;

fn told(subject: &str, lead: &str) -> Letter {
    Letter {
        subject: subject.to_owned(),
        lead: format!(
            "{lead} If this was not you, sign in, change your password, and tell your operator."
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
        "Ten new recovery codes were made for your account; the ones before are good for nothing any more.",
    )
}

/// `left` are the codes that are still good.
pub fn code_used(left: i64) -> Letter {
    told(
        "A recovery code was used",
        &format!("Somebody signed in to your account with a recovery code; {left} are left."),
    )
}

pub fn locked() -> Letter {
    told(
        "Your account is locked for a while",
        "Somebody who knows your password typed six wrong codes. The second step opens again in a quarter of an hour.",
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

/// Staff removed them all.
pub fn undone(operator: &str) -> Letter {
    told(
        "Your second factors were removed",
        &format!(
            "{operator} removed the second factors of your account, so that you can sign in without them and set them up again. Every session has ended."
        ),
    )
}
