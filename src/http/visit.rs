//! A visit: which host was asked, with which session, and when. Every handler starts here.
mod admission;
mod arrival;
mod program;
pub use program::Sent;

use crate::{
    app::App,
    db::{
        change::{Outcome, TaskId},
        limits::Reached,
        once::Once,
        page::{Cursor, PARAM},
        scope::Scope,
        write::Write,
    },
    error::{Error, Result},
    http::{cookies, page, pairs, replay::Replay, routes::Table},
    kit::ids::{Chance, EventId},
    sessions::{CodeCookie, KnownBrowser},
    users::Access,
    workspaces::{Face, Host, Workspace},
};
use axum::{http::Uri, response::Response};

pub struct Visit {
    pub scope: Scope,
    pub app: App,
    pub host: Host,
    /// The name of the device, by what its browser says.
    pub device: String,
    /// What this browser kept of having asked for a sign-in link.
    pub asked: Option<CodeCookie>,
    /// Who has signed in with this browser before.
    pub known: Option<KnownBrowser>,
    access: Access,
    table: Table,
    uri: Uri,
    /// Of the query string.
    params: pairs::Fields,
    is_sending: bool,
    /// Where to go on after signing in.
    next: String,
    notice: Option<String>,
    /// Where a form is shown again and not carried out.
    replay: Option<Replay>,
}

impl Visit {
    /// Writes a decision, unless the world moved on since it was taken, and sends the visitor to
    /// `answer` with `notice` at the top of that page.
    pub async fn write(
        &self,
        form: &impl AsRef<Once>,
        write: Write,
        answer: &str,
        notice: &str,
    ) -> Result<Response> {
        let event = EventId::new(self.scope.now, &self.app.chance());
        let outcome = self.db().run(write.sent_by(&self.scope, form, event, answer)).await?;
        self.carried_out(&outcome).await;
        match outcome.before {
            _ if outcome.held => {
                let mut response = page::see(answer);
                cookies::notice(response.headers_mut(), &self.app.config, notice);
                Ok(response)
            }
            Some(before) => Err(Error::Done(before.answer_to(form)?)),
            None => Err(self.limit(&outcome).unwrap_or_else(|| {
                Error::refused("This changed while you were looking at it. Please check it again.")
            })),
        }
    }

    /// Records a wrong try to prove who somebody is, and the lock that it begins.
    pub async fn denied(&self, denied: Write, lock: Option<Write>) -> Result<()> {
        self.app.witness.failed("proof");
        let event = || EventId::new(self.scope.now, &self.chance());
        let write = match lock {
            Some(lock) => denied.also(event(), lock),
            None => denied,
        };
        let outcome = self.db().run(write.by(&self.scope, event())).await?;
        self.announce(&outcome.tasks).await;
        Ok(())
    }

    /// The limit that kept a change from being written, if one did.
    pub fn limit(&self, outcome: &Outcome) -> Option<Error> {
        let now = self.scope.now;
        let Reached { why, until } = outcome.counts.as_ref()?.reached(now)?;
        Some(Error::Limited { why, seconds: (until - now) / 1_000 })
    }

    /// Tells the queue and open pages of a change.
    pub async fn carried_out(&self, outcome: &Outcome) {
        self.app.witness.saw_change(outcome);
        self.announce(&outcome.tasks).await;
    }

    /// Tells the queue of what a change left in the outbox.
    pub async fn announce(&self, tasks: &[TaskId]) {
        for task in tasks {
            self.app.queue.send(&task.id, 0).await;
        }
    }

    pub fn chance(&self) -> Chance {
        self.app.chance()
    }

    /// A value from the query string, trimmed; empty where there is none.
    pub fn param(&self, name: &str) -> String {
        let given = self.params.iter().find(|(key, _)| key == name);
        given.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    }

    /// Where a page of a list begins: as the query string says it, or at the start of the list.
    pub fn cursor(&self, start: Cursor) -> Cursor {
        Cursor::read(&self.param(PARAM), start)
    }

    pub fn db(&self) -> &crate::edge::Db {
        &self.app.db
    }

    /// For whoever is not signed in: the door, and from there back to the page they were on.
    pub fn sign_in_first(&self) -> Error {
        Error::SignInFirst { next: self.next.clone() }
    }

    /// The workspace of the host, unless clients ask and its portal is closed.
    pub fn workspace(&self, found: Option<Workspace>) -> Result<Workspace> {
        let found = found.ok_or(Error::UnknownHost)?;
        if found.portal_is_open || self.host.face == Face::Ops {
            return Ok(found);
        }
        let (phone, email) = (found.phone, found.reply_to);
        Err(Error::Closed { name: found.name, phone, email })
    }

    /// What the last page left to be said.
    pub fn notice(&self) -> Option<String> {
        self.replay.as_ref().map(|it| it.notice.clone()).or_else(|| self.notice.clone())
    }
}
