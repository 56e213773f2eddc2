//! The dependencies of a handler: database, files, queue, mail, configuration, clock and random numbers.
mod printing;

use crate::{
    config::Config,
    db::{change::Outcome, scope::Scope, write::Write},
    edge::{Assets, Clock, Databases, Db, Files, Limiter, Mailer, Queue, Rooms, Web},
    error::{Error, Result},
    http::{faces::Faces, form::Form},
    kit::{
        database::Database,
        ids::{Chance, EventId, UserId, WorkspaceId},
        turns::{Turns, Waiting},
        underway::Underway,
    },
};
use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, Mutex, OnceLock},
    task::Poll,
};

#[derive(Clone)]
pub struct App {
    /// The database of the workspace that is served; for what is of no workspace, the directory.
    pub db: Db,
    pub databases: Databases,
    pub files: Files,
    pub queue: Queue,
    pub mailer: Mailer,
    pub assets: Assets,
    pub limiter: Limiter,
    pub rooms: Rooms,
    pub web: Web,
    pub config: Arc<Config>,
    pub clock: Clock,
    pub random: fn(&mut [u8]),
    pub witness: Witness,
    /// Kept from one request of an isolate to the next.
    pub faces: Faces,
    /// Shared by the requests of an isolate.
    pub turns: Turns,
    /// The documents that the isolate is rendering.
    pub presses: Underway,
}

/// The events of the changes that a request made, of which open pages are told after the answer.
#[derive(Debug, Clone, Default)]
pub struct Changed(pub Vec<EventId>);

/// What a request turned out to be: its user and why signing in failed, for the log, and its id there; the form that it
/// brought; and the cookie of a browser that is known from now on.
#[derive(Clone, Default)]
pub struct Witness {
    user: Arc<OnceLock<UserId>>,
    failed: Arc<OnceLock<&'static str>>,
    browser: Arc<OnceLock<Option<String>>>,
    form: Arc<OnceLock<Form>>,
    changed: Arc<Mutex<Vec<EventId>>>,
    request: Arc<str>,
}

impl Witness {
    /// The witness of the request with this id.
    pub fn of(request: &str) -> Self {
        Self { request: request.into(), ..Self::default() }
    }

    /// The platform's id of the request, for the log; empty in the portal's own work.
    pub fn request(&self) -> &str {
        &self.request
    }

    pub fn saw(&self, user: UserId) {
        let _ = self.user.set(user);
    }

    pub fn user(&self) -> Option<UserId> {
        self.user.get().copied()
    }

    /// Records that authentication failed, when the response is the form again and not an error.
    pub fn failed(&self, what: &'static str) {
        let _ = self.failed.set(what);
    }

    /// Keeps the cookie that marks the browser, for the answer.
    pub fn knows(&self, cookie: Option<String>) {
        let _ = self.browser.set(cookie);
    }

    pub fn browser(&self) -> Option<&str> {
        self.browser.get()?.as_deref()
    }

    /// Keeps the form, for the case that it cannot be carried out.
    pub fn read(&self, form: &Form) {
        let _ = self.form.set(form.clone());
    }

    pub fn form(&self) -> Option<&Form> {
        self.form.get()
    }

    /// Keeps the events of a change, if it was carried out.
    pub fn saw_change(&self, outcome: &Outcome) {
        if outcome.held
            && let Ok(mut kept) = self.changed.lock()
        {
            kept.extend(&outcome.events);
        }
    }

    pub fn changes(&self) -> Changed {
        Changed(self.changed.lock().map(|it| it.clone()).unwrap_or_default())
    }

    pub fn failure(&self) -> Option<&'static str> {
        self.failed.get().copied()
    }
}

impl App {
    /// Carries out a change of the portal's own in a workspace, and queues the tasks that it left.
    pub async fn carry_out(&self, workspace: WorkspaceId, write: Write) -> Result<Outcome> {
        let now = self.now();
        let event = EventId::new(now, &self.chance());
        let outcome = self.db.run(write.by(&Scope::system(workspace, now), event)).await?;
        self.witness.saw_change(&outcome);
        let tasks: Vec<&str> = outcome.tasks.iter().map(|task| task.id.as_str()).collect();
        self.queue.send_all(tasks).await;
        Ok(outcome)
    }

    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// A turn to hash a password. It is taken before a try is counted, so that whoever is refused for
    /// load has lost no try.
    pub fn turn(&self, who: Waiting) -> Result<Turn> {
        let at = self.turns.take(who, self.now()).ok_or(Error::Busy)?;
        Ok(Turn { clock: self.clock.clone(), at, millis: self.turns.every })
    }

    /// The random bytes of a new id.
    pub fn chance(&self) -> Chance {
        let mut bytes = Chance::default();
        (self.random)(&mut bytes);
        bytes
    }

    /// A random secret of 256 bits, as text for a cookie.
    pub fn secret(&self) -> String {
        let mut bytes = [0; 32];
        (self.random)(&mut bytes);
        crate::kit::text::token(&bytes)
    }

    /// The same for the workspaces in another database: what it reads and writes is there, and its jobs say so.
    pub fn of(&self, database: &Database) -> Result<Self> {
        Ok(Self { db: self.db_for(database)?, queue: self.queue.of(database), ..self.clone() })
    }

    /// The session of this request with a database: one for each.
    fn db_for(&self, database: &Database) -> Result<Db> {
        if self.db.database() == database {
            return Ok(self.db.clone());
        }
        let unbound = || Error::OutOfReach(format!("there is no binding {database}"));
        let db = self.databases.open(database).ok_or_else(unbound)?;
        Ok(if self.db.is_reading() { db.reading() } else { db })
    }

    /// The same for each database, the directory first.
    pub fn everywhere(&self) -> impl Iterator<Item = Result<Self>> {
        self.databases.all().map(|it| self.of(&it))
    }

    /// Whether the workspace that is served is in another database than the directory.
    pub fn is_elsewhere(&self) -> bool {
        !self.db.database().is_directory()
    }
}

/// A moment that is taken for work which holds up the isolate.
pub struct Turn {
    clock: Clock,
    at: i64,
    millis: i64,
}

impl Turn {
    /// Waits for the moment and does the work. The result comes when the turn is over, so that the time
    /// does not reveal what the work was, such as that a password was hashed at an earlier cost.
    pub async fn with<T>(self, work: impl FnOnce() -> T) -> T {
        let millis = |n: i64| u64::try_from(n).unwrap_or_default();
        let wait = millis(self.at - self.clock.now());
        if wait > 0 {
            self.clock.pause(wait).await;
        }
        // The timer starts before the work: the platform's clock stands still while code runs.
        let mut rest = pin!(self.clock.pause(millis(self.millis)));
        let is_over = poll_fn(|context| Poll::Ready(rest.as_mut().poll(context).is_ready())).await;
        let done = work();
        if !is_over {
            rest.await;
        }
        done
    }
}
