//! SQL as data: a [`Query`] is text, bindings and the shape of its answer. Nothing here runs it.
use crate::error::{Error, Result};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use std::{collections::BTreeMap, fmt::Write as _, marker::PhantomData, sync::RwLock};

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

/// Values by the names that statements have for them: `"quote"` is `:quote` in the SQL.
pub type Bindings = Vec<(&'static str, Value)>;

/// SQL with named parameters (`:quote`) and a value for each name.
#[derive(Debug, Clone)]
pub struct Statement {
    pub sql: &'static str,
    pub bindings: Bindings,
}

impl Statement {
    /// The SQL as D1 takes it, and its values in the order of their numbers.
    ///
    /// # Errors
    /// [`Error::Internal`] where a name has no value.
    pub fn numbered(self) -> Result<(&'static Numbered, Vec<Value>)> {
        let numbered = numbered(self.sql);
        let value = |name: &&str| {
            let bound = self.bindings.iter().find(|(bound, _)| bound == name);
            let bound = bound.map(|(_, value)| value.clone());
            bound.ok_or_else(|| Error::Internal(format!("no value for :{name} in {}", self.sql)))
        };
        let values = numbered.names.iter().map(value).collect::<Result<_>>()?;
        Ok((numbered, values))
    }
}

/// A statement whose parameters are numbers, as D1 knows no names.
#[derive(Debug)]
pub struct Numbered {
    /// `:quote` is `?1` in it, if it is the first name.
    pub sql: String,
    /// The name of each number, from 1.
    pub names: Vec<&'static str>,
}

/// Numbers the parameters of a statement: once for each text, as statements are constants.
pub fn numbered(sql: &'static str) -> &'static Numbered {
    static KNOWN: RwLock<BTreeMap<(usize, usize), &'static Numbered>> =
        RwLock::new(BTreeMap::new());
    let key = (sql.as_ptr() as usize, sql.len());
    let known = KNOWN.read().ok().and_then(|known| known.get(&key).copied());
    known.unwrap_or_else(|| {
        let made: &'static Numbered = Box::leak(Box::new(number(sql)));
        if let Ok(mut known) = KNOWN.write() {
            known.insert(key, made);
        }
        made
    })
}

/// Text in quotes is left alone: `'%H:%M'` names nothing.
fn number(sql: &'static str) -> Numbered {
    let (mut out, mut names) = (String::with_capacity(sql.len()), Vec::new());
    let mut rest = sql;
    while let Some(at) = rest.find(['\'', ':', '?']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let after = from.get(1..).unwrap_or_default();
        if from.starts_with('\'') {
            let end = after.find('\'').map_or(from.len(), |end| end + 2);
            out.push_str(from.get(..end).unwrap_or(from));
            rest = from.get(end..).unwrap_or_default();
            continue;
        }
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (name, after) = after.split_at(end.unwrap_or(after.len()));
        let known = names.iter().position(|it| *it == name);
        let number = known.unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        let _ = write!(out, "?{}", number + 1);
        rest = after;
    }
    out.push_str(rest);
    Numbered { sql: out, names }
}

#[derive(Debug)]
pub struct Query<T> {
    pub statement: Statement,
    answer: PhantomData<fn() -> T>,
}

impl<T> Query<T> {
    /// SQL whose values follow by [`Query::bind`].
    pub fn named(sql: &'static str) -> Self {
        Self { statement: Statement { sql, bindings: Vec::new() }, answer: PhantomData }
    }

    /// The value of `:name`.
    #[must_use]
    pub fn bind(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.statement.bindings.push((name, value.into()));
        self
    }

    /// Values of several names.
    #[must_use]
    pub fn bind_all(mut self, bindings: Bindings) -> Self {
        self.statement.bindings.extend(bindings);
        self
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
    /// Hands the statements over; what is left knows how to read their answers.
    fn statements(&mut self) -> Vec<Statement>;
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<Self::Answers>;
}
impl<T: Answer> Batch for Query<T> {
    type Answers = T;
    fn statements(&mut self) -> Vec<Statement> {
        let Statement { sql, bindings } = &mut self.statement;
        vec![Statement { sql, bindings: std::mem::take(bindings) }]
    }
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<T> {
        T::from_rows(rows.next().ok_or_else(|| Error::Internal("an answer is missing".to_owned()))?)
    }
}
impl Batch for () {
    type Answers = ();
    fn statements(&mut self) -> Vec<Statement> {
        Vec::new()
    }
    fn answers<R: Rows>(self, _: &mut impl Iterator<Item = R>) -> Result<()> {
        Ok(())
    }
}

/// What may be left out: nothing is asked then.
impl<B: Batch> Batch for Option<B> {
    type Answers = Option<B::Answers>;
    fn statements(&mut self) -> Vec<Statement> {
        self.as_mut().map(Batch::statements).unwrap_or_default()
    }
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<Self::Answers> {
        self.map(|batch| batch.answers(rows)).transpose()
    }
}

macro_rules! batch_of { ($($T:ident)+) => {
    #[allow(non_snake_case)]
    impl<$($T: Batch),+> Batch for ($($T,)+) {
        type Answers = ($($T::Answers,)+);
        fn statements(&mut self) -> Vec<Statement> {
            let ($($T,)+) = self;
            [$($T.statements()),+].concat()
        }
        fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<Self::Answers> {
            let ($($T,)+) = self;
            Ok(($($T.answers(rows)?,)+))
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

/// Holds the names that a statement uses to those that are bound. Tests run every statement.
#[cfg(test)]
impl Statement {
    pub fn check_names(&self) {
        let used = &numbered(self.sql).names;
        for (i, (name, _)) in self.bindings.iter().enumerate() {
            let is_scope = ["host", "session", "now", "workspace"].contains(name);
            assert!(
                is_scope || used.contains(name),
                ":{name} is bound and not used in {}",
                self.sql
            );
            let twice = self.bindings.iter().skip(i + 1).any(|(other, _)| other == name);
            assert!(!twice, ":{name} is bound twice in {}", self.sql);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_numbers_in_the_order_they_come() {
        let it = numbered("SELECT :b, :a, :b WHERE y = ':c' AND strftime('%H:%M', :a_2) IS ''''");
        assert_eq!(it.sql, "SELECT ?1, ?2, ?1 WHERE y = ':c' AND strftime('%H:%M', ?3) IS ''''");
        assert_eq!(it.names, ["b", "a", "a_2"]);
    }

    #[test]
    fn a_statement_is_numbered_once() {
        const SQL: &str = "SELECT :a";
        assert!(std::ptr::eq(numbered(SQL), numbered(SQL)));
    }

    #[test]
    fn a_name_without_a_value_is_a_fault() {
        let of = |query: Query<Changes>| query.statement.numbered().map(|(_, values)| values);
        assert_eq!(of(Query::named("SELECT :a").bind("a", 1)), Ok(vec![Value::Int(1)]));
        assert!(matches!(of(Query::named("SELECT :a")), Err(Error::Internal(_))));
    }

    #[test]
    #[should_panic(expected = ":b is bound and not used")]
    fn a_value_that_no_name_asks_for_is_found() {
        Query::<Changes>::named("SELECT :a").bind("a", 1).bind("b", 2).statement.check_names();
    }
}
