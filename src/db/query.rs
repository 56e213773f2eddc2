//! SQL as data: a [`Query`] is text, bindings and the shape of its answer. Nothing here runs it.
use crate::error::{Error, Result};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use std::marker::PhantomData;

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
}
impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A value bound as JSON text.
pub fn as_json(value: &impl serde::Serialize) -> Value {
    Value::Text(serde_json::to_string(value).unwrap_or_default())
}

#[derive(Debug, Clone)]
pub struct Statement {
    pub sql: &'static str,
    pub params: Vec<Value>,
}

#[derive(Debug)]
pub struct Query<T> {
    pub statement: Statement,
    answer: PhantomData<fn() -> T>,
}

impl<T> Query<T> {
    pub fn new(sql: &'static str, params: impl Into<Vec<Value>>) -> Self {
        Self { statement: Statement { sql, params: params.into() }, answer: PhantomData }
    }
}

/// The rows an engine brought back for one statement.
pub trait Rows {
    fn decode<R: DeserializeOwned>(self) -> Result<Vec<R>>;
    /// How many rows it changed.
    fn changes(&self) -> Result<usize>;
}

/// What a query's rows become: many, at most one, or a count of rows changed.
pub trait Answer: Sized {
    fn from_rows(rows: impl Rows) -> Result<Self>;
}
impl<R: DeserializeOwned> Answer for Vec<R> {
    fn from_rows(rows: impl Rows) -> Result<Self> {
        rows.decode()
    }
}
impl<R: DeserializeOwned> Answer for Option<R> {
    fn from_rows(rows: impl Rows) -> Result<Self> {
        Ok(rows.decode()?.into_iter().next())
    }
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changes(pub usize);
impl Answer for Changes {
    fn from_rows(rows: impl Rows) -> Result<Self> {
        rows.changes().map(Changes)
    }
}

/// Several queries that make one round trip, and one transaction.
pub trait Batch {
    type Answers;
    fn statements(self) -> Vec<Statement>;
    fn answers<R: Rows>(rows: &mut impl Iterator<Item = R>) -> Result<Self::Answers>;
}
impl<T: Answer> Batch for Query<T> {
    type Answers = T;
    fn statements(self) -> Vec<Statement> {
        vec![self.statement]
    }
    fn answers<R: Rows>(rows: &mut impl Iterator<Item = R>) -> Result<T> {
        T::from_rows(rows.next().ok_or_else(|| Error::Internal("an answer is missing".to_owned()))?)
    }
}
impl Batch for () {
    type Answers = ();
    fn statements(self) -> Vec<Statement> {
        Vec::new()
    }
    fn answers<R: Rows>(_: &mut impl Iterator<Item = R>) -> Result<()> {
        Ok(())
    }
}

macro_rules! batch_of { ($($T:ident)+) => {
    #[allow(non_snake_case)]
    impl<$($T: Batch),+> Batch for ($($T,)+) {
        type Answers = ($($T::Answers,)+);
        fn statements(self) -> Vec<Statement> {
            let ($($T,)+) = self;
            [$($T.statements()),+].concat()
        }
        fn answers<R: Rows>(rows: &mut impl Iterator<Item = R>) -> Result<Self::Answers> {
            Ok(($($T::answers(rows)?,)+))
        }
    }
}; }
batch_of!(A);
batch_of!(A B);
batch_of!(A B C);
batch_of!(A B C D);
batch_of!(A B C D E);
batch_of!(A B C D E F);
batch_of!(A B C D E F G);

/// Reads a column of 0 or 1, which `SQLite` has for bool.
pub fn flag<'de, D: Deserializer<'de>>(column: D) -> Result<bool, D::Error> {
    Ok(i64::deserialize(column)? != 0)
}

/// Reads a column of JSON text.
pub fn json<'de, D: Deserializer<'de>, T: DeserializeOwned>(column: D) -> Result<T, D::Error> {
    let text = String::deserialize(column)?;
    serde_json::from_str(&text).map_err(serde::de::Error::custom)
}
