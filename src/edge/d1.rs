//! Runs batches on D1, in a session that may read from replicas no older than its bookmark.
use super::{Clock, Spent};
use crate::{
    db::query::{Rows, Statement, Value, refuse_writes},
    error::{Error, Result},
};
use js_sys::{Array, Reflect};
use serde::de::DeserializeOwned;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use wasm_bindgen_futures::JsFuture;
use worker::{
    D1DatabaseSession, Delay, Env,
    d1::serde_wasm_bindgen,
    send::SendFuture,
    wasm_bindgen::{JsCast as _, JsValue},
    worker_sys,
};

#[derive(Clone)]
pub struct Db {
    session: Arc<D1DatabaseSession>,
    spent: Arc<Mutex<Spent>>,
    is_reading: bool,
}

/// The result of one statement, as D1 returned it.
pub struct Answered(worker_sys::D1Result);

impl Db {
    /// `bookmark` is the state of the database that the visitor has seen already, or `first-primary` for a
    /// request that writes.
    pub fn open(env: &Env, bookmark: &str) -> worker::Result<Self> {
        Ok(Self {
            session: Arc::new(env.d1("DB")?.with_session(Some(bookmark))?),
            spent: Arc::default(),
            is_reading: false,
        })
    }

    /// The same, refusing to write.
    pub fn reading(&self) -> Self {
        Self { is_reading: true, ..self.clone() }
    }

    /// Runs the statements once, in one round trip and one transaction.
    pub(super) async fn attempt(&self, statements: &[Statement]) -> Result<Vec<Answered>> {
        refuse_writes(self.is_reading, statements)?;
        SendFuture::new(async {
            let prepared =
                statements.iter().map(|it| self.prepare(it)).collect::<Result<Vec<_>>>()?;
            let session: &JsValue = (*self.session).as_ref();
            let session: &worker_sys::D1DatabaseSession = session.unchecked_ref();
            let batch = session.session_batch(prepared.into_iter().collect()).map_err(fault)?;
            let results = JsFuture::from(batch).await.map_err(fault)?;
            let results: Array = results.unchecked_into();
            let results: Vec<_> =
                results.iter().map(|result| Answered(result.unchecked_into())).collect();
            self.count(&results);
            Ok(results)
        })
        .await
    }

    /// The state of the database that this session has seen.
    pub fn bookmark(&self) -> Option<String> {
        self.session.get_bookmark().ok().flatten()
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

    fn prepare(&self, statement: &Statement) -> Result<worker_sys::D1PreparedStatement> {
        let (numbered, values) = statement.numbered()?;
        let values: Vec<JsValue> = values
            .into_iter()
            .map(|value| match value {
                Value::Null => JsValue::NULL,
                // D1 takes numbers as doubles. Amounts and times are below 2^53, so they are exact.
                #[allow(clippy::cast_precision_loss)]
                Value::Int(n) => JsValue::from_f64(n as f64),
                Value::Text(text) => text.into(),
            })
            .collect();
        let bound = self.session.prepare(&numbered.sql).bind(&values);
        Ok(bound.map_err(|e| Error::Internal(e.to_string()))?.inner().clone())
    }

    fn count(&self, results: &[Answered]) {
        if let Ok(mut spent) = self.spent.lock() {
            spent.batches += 1;
            for result in results {
                spent.rows_read += result.number("rows_read");
                spent.wrote |= result.meta("changed_db").is_some_and(|it| it.is_truthy());
            }
        }
    }
}

impl Answered {
    /// One member of the result's metadata. Each is read alone: another, the size of a database above
    /// 4 GiB, is too large for a `usize` of WebAssembly, so that the whole could not be decoded.
    fn meta(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.0.meta().ok()?.into(), &name.into()).ok()
    }

    fn number(&self, name: &str) -> usize {
        let number = self.meta(name).and_then(|it| it.as_f64()).unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count of rows
        let number = number as usize;
        number
    }
}

impl Rows for Answered {
    fn decode<R: DeserializeOwned>(self) -> Result<Vec<R>> {
        let rows = self.0.results().map_err(fault)?.unwrap_or_default();
        rows.iter()
            .map(|row| {
                serde_wasm_bindgen::from_value(row).map_err(|e| Error::Internal(e.to_string()))
            })
            .collect()
    }
    fn changes(&self) -> Result<usize> {
        Ok(self.number("changes"))
    }
}

/// An error of D1, in its own words.
#[allow(clippy::needless_pass_by_value)] // as map_err needs it
fn fault(e: JsValue) -> Error {
    Error::Internal(match e.dyn_ref::<js_sys::Error>() {
        Some(e) => e.message().into(),
        None => format!("{e:?}"),
    })
}
