//! The mail to whoever signed up. It is written when it is sent, so that the answer to the form does
//! the same for every address, and the link rests nowhere.
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

/// Says to whoever signed up what the page must not.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignUpReply;

impl Job for SignUpReply {
    const NAME: &'static str = "sign_up_reply";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        for other in app.db.run(outbox::siblings(&row.id)).await? {
            app.queue.send(&other.id, 0).await;
        }
        let from = mail::sender(app, row).await?;
        let letter = letter(app, row, &from).await?;
        mail::post(app, row, &from, (&letter, None)).await
    }
}

impl Mailed for SignUpReply {
    fn subject(&self) -> &'static str {
        "Your request for access"
    }
}

/// What is said to an address, as things stand with it now.
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
            letters::may_confirm(name, format!("/sign-up/confirmation?token={}", encoded(&token)))
        }
        Answer::Nothing => return Err(Error::refused("the request was decided meanwhile")),
    })
}
