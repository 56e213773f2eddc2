//! Sends a letter.
mod enclosing;
#[cfg(any(test, feature = "local"))]
pub mod local;
mod resend;
pub use enclosing::{Enclosed, may_read, together};

use super::{Letter, Mailed, Stop, queries, replies, views};
use crate::{
    app::App,
    edge::{Attachment, OutgoingMail},
    error::Error,
    kit::{email::Email, ids::ThreadId},
    outbox::{Done, Failed, Job, Row},
    workspaces::{self, Canonical, Face, Host},
};
use askama::Template as _;
use serde::{Deserialize, Serialize};

/// Keeps absence notes and other automatic answers from coming back (RFC 3834; the second is
/// Microsoft's).
const NO_ANSWERS: [(&str, &str); 2] =
    [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")];

/// The headers of a mail; one that its reader can stop has a link that does so with one click (RFC 8058).
fn headers(stop: &str) -> Vec<(&'static str, String)> {
    let mut all: Vec<_> = NO_ANSWERS.map(|(name, value)| (name, value.to_owned())).into();
    if !stop.is_empty() {
        all.push(("List-Unsubscribe", format!("<{stop}>")));
        all.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    all
}

/// A letter that was complete when the change was written, and is sent as it is.
impl Job for Letter {
    const NAME: &'static str = "letter";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = sender(app, row).await?;
        post(app, row, &from, (&self, None)).await
    }
}

impl Mailed for Letter {
    fn subject(&self) -> &str {
        &self.subject
    }

    fn lead(&self) -> &str {
        &self.lead
    }

    fn path(&self) -> String {
        self.path.clone()
    }
}

/// The workspace that sends the mail of an outbox row.
pub async fn sender(app: &App, row: &Row) -> Result<Canonical, Failed> {
    Ok(app.db.run(workspaces::canonical(row.workspace_id)).await?.ok_or(Error::NotFound)?)
}

/// The same for a mail whose link works where it was asked for: that host instead of the canonical one,
/// if it still answers.
pub async fn sender_where_asked(app: &App, row: &Row) -> Result<Canonical, Failed> {
    let (from, host) =
        app.db.run((workspaces::canonical(row.workspace_id), queries::host_of(&row.id))).await?;
    let from = from.ok_or(Error::NotFound)?;
    Ok(match host {
        Some(Host { name, face: Face::Client }) => Canonical { client: name, ..from },
        Some(Host { name, face: Face::Ops }) => Canonical { ops: name, ..from },
        None => from,
    })
}

/// Sends a letter whose link leads to the client portal or to operations, depending on the
/// recipient. `code` is shown large, to be typed.
pub async fn post(
    app: &App,
    row: &Row,
    from: &Canonical,
    (letter, code): (&Letter, Option<&str>),
) -> Result<Done, Failed> {
    deliver(app, row, from, (letter, code), With::default()).await
}

/// The same with the PDFs that are attached.
pub async fn post_with(
    app: &App,
    row: &Row,
    from: &Canonical,
    (letter, enclosed): (&Letter, impl IntoIterator<Item = Enclosed>),
) -> Result<Done, Failed> {
    let attached = enclosed.into_iter().filter_map(Enclosed::attachment).collect();
    let with = With { attached, ..With::default() };
    deliver(app, row, from, (letter, None), with).await
}

/// The same with words of the operator.
pub async fn post_saying(
    app: &App,
    row: &Row,
    from: &Canonical,
    (letter, text): (&Letter, String),
) -> Result<Done, Failed> {
    deliver(app, row, from, (letter, None), With { text, ..With::default() }).await
}

/// What goes with a letter: what somebody wrote and the address at which they are answered, or PDFs.
#[derive(Default)]
struct With {
    text: String,
    reply_to: Option<String>,
    attached: Vec<Attachment>,
}

/// A letter with what somebody wrote in a thread, which its reader can answer by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    pub letter: Letter,
    /// Everything that was written; the letter's lead says who wrote it.
    pub text: String,
    /// The beginning of it, for the bell.
    pub start: String,
    pub thread: ThreadId,
}

impl Job for Talk {
    const NAME: &'static str = "talk";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = sender(app, row).await?;
        let reply_to = match row.to_user_id.filter(|_| app.config.reply_domain.is_some()) {
            Some(user) => {
                let row =
                    app.db.run(queries::reply_row(row.workspace_id, self.thread, user)).await?;
                row.1.and_then(|it| replies::address(&app.config, &it.id))
            }
            None => None,
        };
        let with = With { text: self.text, reply_to, attached: Vec::new() };
        deliver(app, row, &from, (&self.letter, None), with).await
    }
}

impl Mailed for Talk {
    fn subject(&self) -> &str {
        &self.letter.subject
    }

    fn lead(&self) -> &str {
        &self.start
    }

    fn path(&self) -> String {
        self.letter.path.clone()
    }
}

async fn deliver(
    app: &App,
    row: &Row,
    from: &Canonical,
    (letter, code): (&Letter, Option<&str>),
    with: With,
) -> Result<Done, Failed> {
    let host = match row.to_face {
        Face::Ops => &from.ops,
        Face::Client => &from.client,
    };
    let origin = app.config.address_of(host);
    let link = format!("{origin}{}", letter.path);
    let stop = match row.to_user_id.filter(|_| !row.occasion.is_empty()) {
        Some(user) => Stop::new(row.workspace_id, user, &row.occasion).link(&app.config),
        None => String::new(),
    };
    let foot = views::Foot { choices: format!("{origin}/profile/notices"), stop: stop.clone() };
    let html = views::Html::new(from, &row.to_name, (letter, code), &link, foot)
        .saying(&with.text, with.reply_to.is_some());
    let email = OutgoingMail {
        from_name: html.sender(),
        from: app.config.mail_from.clone(),
        to: Email::parse(&row.to_email)
            .map_err(|error| Failed { words: error.to_string(), for_good: true })?,
        reply_to: Email::parse(with.reply_to.as_deref().unwrap_or(&from.reply_to)).ok(),
        headers: headers(&stop),
        subject: html.subject(),
        text: views::Text(&html).render().map_err(Error::from)?,
        html: html.render().map_err(Error::from)?,
        attached: with.attached,
    };
    #[cfg(any(test, feature = "local"))]
    if let Err(fault) = local::keep(app, &row.id, &email).await {
        crate::edge::log_fault(&format!("kept mail: {fault:?}"));
    }
    let sent = match &app.config.resend {
        // The change's event as well: what staff send again is another mail.
        Some(at) => {
            let call = resend::call(at, &email, &format!("{}-{}", row.id, row.event_id));
            resend::sent(&app.web.send(&call).await)
        }
        None => app.mailer.send(&email).await,
    };
    sent.map(|provider_id| Done { provider_id, subject: email.subject })
        .map_err(|not| Failed { words: not.words, for_good: not.for_good })
}
