//! Runs batches on D1, in a session that may read from replicas no older than its bookmark.
use super::{Clock, Spent};
use crate::{
    db::{
        columns::Columns,
        effect::refuse_writes,
        packed::{Sending, sendings},
        query::{Rows, Statement, Value},
    },
    error::{Error, Result},
    kit::database::{Database, at_least},
};
use js_sys::{Array, JSON, Object, Reflect};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use wasm_bindgen_futures::JsFuture;
use worker::{
    D1Database, D1DatabaseSession, Delay, Env,
    send::SendFuture,
    wasm_bindgen::{JsCast as _, JsValue},
    worker_sys,
};

#[derive(Clone)]
pub struct Db {
    database: Database,
    session: Arc<D1DatabaseSession>,
    spent: Arc<Mutex<Spent>>,
    is_reading: bool,
}

/// The databases of the Worker, for one request.
#[derive(Clone)]
pub struct Databases {
    bound: Bound,
    /// The state that the visitor has seen, by their cookie.
    seen: Option<String>,
    is_get: bool,
}

/// The bindings of databases, the directory's first.
pub type Bound = Arc<Vec<(Database, D1Database)>>;

/// The databases that are bound: `DB`, and what is named after it.
pub fn bound(env: &Env) -> worker::Result<Bound> {
    let directory = Database::directory();
    let mut all = vec![(directory.clone(), env.d1(&directory.to_string())?)];
    let keys = Object::keys(env.unchecked_ref::<Object>());
    let names = keys.iter().filter_map(|it| Database::named(&it.as_string()?));
    for name in names.filter(|it| !it.is_directory()) {
        let binding = env.d1(&name.to_string())?;
        all.push((name, binding));
    }
    Ok(Arc::new(all))
}

impl Databases {
    pub fn of_request(bound: &Bound, seen: Option<String>, is_get: bool) -> Self {
        Self { bound: Arc::clone(bound), seen, is_get }
    }

    /// The names of all, the directory's first.
    pub fn all(&self) -> impl Iterator<Item = Database> {
        self.bound.iter().map(|(name, _)| name.clone())
    }

    /// Begins a session with a database, unless there is none of this name.
    pub fn open(&self, database: &Database) -> Option<Db> {
        let (name, binding) = self.bound.iter().find(|(name, _)| name == database)?;
        Db::open(name, binding, &at_least(name, self.seen.as_deref(), self.is_get)).ok()
    }
}

/// The result of one statement.
pub enum Answered {
    /// As D1 returned it.
    Alone(worker_sys::D1Result),
    /// The rows of a statement that was packed with others, as JSON text.
    Packed(String),
}

impl Db {
    /// `bookmark` is the state of the database that the visitor has seen already, or `first-primary` for a
    /// request that writes.
    fn open(database: &Database, binding: &D1Database, bookmark: &str) -> worker::Result<Self> {
        Ok(Self {
            database: database.clone(),
            session: Arc::new(binding.with_session(Some(bookmark))?),
            spent: Arc::default(),
            is_reading: false,
        })
    }

    pub fn database(&self) -> &Database {
        &self.database
    }

    pub fn is_reading(&self) -> bool {
        self.is_reading
    }

    /// The same, refusing to write.
    pub fn reading(&self) -> Self {
        Self { is_reading: true, ..self.clone() }
    }

    /// Runs the statements once, in one round trip and one transaction.
    pub(super) async fn attempt(&self, statements: &[Statement]) -> Result<Vec<Answered>> {
        refuse_writes(self.is_reading, statements)?;
        SendFuture::new(async {
            let sendings = sendings(statements)?;
            let prepared = sendings.iter().map(|it| self.prepare(it)).collect::<Result<Array>>()?;
            let session: &JsValue = (*self.session).as_ref();
            let session: &worker_sys::D1DatabaseSession = session.unchecked_ref();
            let batch = session.session_batch(prepared).map_err(fault)?;
            let results = JsFuture::from(batch).await.map_err(fault)?;
            if let Ok(mut spent) = self.spent.lock() {
                spent.batches += 1;
            }
            let results: Array = results.unchecked_into();
            let mut all = Vec::with_capacity(statements.len());
            for (sending, result) in sendings.iter().zip(results.iter()) {
                let result: worker_sys::D1Result = result.unchecked_into();
                self.count(&result);
                match sending.packs {
                    Some(many) => unpack(&result, many, &mut all)?,
                    None => all.push(Answered::Alone(result)),
                }
            }
            Ok(all)
        })
        .await
    }

    /// The state of the database that this session has seen, for the cookie.
    pub fn bookmark(&self) -> Option<String> {
        Some(self.database.marked(&self.session.get_bookmark().ok().flatten()?))
    }

    pub fn spent(&self) -> Spent {
        self.spent.lock().map(|spent| *spent).unwrap_or_default()
    }

    /// Milliseconds by which tries of a batch are timed.
    #[allow(clippy::unused_self)] // the same signature as under test
    pub(super) fn clock(&self) -> i64 {
        Clock.now()
    }

    #[allow(clippy::unused_self)] // the same signature as under test
    pub(super) async fn pause(&self, millis: u32) {
        SendFuture::new(Delay::from(Duration::from_millis(millis.into()))).await;
    }

    fn prepare(&self, sending: &Sending) -> Result<JsValue> {
        let values = sending.values.iter().map(|value| match value {
            Value::Null => JsValue::NULL,
            // D1 takes numbers as doubles. Amounts and times are below 2^53, so they are exact.
            #[allow(clippy::cast_precision_loss)]
            Value::Int(n) => JsValue::from_f64(*n as f64),
            Value::Text(text) => text.into(),
        });
        let bound = self.session.prepare(sending.sql).bind(&values.collect::<Vec<_>>());
        Ok(bound.map_err(|e| Error::Internal(e.to_string()))?.inner().into())
    }

    fn count(&self, result: &worker_sys::D1Result) {
        if let Ok(mut spent) = self.spent.lock() {
            spent.rows_read += number(result, "rows_read");
            spent.wrote |= meta(result, "changed_db").is_some_and(|it| it.is_truthy());
        }
    }
}

/// One member of a result's metadata. Each is read alone: another, the size of a database above 4 GiB, is
/// too large for a `usize` of WebAssembly, so that the whole could not be decoded.
fn meta(result: &worker_sys::D1Result, name: &str) -> Option<JsValue> {
    Reflect::get(&result.meta().ok()?.into(), &name.into()).ok()
}

fn number(result: &worker_sys::D1Result, name: &str) -> usize {
    let number = meta(result, name).and_then(|it| it.as_f64()).unwrap_or_default();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count of rows
    let number = number as usize;
    number
}

/// Adds the answers of packed statements: the columns of the only row.
fn unpack(result: &worker_sys::D1Result, many: usize, all: &mut Vec<Answered>) -> Result<()> {
    let rows = result.results().map_err(fault)?.unwrap_or_default();
    let texts = Object::values(&rows.get(0).into());
    if texts.length() as usize != many {
        return Err(Error::Internal(format!("{} answers to {many} statements", texts.length())));
    }
    all.extend(texts.iter().map(|it| Answered::Packed(it.as_string().unwrap_or_default())));
    Ok(())
}

impl Rows for Answered {
    fn json(self, columns: fn() -> Option<Columns>) -> Result<String> {
        match self {
            Self::Packed(text) => Ok(text),
            Self::Alone(result) => alone(&result, columns()).map_err(fault),
        }
    }
    fn changes(&self) -> Result<usize> {
        match self {
            Self::Alone(result) => Ok(number(result, "changes")),
            Self::Packed(_) => Ok(0),
        }
    }
}

/// The rows of a statement that was not packed, as JSON text for `columns::rows`.
fn alone(result: &worker_sys::D1Result, columns: Option<Columns>) -> Result<String, JsValue> {
    let rows = result.results()?.unwrap_or_default();
    let Some(columns) = columns else { return Ok(JSON::stringify(&rows)?.into()) };
    let values = |row: JsValue| {
        columns.iter().map(|name| Reflect::get(&row, &(*name).into())).collect::<Result<Array, _>>()
    };
    let rows = rows.iter().map(values).collect::<Result<Array, _>>()?;
    Ok(JSON::stringify(&rows)?.into())
}

/// An error of D1, in its own words.
#[allow(clippy::needless_pass_by_value)] // as map_err needs it
fn fault(e: JsValue) -> Error {
    Error::Internal(match e.dyn_ref::<js_sys::Error>() {
        Some(e) => e.message().into(),
        None => format!("{e:?}"),
    })
}
