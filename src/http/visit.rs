//! A visit: which host was asked, with which session, and when. Every handler starts here.
mod arrival;
mod program;
pub use program::Sent;

use crate::{
    app::App,
    db::{
        change::{self, Outcome, TaskId},
        limits::Reached,
        once::Once,
        page::{Cursor, PARAM},
        query::Batch,
        scope::Scope,
        write::Write,
    },
    edge::log_fault_of,
    error::{Error, Result},
    http::{cookies, form::Form, key, page, pairs, replay::Replay, routes::Table},
    kit::ids::{Chance, EventId},
    sessions::{self, CodeCookie, KnownBrowser},
    users::{self, Access, Standing, Visitor, Who},
    workspaces::{self, Face, Host, Workspace},
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
    /// Reads a page's data and its visitor in one round trip, and lets in whoever may use the route.
    pub async fn read<B: Batch>(&self, batch: B) -> Result<(Visitor, B::Answers)> {
        let batch = (self.who(), batch);
        let (who, answers) = if self.is_sending {
            self.db().run(batch).await?
        } else {
            self.db().read(batch).await?
        };
        let visitor = self.visitor(who)?;
        self.admit(&visitor, &|field| !self.param(field).is_empty()).await?;
        Ok((visitor, answers))
    }

    /// The same for a form that changes something: one that was carried out already ends here, with
    /// the answer it had.
    pub async fn read_once<B: Batch>(
        &self,
        form: &Form,
        batch: B,
    ) -> Result<(Visitor, B::Answers)> {
        let before = change::before(&self.scope, form);
        let (who, before, answers) = self.db().run((self.who(), before, batch)).await?;
        let visitor = self.visitor(who)?;
        if let Some(before) = before {
            let answer =
                if self.replay.is_some() { before.answer } else { before.answer_to(form)? };
            return Err(Error::Done(answer));
        }
        self.admit(&visitor, &|field| !form.value(field).is_empty()).await?;
        Ok((visitor, answers))
    }

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

    fn who(&self) -> users::Lookup {
        (workspaces::at(&self.scope.host), users::visitor(&self.scope))
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

    fn visitor(&self, (workspace, user): <users::Lookup as Batch>::Answers) -> Result<Visitor> {
        let workspace = self.workspace(workspace)?;
        let user = user.ok_or_else(|| self.sign_in_first())?;
        if user.face != self.host.face {
            self.app.faces.forget(&self.host.name);
            return Err(Error::AskAgain(sessions::safe_next(&self.next).to_owned()));
        }
        self.app.witness.saw(user.id);
        self.scope.read_as.get_or_init(|| user.version);
        if user.standing() == Standing::MustChoosePassword {
            return Err(Error::ChoosePassword);
        }
        let mut chance = [0; 16];
        (self.app.random)(&mut chance);
        let key = match &self.replay {
            Some(replay) => replay.key.clone(),
            None => key::signed(&self.app.config.signing_key, &self.scope.host, user.id, chance),
        };
        Ok(Visitor {
            user,
            workspace,
            notice: self.notice(),
            key,
            path: self.uri.path().to_owned(),
            is_sending: self.is_sending,
            routes: self.table.0,
            now: self.scope.now,
        })
    }

    /// Refuses whoever may not use the route, or has not shown every factor; `has` tells which
    /// fields the request has.
    async fn admit(&self, visitor: &Visitor, has: &(dyn Fn(&str) -> bool + Sync)) -> Result<()> {
        if self.access.who == Who::Begun {
            return Ok(());
        }
        match visitor.user.standing() {
            Standing::In => {}
            Standing::MustChoosePassword => return Err(Error::ChoosePassword),
            Standing::MustShowFactor => return Err(Error::ShowFactor { next: self.next.clone() }),
            Standing::MustSetUpFactor => return Err(Error::SetUpFactor),
        }
        self.access.check(&visitor.workspace, &visitor.user, has)?;
        self.remember_browser(&visitor.user.email);
        if self.scope.now - visitor.user.seen_at >= sessions::NOTED_EVERY
            && let Err(error) = self.db().run(sessions::seen(&self.scope)).await
        {
            let request = self.app.witness.request();
            log_fault_of(request, &format!("the use of a session was not noted: {error:?}"));
        }
        Ok(())
    }

    /// Has the answer mark this browser as one in which its user has signed in, unless it is marked.
    fn remember_browser(&self, email: &str) {
        if self.known.as_ref().is_none_or(|it| !it.is_of(email)) {
            let it = KnownBrowser::new(email, self.app.secret());
            let sealed = it.sealed(&self.app.config.signing_key, &self.scope.host, self.scope.now);
            self.app.witness.knows(sealed);
        }
    }

    /// What the last page left to be said.
    pub fn notice(&self) -> Option<String> {
        self.replay.as_ref().map(|it| it.notice.clone()).or_else(|| self.notice.clone())
    }
}
