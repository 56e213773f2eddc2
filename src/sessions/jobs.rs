//! The mails about signing in. Their codes and passwords are made when the mail is, and only digests are
//! stored.
use super::{INVITATION, code, mail as letters, password, queries};
use crate::{
    app::App,
    db::scope::Scope,
    error::Error,
    kit::{ids::EventId, text, turns::Waiting},
    mail::{self, Mailed},
    outbox::{Done, Failed, Job, Row},
    workspaces::Face,
};
use serde::{Deserialize, Serialize};

/// Sends a sign-in link and its code. Those of earlier mails stop working.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignInCode {
    pub code: EventId,
}

impl Job for SignInCode {
    const NAME: &'static str = "sign_in_code";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender_where_asked(app, row).await?;
        let pepper = app.config.pepper.current();
        let token = text::token(&row.secret(pepper, "link"));
        let digits = code::of(&row.secret(pepper, "code"));
        let kept = code::digest(pepper, self.code, &digits);
        let arm = queries::arm(self.code, &code::link_digest(&token), &kept, app.now());
        let drawn = app
            .db
            .run(arm)
            .await?
            .ok_or_else(|| Error::refused("it was asked for again, or is too late"))?;
        let letter = letters::code(&drawn, &token, &from);
        mail::post(app, row, &from, (&letter, Some(&digits))).await
    }
}

impl Mailed for SignInCode {
    fn subject(&self) -> &'static str {
        "Sign-in link"
    }
}

/// Sends a temporary password to an invited user.
#[derive(Debug, Serialize, Deserialize)]
pub struct Activation;

impl Job for Activation {
    const NAME: &'static str = "activation";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let user = row.to_user_id.ok_or(Error::NotFound)?;
        let mut salt = [0; 16];
        (app.random)(&mut salt);
        let temporary = password::temporary(&row.secret(app.config.pepper.current(), "password"));
        let turn = app.turn(Waiting::Known)?;
        let hash = turn
            .with(|| password::hash(&temporary, &app.config.pepper, &salt))
            .await
            .ok_or_else(|| Error::Internal("argon2 refused its parameters".to_owned()))?;
        let until = app.now() + INVITATION;
        let scope = Scope::system(row.workspace_id, app.now());
        let event = EventId::new(app.now(), &app.chance());
        let invite = queries::invite(user, &row.to_email, &hash, until).by(&scope, event);
        let outcome = app.db.run(invite).await?;
        app.witness.saw_change(&outcome);
        if !outcome.held {
            return Err(Error::refused(
                "the invitation was withdrawn, is used, or goes to another address now",
            )
            .into());
        }
        let letter = letters::activation(&from.name, row.to_face, &row.to_email, temporary);
        let words = match row.to_face {
            Face::Client => app.db.run(queries::invitation_words(row.workspace_id)).await?,
            Face::Ops => None,
        };
        let words = words.map(|it| it.words).unwrap_or_default();
        mail::post_saying(app, row, &from, (&letter, words)).await
    }
}

impl Mailed for Activation {
    fn subject(&self) -> &'static str {
        "Your access to the portal"
    }
}

/// Tells a user that too many wrong passwords were tried for their account.
#[derive(Debug, Serialize, Deserialize)]
pub struct Locked {
    pub address: String,
    pub at: i64,
    pub until: i64,
}

impl Job for Locked {
    const NAME: &'static str = "locked";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let letter = letters::locked(&from, &self.address, self.at, self.until);
        mail::post(app, row, &from, (&letter, None)).await
    }
}

impl Mailed for Locked {
    fn subject(&self) -> &'static str {
        "Wrong passwords for your account"
    }
}

/// Tells a user that somebody signed in to their account on a new device.
#[derive(Debug, Serialize, Deserialize)]
pub struct NewDevice {
    pub device: String,
    pub at: i64,
}

impl Job for NewDevice {
    const NAME: &'static str = "new_device";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let letter = letters::new_device(&from, &self.device, self.at);
        mail::post(app, row, &from, (&letter, None)).await
    }
}

impl Mailed for NewDevice {
    fn subject(&self) -> &'static str {
        "New sign-in"
    }
}
