//! The mails about signing in.
use super::{MOST_FOR_ACCOUNT, queries::Drawn};
use crate::{
    mail::Letter,
    users::Visitor,
    workspaces::{Canonical, Face},
};

/// Brings a sign-in link and its code.
pub fn code(drawn: &Drawn, token: &str, from: &Canonical) -> Letter {
    let moment = |at| from.moment(at);
    let (subject, action) = if drawn.purpose.is_reset() {
        (format!("Set a new password for {}", from.name), "Sign in and set a password")
    } else {
        (format!("Sign in to {}", from.name), "Sign in")
    };
    let until = moment(drawn.expires_at).time_and_zone();
    let how = if drawn.is_anywhere {
        format!(
            "Several sign-in emails were requested for your account, so this is the last one for a while. Its link works in any browser until {until}, for one sign-in. Or enter the code where you requested it."
        )
    } else {
        format!(
            "Enter this code where you requested it, or open the link in the same browser. Both work until {until}, for one sign-in."
        )
    };
    Letter {
        subject,
        lead: format!(
            "{how} If this wasn\u{2019}t you, ignore this email: nobody can sign in without it."
        ),
        facts: vec![
            ("Requested on".to_owned(), drawn.device.clone()),
            ("At".to_owned(), moment(drawn.created_at).dated()),
        ],
        action: action.to_owned(),
        path: format!("/session/link?token={token}"),
    }
}

/// Tells an invited user who asked for a link to use the temporary password.
pub fn not_activated() -> Letter {
    Letter {
        subject: "Your access is waiting for you".to_owned(),
        lead: "Someone asked to sign in with your address. Your access is not activated yet: sign in with the temporary password of the activation email. If you can\u{2019}t find that email, or it is older than 7 days, reply to this one and ask for another.".to_owned(),
        facts: Vec::new(),
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// Brings a temporary password.
pub fn activation(operator: &str, face: Face, email: &str, temporary: String) -> Letter {
    let (subject, opened) = match face {
        Face::Ops => (
            format!("Your access to {operator} operations"),
            format!("You have been added to the staff of {operator}."),
        ),
        Face::Client => (
            format!("Your access to {operator}"),
            format!("{operator} has opened its client portal for you."),
        ),
    };
    Letter {
        subject,
        lead: format!(
            "{opened} Sign in with your email address and this temporary password; you will then choose one of your own."
        ),
        facts: vec![
            ("Email".to_owned(), email.to_owned()),
            ("Temporary password".to_owned(), temporary),
            ("Valid for".to_owned(), "7 days, until you choose your own".to_owned()),
        ],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// Tells that too many wrong passwords were tried, and until when the account takes none.
pub fn locked(from: &Canonical, address: &str, at: i64, until: i64) -> Letter {
    let moment = |at| from.moment(at);
    let mut facts = vec![("Last try".to_owned(), moment(at).dated())];
    if !address.is_empty() {
        facts.push(("From".to_owned(), address.to_owned()));
    }
    Letter {
        subject: format!("Wrong passwords for your account at {}", from.name),
        lead: format!(
            "Someone tried {MOST_FOR_ACCOUNT} wrong passwords for your account, so no password is accepted where they were tried until {} at the latest. You can still sign in by email link, with a passkey, or with your password in a browser where you have signed in before. If this wasn\u{2019}t you, nobody got in and you don\u{2019}t need to do anything.",
            moment(until).time_and_zone()
        ),
        facts,
        action: "Sign in by email".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// Tells a user that too many wrong passwords were typed where they are signed in.
pub fn locked_while_signed_in(visitor: &Visitor) -> Letter {
    let name = &visitor.workspace.name;
    Letter {
        subject: format!("Wrong passwords for your account at {name}"),
        lead: format!(
            "Someone who is signed in to your account typed {MOST_FOR_ACCOUNT} wrong passwords, so it can\u{2019}t be confirmed by password for 15 minutes. If this wasn\u{2019}t you, set a new password from the sign-in page, which signs out every browser, and tell {name}."
        ),
        facts: vec![(
            "Last try".to_owned(),
            visitor.workspace.moment(visitor.now, visitor.now).dated(),
        )],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// Tells that somebody signed in on a new device.
pub fn new_device(from: &Canonical, device: &str, at: i64) -> Letter {
    Letter {
        subject: format!("New sign-in to {}", from.name),
        lead: format!(
            "Someone signed in to your account on a new device. If it was you, you don\u{2019}t need to do anything. If it wasn\u{2019}t, set a new password with \u{201c}Forgot password?\u{201d} and call us at {}.",
            from.phone
        ),
        facts: vec![
            ("Device".to_owned(), device.to_owned()),
            ("At".to_owned(), from.moment(at).dated()),
        ],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}
