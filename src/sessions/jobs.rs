//! The mails about getting in, as they are made.
use super::{
    code::{self, LIFETIME},
    queries,
};
use crate::{
    app::App,
    error::{Error, Result},
    kit::{ids::EventId, text, zoned::Moment},
    outbox::Notice,
    workspaces::Canonical,
};

/// Draws a link and its code, and keeps their digests: whatever an earlier mail said is void.
pub async fn code(app: &App, id: EventId, from: &Canonical) -> Result<(Notice, String)> {
    let mut secret = [0; 32];
    (app.random)(&mut secret);
    let (token, digits) = (text::token(&secret), code::draw(app.random));
    let kept = code::digest(&app.config.pepper, id, &digits);
    let arm = queries::arm(id, &code::link_digest(&token), &kept, app.now());
    let drawn = app
        .db
        .run(arm)
        .await?
        .ok_or_else(|| Error::refused("it was asked for again, or is too late"))?;
    let moment = |at| Moment::new(at, &drawn.zone);
    let (subject, action) = if drawn.purpose.is_reset() {
        (format!("Set a new password for {}", from.name), "Sign in and set a password")
    } else {
        (format!("Sign in to {}", from.name), "Sign in")
    };
    let notice = Notice {
        subject,
        lead: format!(
            "Type this code where you asked for it, or open the link in the same browser. Both are good until {} and for one sign-in. If you did not ask for this, nothing happens: nobody gets in without this mail.",
            moment(drawn.created_at + LIFETIME).time_and_zone()
        ),
        facts: vec![
            ("Asked for on".to_owned(), drawn.device.clone()),
            ("At".to_owned(), moment(drawn.created_at).full()),
        ],
        action: action.to_owned(),
        path: format!("/session/link?token={token}"),
    };
    Ok((notice, digits))
}

/// That too many wrong passwords were tried from an address.
pub fn locked(from: &Canonical, address: &str, at: i64, until: i64) -> Notice {
    let moment = |at| Moment::new(at, &from.zone);
    let mut facts = vec![("Last try".to_owned(), moment(at).full())];
    if !address.is_empty() {
        facts.push(("From".to_owned(), address.to_owned()));
    }
    Notice {
        subject: format!("Wrong passwords for your account at {}", from.name),
        lead: format!(
            "Somebody tried {} wrong passwords for your account. It takes no password for now; yours works again by {} at the latest. If it was you, have a sign-in link mailed to you: that works meanwhile. If it was not, nobody got in and there is nothing you need to do.",
            super::MOST_FOR_ACCOUNT,
            moment(until).time_and_zone()
        ),
        facts,
        action: "Sign in by mail".to_owned(),
        path: "/session/new".to_owned(),
    }
}

/// That somebody signed in on a device they never used.
pub fn new_device(from: &Canonical, device: &str, at: i64) -> Notice {
    Notice {
        subject: format!("New sign-in to {}", from.name),
        lead: format!(
            "Your account was signed in to on a device it was not used on before. If it was you, there is nothing to do. If it was not, set a new password by \u{201c}Lost password?\u{201d} and call us on {}.",
            from.phone
        ),
        facts: vec![
            ("Device".to_owned(), device.to_owned()),
            ("At".to_owned(), Moment::new(at, &from.zone).full()),
        ],
        action: "Sign in".to_owned(),
        path: "/session/new".to_owned(),
    }
}
