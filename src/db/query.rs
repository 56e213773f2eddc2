//! SQL as data. A [`Query`] is a statement, the values of its named parameters, and the type that its
//! rows become. `Db::run` executes it: on D1, and under `cargo test` on an in-memory `SQLite`.
//!
//! ```ignore
//! pub fn rate(scope: &Scope, id: RateId) -> Query<Option<Rate>> {
//!     let sql = staff!("SELECT … FROM me JOIN rates r ON r.workspace_id = me.workspace_id AND r.id = :id");
//!     scope.query(sql).bind("id", id)
//! }
//! // Two queries in one round trip: a tuple is a batch, and its answer is a tuple.
//! let (rate, rates) = db.run((rate(&scope, id), rates(&scope))).await?;
//! ```
use crate::{
    db::{
        columns::{Columns, columns, rows},
        names::{Numbered, numbered},
    },
    error::{Error, Result},
};
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// A value that a parameter is bound to.
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

/// Binds a value as JSON text, for statements that read it with `json_each` or `->>`.
pub fn as_json(value: &impl serde::Serialize) -> Value {
    Value::Text(serde_json::to_string(value).unwrap_or_default())
}

/// Parameter names and their values. The name `"quote"` is written `:quote` in the SQL.
pub type Bindings = Vec<(&'static str, Value)>;

/// SQL with named parameters (`:quote`) and a value for each name.
#[derive(Debug, Clone)]
pub struct Statement {
    pub sql: &'static str,
    pub bindings: Bindings,
    /// Whether it writes the same however often it runs.
    pub repeats: bool,
    /// The columns that are read of its rows; none if it is sent alone.
    pub columns: Option<Columns>,
}

impl Statement {
    /// A statement whose rows are not read.
    pub fn new(sql: &'static str, bindings: Bindings) -> Self {
        Self { sql, bindings, repeats: false, columns: None }
    }

    /// The SQL with numbered parameters, which is all that D1 knows, and the values in that order.
    ///
    /// # Errors
    /// [`Error::Internal`] if a parameter has no value.
    pub fn numbered(&self) -> Result<(&'static Numbered, Vec<Value>)> {
        let numbered = numbered(self.sql);
        let values = numbered.names.iter().map(|name| self.value(name)).collect::<Result<_>>()?;
        Ok((numbered, values))
    }

    /// The value that a name is bound to.
    pub fn value(&self, name: &str) -> Result<Value> {
        let bound = self.bindings.iter().find(|(bound, _)| *bound == name);
        let bound = bound.map(|(_, value)| value.clone());
        bound.ok_or_else(|| Error::Internal(format!("no value for :{name} in {}", self.sql)))
    }
}

/// A statement and the type `T` of its [`Answer`]: `Vec<Row>`, `Option<Row>` or [`Changes`].
#[derive(Debug)]
pub struct Query<T> {
    pub statement: Statement,
    answer: PhantomData<fn() -> T>,
}

impl<T: Answer> Query<T> {
    /// A statement without values yet: add them with [`Query::bind`].
    pub fn new(sql: &'static str) -> Self {
        let statement = Statement { columns: T::columns(), ..Statement::new(sql, Vec::new()) };
        Self { statement, answer: PhantomData }
    }

    /// For a statement that writes the same however often it runs: it is tried again if its answer was lost.
    #[must_use]
    pub fn repeats(mut self) -> Self {
        self.statement.repeats = true;
        self
    }

    /// For a statement whose rows may be more than the two megabytes that D1 allows a text: it is sent alone.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.statement.columns = None;
        self
    }

    /// Sets the value of the parameter `:name`.
    #[must_use]
    pub fn bind(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.statement.bindings.push((name, value.into()));
        self
    }

    /// Sets the values of several parameters.
    #[must_use]
    pub fn bind_all(mut self, bindings: Bindings) -> Self {
        self.statement.bindings.extend(bindings);
        self
    }
}

/// The result of one statement, as D1 or `SQLite` returned it.
pub trait Rows {
    /// The rows as JSON text for [`rows`], with the values of these columns.
    fn json(self, columns: fn() -> Option<Columns>) -> Result<String>;
    /// How many rows the statement changed.
    fn changes(&self) -> Result<usize>;
}

/// What the result of a query is turned into: all rows (`Vec`), the first row if there is one
/// (`Option`), or the number of rows changed ([`Changes`]).
pub trait Answer: Sized {
    /// The columns that are read of each row, if they are known.
    fn columns() -> Option<Columns> {
        None
    }
    fn from_rows(found: impl Rows) -> Result<Self>;
}
impl<R: DeserializeOwned> Answer for Vec<R> {
    fn columns() -> Option<Columns> {
        columns::<R>()
    }
    fn from_rows(found: impl Rows) -> Result<Self> {
        let json = found.json(Self::columns)?;
        rows(&json).map_err(|e| Error::Internal(e.to_string()))
    }
}
impl<R: DeserializeOwned> Answer for Option<R> {
    fn columns() -> Option<Columns> {
        columns::<R>()
    }
    fn from_rows(found: impl Rows) -> Result<Self> {
        Ok(Vec::from_rows(found)?.into_iter().next())
    }
}
/// The number of rows that a statement changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changes(pub usize);
impl Answer for Changes {
    fn from_rows(found: impl Rows) -> Result<Self> {
        found.changes().map(Changes)
    }
}

/// Statements that run in one round trip and one transaction: a [`Query`], or a tuple of batches.
pub trait Batch {
    type Answers;
    /// Takes the statements out, to be run. [`Batch::answers`] then reads their results.
    fn statements(&mut self) -> Vec<Statement>;
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<Self::Answers>;
}
impl<T: Answer> Batch for Query<T> {
    type Answers = T;
    fn statements(&mut self) -> Vec<Statement> {
        let bindings = std::mem::take(&mut self.statement.bindings);
        vec![Statement { bindings, ..self.statement.clone() }]
    }
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<T> {
        T::from_rows(
            rows.next().ok_or_else(|| Error::Internal("a statement has no result".to_owned()))?,
        )
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
            let mut all = Vec::new();
            $(all.extend($T.statements());)+
            all
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
batch_of!(A B C D E F G H);
batch_of!(A B C D E F G H I);

/// Fails a test that binds a name twice, or binds one that the statement does not use.
#[cfg(test)]
impl Statement {
    pub fn check_names(&self) {
        let used = &numbered(self.sql).names;
        for (i, (name, _)) in self.bindings.iter().enumerate() {
            assert!(
                crate::db::scope::NAMES.contains(name) || used.contains(name),
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
    fn a_parameter_without_a_value_is_an_error() {
        let of = |query: Query<Changes>| query.statement.numbered().map(|(_, values)| values);
        assert_eq!(of(Query::new("SELECT :a").bind("a", 1)), Ok(vec![Value::Int(1)]));
        assert!(matches!(of(Query::new("SELECT :a")), Err(Error::Internal(_))));
    }

    #[test]
    fn tests_refuse_a_compound_of_more_selects_than_d1_takes() {
        let db = crate::edge::Db::migrated();
        let run = |sql| futures_executor::block_on(db.run(Query::<Changes>::new(sql)));
        let five = "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5";
        let six =
            "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6";
        assert!(run(five).is_ok() && run(six).is_err());
    }

    #[test]
    #[should_panic(expected = ":b is bound and not used")]
    fn binding_a_name_that_the_statement_does_not_use_fails() {
        Query::<Changes>::new("SELECT :a").bind("a", 1).bind("b", 2).statement.check_names();
    }
}
