//! Prints the signed copy of an acceptance, once, keeps it with its digest, and mails it to those who may read it.
use super::{QuoteReader, queries};
use crate::{
    app::App,
    db::scope::Scope,
    edge::Stored,
    error::{Error, Result},
    kit::{
        ids::{EventId, QuoteId},
        text,
    },
    mail::{self, Enclosed, Letter, Mailed, Mailing},
    outbox::{Done, Failed, Job, Row},
    workspaces::{self, Module, Modules},
};
use serde::{Deserialize, Serialize};

/// To print what was signed. The acceptance is the event that the job was put in with.
#[derive(Debug, Serialize, Deserialize)]
pub struct AcceptanceToSeal;

impl Job for AcceptanceToSeal {
    const NAME: &'static str = "acceptance_to_seal";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        seal(app, row, (&from.client, row.event_id)).await?;
        Ok(Done::default())
    }
}

/// Prints the signed copy of an acceptance and stores it, unless that was done.
async fn seal(app: &App, row: &Row, (host, acceptance): (&str, EventId)) -> Result<()> {
    let now = app.now();
    let scope = Scope::system(row.workspace_id, now);
    let reads = (
        workspaces::at(host),
        queries::signed(&scope, acceptance),
        queries::signed_quote(&scope, acceptance),
    );
    let (workspace, signed, quote) = app.db.run(reads).await?;
    let signed = signed.ok_or(Error::NotFound)?;
    if signed.is_sealed {
        return Ok(());
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
    Ok(())
}

/// To the account that accepted a quote, with the signed copy for those who may read it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AcceptanceReceipt {
    pub letter: Letter,
    pub quote: QuoteId,
}

impl Job for AcceptanceReceipt {
    const NAME: &'static str = "acceptance_receipt";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let enclosed = enclosed(app, row, (&from.client, self.quote)).await?;
        let mut letter = self.letter;
        letter.facts.extend(enclosed.told("Signed copy", "the page of the quote"));
        mail::post_with(app, row, &from, (&letter, [enclosed])).await
    }
}

impl Mailed for AcceptanceReceipt {
    fn subject(&self) -> &str {
        &self.letter.subject
    }

    fn lead(&self) -> &str {
        &self.letter.lead
    }

    fn path(&self) -> String {
        self.letter.path.clone()
    }
}

/// The signed copy for whoever a mail goes to, if they may read it. It is made first where it is not there yet.
async fn enclosed(app: &App, row: &Row, (host, quote): (&str, QuoteId)) -> Result<Enclosed> {
    let standing = || queries::standing_copy(&Scope::system(row.workspace_id, app.now()), quote);
    let Some(mut it) = app.db.run(standing()).await? else { return Ok(Enclosed::Withheld) };
    let modules = Modules::NONE.with(Module::Quotes);
    if !mail::may_read(app, row, (it.account_id, Mailing::Quotes), modules).await? {
        return Ok(Enclosed::Withheld);
    }
    let name = format!("Quote {}, signed.pdf", it.name);
    let read = async {
        if it.key.is_none() {
            seal(app, row, (host, it.acceptance_id)).await?;
            it = app.db.run(standing()).await?.ok_or(Error::NotFound)?;
        }
        let key = it.key.ok_or(Error::NotFound)?;
        let file = app.files.get(&key).await?;
        let lost = || Error::Internal(format!("the signed copy {key} is lost"));
        Ok(file.ok_or_else(lost)?.bytes)
    };
    Ok(Enclosed::of(name, read.await))
}
