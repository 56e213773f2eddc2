//! The mail to the address that signed up. It is written when it is sent, so that the form does the
//! same work for every address, and the link is not stored.
use super::{Answer, LINK, SUBJECT, mail as letters, queries};
use crate::{
    app::App,
    error::{Error, Result},
    http::page::encoded,
    mail::{self, Letter, Mailed},
    outbox::{self, Done, Failed, Job, Row},
    sessions::token,
    workspaces::Canonical,
};
use serde::{Deserialize, Serialize};

/// Sends the mail that depends on what is known about the address.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignUpReply;

impl Job for SignUpReply {
    const NAME: &'static str = "sign_up_reply";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        for other in app.db.run(outbox::siblings(&row.id)).await? {
            app.queue.send(&other.id, 0).await;
        }
        let from = mail::sender_where_asked(app, row).await?;
        let letter = letter(app, row, &from).await?;
        mail::post(app, row, &from, (&letter, None)).await
    }
}

impl Mailed for SignUpReply {
    fn subject(&self) -> &'static str {
        "Your request for access"
    }
}

/// The letter to an address, by its current state.
async fn letter(app: &App, row: &Row, from: &Canonical) -> Result<Letter> {
    let known = app.db.run(queries::known(row.workspace_id, &row.to_email)).await?;
    let name = &from.name;
    Ok(match known.ok_or(Error::NotFound)?.answer() {
        Answer::HasAccess => letters::has_access(name),
        Answer::WasInvited => letters::was_invited(name),
        Answer::IsConfirmed => letters::is_confirmed(name),
        Answer::MayConfirm(id) => {
            let (key, until) = (&app.config.signing_key, app.now() + LINK);
            let token = token::seal_for(SUBJECT, key, &id.to_string(), &from.client, until)
                .ok_or_else(|| Error::Internal("a link could not be signed".to_owned()))?;
            letters::may_confirm(name, format!("/sign-ups/confirmation?token={}", encoded(&token)))
        }
        Answer::Nothing => return Err(Error::refused("the request was decided meanwhile")),
    })
}
