//! Runs batches on D1, in a session that may read from replicas no older than its bookmark.
use super::Spent;
use crate::{
    db::query::{Batch, Rows, Statement, Value, refuse_writes},
    error::{Error, Result},
};
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex};
use worker::{D1DatabaseSession, D1Result, Env, send::SendFuture, wasm_bindgen::JsValue};

#[derive(Clone)]
pub struct Db {
    session: Arc<D1DatabaseSession>,
    spent: Arc<Mutex<Spent>>,
    is_reading: bool,
}

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

    pub async fn run<B: Batch>(&self, mut batch: B) -> Result<B::Answers> {
        let results = self.results(batch.statements()).await?;
        batch.answers(&mut results.into_iter())
    }

    /// Not generic, so that it is compiled once for all types of batches.
    async fn results(&self, statements: Vec<Statement>) -> Result<Vec<D1Result>> {
        refuse_writes(self.is_reading, &statements)?;
        SendFuture::new(async {
            let prepared = statements
                .into_iter()
                .map(|statement| self.prepare(statement))
                .collect::<Result<_>>()?;
            let results = self.session.batch(prepared).await.map_err(fault)?;
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

    fn prepare(&self, statement: Statement) -> Result<worker::D1PreparedStatement> {
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
        self.session.prepare(&numbered.sql).bind(&values).map_err(fault)
    }

    fn count(&self, results: &[D1Result]) {
        if let Ok(mut spent) = self.spent.lock() {
            spent.batches += 1;
            for meta in results.iter().filter_map(|result| result.meta().ok().flatten()) {
                spent.rows_read += meta.rows_read.unwrap_or(0);
                spent.wrote |= meta.changed_db.unwrap_or(false);
            }
        }
    }
}

impl Rows for D1Result {
    fn decode<R: DeserializeOwned>(self) -> Result<Vec<R>> {
        self.results().map_err(fault)
    }
    fn changes(&self) -> Result<usize> {
        Ok(self.meta().map_err(fault)?.and_then(|meta| meta.changes).unwrap_or(0))
    }
}

#[allow(clippy::needless_pass_by_value)] // as map_err needs it
fn fault(e: worker::Error) -> Error {
    Error::Internal(match e {
        worker::Error::D1(e) => e.cause(),
        other => other.to_string(),
    })
}
