//! The bindings under `cargo test`, in memory. A test can make them fail.
use super::{Denial, Listed, NotSent, OutgoingMail, Stored};
use crate::{
    error::{Error, Result},
    kit::{
        call::{Answered, Call},
        database::Database,
        ids::{UserId, WorkspaceId},
        room::Notice,
    },
};
use axum::response::Response;
use std::{
    cell::RefCell,
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

/// When a binding fails: before the call took effect, or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    Before,
    After,
}

#[derive(Clone, Default)]
pub struct Files {
    pub kept: Arc<Mutex<HashMap<String, Stored>>>,
    pub stored_at: Arc<Mutex<HashMap<String, i64>>>,
    pub breaks: Arc<Mutex<Option<Break>>>,
}

impl Files {
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn put(&self, key: &str, file: Stored) -> Result<()> {
        let breaks = *self.breaks.lock().unwrap();
        if breaks != Some(Break::Before) {
            self.kept.lock().unwrap().insert(key.to_owned(), file);
        }
        breaks.map_or(Ok(()), |_| Err(Error::Internal("files broke".to_owned())))
    }

    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn get(&self, key: &str) -> Result<Option<Stored>> {
        if *self.breaks.lock().unwrap() == Some(Break::Before) {
            return Err(Error::Internal("files broke".to_owned()));
        }
        Ok(self.kept.lock().unwrap().get(key).cloned())
    }

    pub fn begin(&self, key: &str, content_type: &str) -> Writing {
        let file = Stored { bytes: Vec::new(), content_type: content_type.to_owned() };
        Writing { files: self.clone(), key: key.to_owned(), file }
    }

    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn open(&self, key: &str, part: Option<(u64, u64)>) -> Result<Option<Response>> {
        let stored = self.kept.lock().unwrap().get(key).cloned();
        let part = part.map(|(from, many)| (usize::try_from(from), usize::try_from(many)));
        Ok(stored.map(|it| match part {
            Some((from, many)) => {
                let from = from.unwrap();
                Response::new(it.bytes[from..from + many.unwrap()].to_vec().into())
            }
            None => Response::new(it.bytes.into()),
        }))
    }

    pub async fn read(&self, key: &str) -> Result<Option<Reading>> {
        let found = self.get(key).await?;
        Ok(found.map(|it| Reading(it.bytes.chunks(1_000).map(<[u8]>::to_vec).collect())))
    }

    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn delete(&self, key: &str) -> Result<()> {
        let breaks = *self.breaks.lock().unwrap();
        if breaks != Some(Break::Before) {
            self.kept.lock().unwrap().remove(key);
        }
        breaks.map_or(Ok(()), |_| Err(Error::Internal("files broke".to_owned())))
    }

    /// Every file was stored long ago, unless `stored_at` says otherwise.
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn list(&self, prefix: &str, after: &str, most: u32) -> Result<Vec<Listed>> {
        let kept = self.kept.lock().unwrap();
        let mut keys: Vec<_> =
            kept.keys().filter(|it| it.starts_with(prefix) && it.as_str() > after).collect();
        keys.sort();
        let at = self.stored_at.lock().unwrap();
        let listed = keys.into_iter().take(usize::try_from(most).unwrap()).map(|key| Listed {
            key: key.clone(),
            stored_at: at.get(key).copied().unwrap_or_default(),
        });
        Ok(listed.collect())
    }
}

/// A file that is being read.
pub struct Reading(VecDeque<Vec<u8>>);

impl Reading {
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        Ok(self.0.pop_front())
    }
}

/// A file that is being stored.
pub struct Writing {
    files: Files,
    key: String,
    file: Stored,
}

impl Writing {
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn add(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.bytes.extend_from_slice(bytes);
        Ok(())
    }

    pub async fn finish(self) -> Result<()> {
        self.files.put(&self.key, self.file).await
    }
}

#[derive(Clone, Default)]
pub struct Queue {
    pub of: Option<Database>,
    pub sent: Arc<Mutex<Vec<(String, u32)>>>,
    /// Whether messages are lost.
    pub loses: Arc<Mutex<bool>>,
}

impl Queue {
    pub fn of(&self, database: &Database) -> Self {
        Self { of: Some(database.clone()), ..self.clone() }
    }

    pub async fn send_all<'a>(&self, ids: impl IntoIterator<Item = &'a str>) {
        for id in ids {
            self.send(id, 0).await;
        }
    }

    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn send(&self, id: &str, delay_seconds: u32) {
        if !*self.loses.lock().unwrap() {
            let message = self.of.as_ref().map_or_else(|| id.to_owned(), |it| it.marked(id));
            self.sent.lock().unwrap().push((message, delay_seconds));
        }
    }
}

#[derive(Clone, Default)]
pub struct Mailer {
    pub sent: Arc<Mutex<Vec<OutgoingMail>>>,
    pub refuses: Arc<Mutex<Option<NotSent>>>,
}

impl Mailer {
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn send(&self, email: &OutgoingMail) -> Result<String, NotSent> {
        if let Some(why) = self.refuses.lock().unwrap().clone() {
            return Err(why);
        }
        let mut sent = self.sent.lock().unwrap();
        sent.push(email.clone());
        Ok(format!("provider-{}", sent.len()))
    }
}

#[derive(Clone, Default)]
pub struct Assets;

impl Assets {
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn read(&self, path: &str) -> Result<Vec<u8>> {
        // What packages bring is there only as built.
        std::fs::read(path.trim_start_matches('/'))
            .or_else(|_| std::fs::read(format!("public{path}")))
            .map_err(|e| Error::Internal(format!("asset {path}: {e}")))
    }
}

#[derive(Clone, Default)]
pub struct Limiter {
    pub refuses: Arc<Mutex<bool>>,
    /// The keys that it was asked for.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Limiter {
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn allows(&self, key: String) -> bool {
        self.asked.lock().unwrap().push(key);
        !*self.refuses.lock().unwrap()
    }
}

#[derive(Clone, Default)]
pub struct Rooms {
    pub told: Arc<Mutex<Vec<(WorkspaceId, Notice)>>>,
    pub breaks: Arc<Mutex<bool>>,
}

impl Rooms {
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn tell(&self, workspace: WorkspaceId, notice: &Notice) {
        if *self.breaks.lock().unwrap() {
            log_fault("room: broke");
        } else {
            self.told.lock().unwrap().push((workspace, notice.clone()));
        }
    }
}

/// The servers of others: what they were asked, and what they answer, in turn.
#[derive(Clone, Default)]
pub struct Web {
    pub asked: Arc<Mutex<Vec<Call>>>,
    pub answers: Arc<Mutex<Vec<std::result::Result<Answered, String>>>>,
}

impl Web {
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn send(&self, call: &Call) -> std::result::Result<Answered, String> {
        self.asked.lock().unwrap().push(call.clone());
        let mut answers = self.answers.lock().unwrap();
        if answers.is_empty() { Err("nobody answers".to_owned()) } else { answers.remove(0) }
    }

    /// Has the next request be answered like this.
    pub fn answer(&self, status: u16, body: &str) {
        self.answers.lock().unwrap().push(Ok(Answered { status, body: body.to_owned() }));
    }
}

/// A clock that moves only when a test advances it.
#[derive(Clone)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    pub fn at(now: i64) -> Self {
        Self(Arc::new(AtomicI64::new(now)))
    }

    pub fn now(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Time passes while one waits.
    #[allow(clippy::unused_async)] // the same signature as in production
    pub async fn pause(&self, millis: u64) {
        self.advance(i64::try_from(millis).unwrap());
    }

    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The lines logged since this was last called.
pub fn logged() -> Vec<String> {
    LOG.take()
}

pub fn log_fault(cause: &str) -> String {
    log_fault_of("", cause)
}

pub fn log_fault_of(request: &str, cause: &str) -> String {
    eprintln!("fault: {cause}");
    LOG.with_borrow_mut(|log| log.push(super::log::fault(0, request, "reference", cause)));
    "reference".to_owned()
}

pub fn log_probe(at: i64, request: &str, user: UserId, kind: &str, count: i64) {
    LOG.with_borrow_mut(|log| log.push(super::log::probe(at, request, user, kind, count)));
}

pub fn log_denial(denial: &Denial<'_>) {
    LOG.with_borrow_mut(|log| log.push(denial.line()));
}
