//! Prints the signed copy of an acceptance, once, and keeps it with its digest.
use super::{QuoteReader, queries};
use crate::{
    app::App,
    db::scope::Scope,
    edge::Stored,
    error::Error,
    kit::{ids::EventId, text},
    mail,
    outbox::{Done, Failed, Job, Row},
    workspaces,
};
use serde::{Deserialize, Serialize};

/// To print what was signed. The acceptance is the event that the job was put in with.
#[derive(Debug, Serialize, Deserialize)]
pub struct AcceptanceToSeal;

impl Job for AcceptanceToSeal {
    const NAME: &'static str = "acceptance_to_seal";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let now = app.now();
        let scope = Scope::system(row.workspace_id, now);
        let host = mail::sender(app, row).await?.client;
        let reads = (
            workspaces::at(&host),
            queries::signed(&scope, row.event_id),
            queries::signed_quote(&scope, row.event_id),
        );
        let (workspace, signed, quote) = app.db.run(reads).await?;
        let signed = signed.ok_or(Error::NotFound)?;
        if signed.is_sealed {
            return Ok(Done::default());
        }
        let workspace = workspace.ok_or(Error::NotFound)?;
        let reader = QuoteReader { workspace: &workspace, sees_money: true, now };
        let sheet = signed.sheet(quote.ok_or(Error::NotFound)?, reader);
        let bytes = app.print(&sheet, workspace.logo_key().as_deref()).await?;
        let copy = queries::Copy {
            sha256: text::sha256(&bytes),
            key: format!("{}/acceptances/{}-{}.pdf", workspace.id, signed.id, app.secret()),
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        };
        let file = Stored { bytes, content_type: "application/pdf".to_owned() };
        app.files.put(&copy.key, file).await?;
        let event = EventId::new(now, &app.chance());
        let outcome = app.db.run(queries::seal(&signed, &copy).by(&scope, event)).await?;
        if outcome.held {
            app.witness.saw_change(&outcome);
        } else {
            // Another delivery of the job was faster: its copy is the one that counts.
            app.files.delete(&copy.key).await?;
        }
        Ok(Done::default())
    }
}
