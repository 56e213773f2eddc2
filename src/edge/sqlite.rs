//! The database under `cargo test`: an in-memory `SQLite` with the real migrations and the limits of D1.
use super::{Break, Spent};
use crate::{
    db::{
        columns::Columns,
        effect::refuse_writes,
        packed::{Sending, sendings},
        query::{Rows, Statement, Value},
    },
    error::{Error, Result},
    kit::database::Database,
};
use rusqlite::{Connection, limits::Limit, types::ValueRef};
use serde_json::{Map, Value as Json};
use std::{
    collections::VecDeque,
    fs,
    sync::{Arc, Mutex},
};

/// How the next batches fail, if they do, and D1's words for it.
type Stumbles = VecDeque<Option<(Break, &'static str)>>;

#[derive(Clone)]
pub struct Db {
    database: Database,
    connection: Arc<Mutex<Connection>>,
    spent: Arc<Mutex<Spent>>,
    is_reading: bool,
    pub stumbles: Arc<Mutex<Stumbles>>,
    /// What somebody else changes after the next batch.
    pub meanwhile: Arc<Mutex<Option<String>>>,
    /// The pauses between tries so far, in milliseconds.
    pub pauses: Arc<Mutex<Vec<u32>>>,
}

/// The result of one statement.
pub struct Answered {
    rows: Answer,
    changes: usize,
}

enum Answer {
    /// Each row as an object.
    Alone(Vec<Json>),
    /// The rows of a statement that was packed with others, as JSON text.
    Packed(String),
}

/// The databases of a portal. A test adds further ones.
#[derive(Clone)]
pub struct Databases(Arc<Mutex<Vec<Db>>>);

impl Databases {
    pub fn of(directory: &Db) -> Self {
        Self(Arc::new(Mutex::new(vec![directory.clone()])))
    }

    pub fn all(&self) -> impl Iterator<Item = Database> {
        let all: Vec<_> = self.0.lock().unwrap().iter().map(|it| it.database.clone()).collect();
        all.into_iter()
    }

    pub fn open(&self, database: &Database) -> Option<Db> {
        self.0.lock().unwrap().iter().find(|it| it.database == *database).cloned()
    }

    /// For tests: one more database, of this name.
    pub fn add(&self, name: &str, db: Db) -> Db {
        let db = Db { database: Database::named(name).unwrap(), ..db };
        self.0.lock().unwrap().push(db.clone());
        db
    }

    /// For tests: takes away the binding of a database.
    pub fn unbind(&self, name: &str) {
        self.0.lock().unwrap().retain(|it| it.database.to_string() != name);
    }
}

/// The bytes of a database. Tests open copies of it, which is faster than to migrate anew.
pub struct Image(Vec<u8>);

/// How many prepared statements a connection keeps: more than any test runs.
const PREPARED: usize = 512;

impl Db {
    /// A database with every migration applied, and only the rows that migrations insert.
    pub fn migrated() -> Self {
        let db = Self::on(Connection::open_in_memory().unwrap());
        let mut files: Vec<_> =
            fs::read_dir("migrations").unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let connection = db.connection.lock().unwrap();
        for file in files {
            connection
                .execute_batch(&fs::read_to_string(&file).unwrap())
                .unwrap_or_else(|e| panic!("{file:?}: {e}"));
        }
        drop(connection);
        db
    }

    pub fn image(&self) -> Image {
        Image(self.connection.lock().unwrap().serialize("main").unwrap().to_vec())
    }

    pub fn copy_of(Image(bytes): &Image) -> Self {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), false).unwrap();
        Self::on(connection)
    }

    /// Sets what belongs to the connection and not to the stored database: foreign keys and D1's limits.
    fn on(connection: Connection) -> Self {
        connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
        for (limit, most) in [
            (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 100),
            (Limit::SQLITE_LIMIT_LENGTH, 2_000_000),
            (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
            (Limit::SQLITE_LIMIT_COLUMN, 100),
            (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 5),
            (Limit::SQLITE_LIMIT_FUNCTION_ARG, 32),
        ] {
            connection.set_limit(limit, most).unwrap();
        }
        connection.set_prepared_statement_cache_capacity(PREPARED);
        Self {
            database: Database::directory(),
            connection: Arc::new(Mutex::new(connection)),
            spent: Arc::default(),
            stumbles: Arc::default(),
            pauses: Arc::default(),
            meanwhile: Arc::default(),
            is_reading: false,
        }
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

    /// Runs the statements once, unless a test has it fail.
    #[allow(clippy::unused_async)] // the same signature as in production
    pub(super) async fn attempt(&self, statements: &[Statement]) -> Result<Vec<Answered>> {
        let stumble = self.stumbles.lock().unwrap().pop_front().flatten();
        let fault = stumble.map(|(_, words)| Error::Internal(words.to_owned()));
        if matches!(stumble, Some((Break::Before, _))) {
            return Err(fault.unwrap());
        }
        let answered = self.carried_out(statements);
        if let Some(sql) = self.meanwhile.lock().unwrap().take() {
            self.execute(&sql);
        }
        answered.and_then(|rows| fault.map_or(Ok(rows), Err))
    }

    /// For tests: after so many batches, the next ones fail like this.
    pub fn stumble(&self, after: usize, how: &[(Break, &'static str)]) {
        let mut stumbles = self.stumbles.lock().unwrap();
        stumbles.extend(std::iter::repeat_n(None, after));
        stumbles.extend(how.iter().copied().map(Some));
    }

    /// Time passes by the pauses alone.
    pub(super) fn clock(&self) -> i64 {
        self.pauses.lock().unwrap().iter().map(|millis| i64::from(*millis)).sum()
    }

    #[allow(clippy::unused_async)] // the same signature as in production
    pub(super) async fn pause(&self, millis: u32) {
        self.pauses.lock().unwrap().push(millis);
    }

    fn carried_out(&self, statements: &[Statement]) -> Result<Vec<Answered>> {
        let mut connection = self.connection.lock().unwrap();
        // A savepoint and not a transaction, because a test may have opened one of its own.
        let tx = connection.savepoint().map_err(internal)?;
        let mut all = Vec::new();
        refuse_writes(self.is_reading, statements)?;
        statements.iter().for_each(Statement::check_names);
        for Sending { sql, values, packs } in sendings(statements)? {
            let before = tx.total_changes();
            let mut prepared =
                tx.prepare_cached(sql).map_err(|e| Error::Internal(format!("{e}: {sql}")))?;
            let names: Vec<String> = prepared.column_names().into_iter().map(Into::into).collect();
            // D1 binds every number as a double.
            #[allow(clippy::cast_precision_loss)]
            let params = rusqlite::params_from_iter(values.into_iter().map(|value| match value {
                Value::Null => rusqlite::types::Value::Null,
                Value::Int(n) => rusqlite::types::Value::Real(n as f64),
                Value::Text(text) => rusqlite::types::Value::Text(text),
            }));
            let rows: Vec<Json> = prepared
                .query_map(params, |row| {
                    let mut out = Map::new();
                    for (i, name) in names.iter().enumerate() {
                        out.insert(name.clone(), json(row.get_ref(i)?));
                    }
                    Ok(Json::Object(out))
                })
                .map_err(internal)?
                .collect::<rusqlite::Result<_>>()
                .map_err(|e| Error::Internal(format!("{e}: {sql}")))?;
            let changes = usize::try_from(tx.total_changes() - before).unwrap();
            match packs {
                Some(_) => all.extend(unpacked(&rows)),
                None => all.push(Answered { rows: Answer::Alone(rows), changes }),
            }
        }
        tx.commit().map_err(internal)?;
        let mut spent = self.spent.lock().unwrap();
        spent.batches += 1;
        spent.wrote |= all.iter().any(|answered| answered.changes > 0);
        Ok(all)
    }

    #[allow(clippy::unused_self)] // the same signature as in production
    pub fn bookmark(&self) -> Option<String> {
        None
    }

    /// The batches and rows since this was last called.
    pub fn spent(&self) -> Spent {
        std::mem::take(&mut self.spent.lock().unwrap())
    }

    /// For tests: runs statements as they are written.
    pub fn execute(&self, sql: &str) {
        self.connection.lock().unwrap().execute_batch(sql).unwrap();
    }

    /// For tests: deletes the rows of the workspaces whose ids meet a condition.
    pub fn drop_rows(&self, of: &str) {
        let kept = "events_are_not_removed";
        let trigger = self.value(&format!("SELECT sql FROM sqlite_master WHERE name = '{kept}'"));
        self.execute(&format!("PRAGMA foreign_keys = OFF; DROP TRIGGER {kept}"));
        let owned = "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
                     WHERE m.type = 'table' AND c.name = 'workspace_id' AND m.name <> 'elsewhere'";
        for row in self.rows(owned) {
            self.execute(&format!("DELETE FROM {} WHERE workspace_id {of}", row[0].1));
        }
        self.execute(&format!(
            "DELETE FROM workspaces WHERE id {of}; {trigger}; PRAGMA foreign_keys = ON"
        ));
    }

    /// For tests: the error of a statement, if it fails.
    pub fn refusal(&self, sql: &str) -> Option<String> {
        self.connection.lock().unwrap().execute_batch(sql).err().map(|e| e.to_string())
    }

    /// For tests: the query plan of a statement, one step a line.
    pub fn plan(&self, sql: &str) -> String {
        let connection = self.connection.lock().unwrap();
        let mut prepared = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let unbound = vec![rusqlite::types::Null; prepared.parameter_count()];
        let steps = prepared
            .query_map(rusqlite::params_from_iter(unbound), |row| row.get::<_, String>(3))
            .unwrap();
        steps.collect::<rusqlite::Result<Vec<_>>>().unwrap().join("\n")
    }

    /// For tests: the first column of the first row, as text.
    pub fn value(&self, sql: &str) -> String {
        let row = self.rows(sql).into_iter().next().unwrap_or_else(|| panic!("no row: {sql}"));
        row.into_iter().next().unwrap().1
    }

    /// For tests: all rows, each as the names and values of its columns.
    pub fn rows(&self, sql: &str) -> Vec<Vec<(String, String)>> {
        let connection = self.connection.lock().unwrap();
        let mut prepared = connection.prepare_cached(sql).unwrap_or_else(|e| panic!("{e}: {sql}"));
        let names: Vec<String> = prepared.column_names().into_iter().map(Into::into).collect();
        let rows = prepared.query_map([], |row| {
            let text = |i: usize| -> rusqlite::Result<String> {
                Ok(match json(row.get_ref(i)?) {
                    Json::String(text) => text,
                    other => other.to_string(),
                })
            };
            names
                .iter()
                .enumerate()
                .map(|(i, name)| Ok((name.clone(), text(i)?)))
                .collect::<rusqlite::Result<_>>()
        });
        rows.and_then(|rows| rows.collect()).unwrap_or_else(|e| panic!("{e}: {sql}"))
    }
}

fn json(value: ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null => Json::Null,
        ValueRef::Integer(n) => n.into(),
        // D1 returns JavaScript numbers, in which a whole double is an integer.
        #[allow(clippy::cast_possible_truncation)]
        ValueRef::Real(f) if f.fract() == 0.0 && f.abs() < 9e15 => (f as i64).into(),
        ValueRef::Real(f) => f.into(),
        ValueRef::Text(text) | ValueRef::Blob(text) => String::from_utf8_lossy(text).into(),
    }
}

/// The rows of a statement that was not packed, as JSON for `columns::rows`.
fn alone(rows: Vec<Json>, columns: Option<Columns>) -> Json {
    let Some(columns) = columns else { return rows.into() };
    rows.iter().map(|row| columns.iter().map(|name| row[name].clone()).collect::<Json>()).collect()
}

/// The answers of packed statements: the columns of the only row.
fn unpacked(rows: &[Json]) -> impl Iterator<Item = Answered> {
    let columns = rows[0].as_object().unwrap().values();
    columns.map(|it| Answered { rows: Answer::Packed(it.as_str().unwrap().to_owned()), changes: 0 })
}

#[allow(clippy::needless_pass_by_value)] // as map_err needs it
fn internal(e: rusqlite::Error) -> Error {
    Error::Internal(e.to_string())
}

impl Rows for Answered {
    fn json(self, columns: fn() -> Option<Columns>) -> Result<String> {
        Ok(match self.rows {
            Answer::Packed(text) => text,
            Answer::Alone(rows) => alone(rows, columns()).to_string(),
        })
    }
    fn changes(&self) -> Result<usize> {
        Ok(self.changes)
    }
}
