//! The reading statements of a batch as one. To prepare a statement costs `SQLite` more than to run it, and
//! each finds out anew who asks. So statements that follow each other and only read are packed into one, which
//! selects a JSON text for each of them:
//!
//! ```sql
//! WITH me AS (…) SELECT
//!   (SELECT json_group_array(json_array(q.[id],q.[name])) FROM (SELECT … FROM me JOIN rates …) q) AS r00,
//!   (SELECT json_group_array(json_array(q.[reference])) FROM (SELECT … FROM me JOIN trips …) q) AS r01
//! ```
//!
//! A row is an array in the order of the fields of the struct that it becomes.
use crate::{
    db::{
        columns::Columns,
        effect::Effect,
        known::{Address, Known, address},
        names::number,
        query::{Statement, Value},
        scope::{NAMES, opening},
    },
    error::Result,
};
use std::fmt::Write as _;

/// What D1 takes at most: values of a statement, bytes of SQL (somewhat less), arguments of a function.
const MOST_VALUES: usize = 100;
const MOST_BYTES: usize = 95_000;
const MOST_COLUMNS: usize = 32;

/// One statement for the database, which answers one or several of a batch.
pub struct Sending {
    pub sql: &'static str,
    pub values: Vec<Value>,
    /// How many statements are packed in it; each is answered by a column of its only row. None if it is a
    /// statement as it was written.
    pub packs: Option<usize>,
}

/// The statements to send to the database for a batch.
pub fn sendings(mut batch: &[Statement]) -> Result<Vec<Sending>> {
    let mut all = Vec::new();
    while let Some((first, others)) = batch.split_first() {
        if let Some((pack, rest)) = longest(batch) {
            let values = pack
                .slots
                .iter()
                .map(|(of, name)| batch.get(*of).map_or(Ok(Value::Null), |it| it.value(name)));
            all.push(Sending {
                sql: &pack.sql,
                values: values.collect::<Result<_>>()?,
                packs: Some(batch.len() - rest.len()),
            });
            batch = rest;
        } else {
            let (numbered, values) = first.numbered()?;
            all.push(Sending { sql: &numbered.sql, values, packs: None });
            batch = others;
        }
    }
    Ok(all)
}

/// The most common of these, and where it is found first.
fn most_common(openings: &[Option<&'static str>]) -> Option<(usize, &'static str)> {
    let many = |it: &&str| openings.iter().filter(|other| **other == Some(*it)).count();
    let found = openings.iter().enumerate().filter_map(|(i, it)| Some((i, (*it)?)));
    found.rev().max_by_key(|(_, it)| many(it))
}

/// As many statements from the first on as can be packed together, and those after them.
fn longest(batch: &[Statement]) -> Option<(&'static Pack, &[Statement])> {
    let first = batch.first()?;
    let reads =
        batch.iter().take_while(|it| it.columns().is_some() && it.has_scope_of(first)).count();
    (1..=reads).rev().find_map(|many| {
        let (packed, rest) = batch.split_at_checked(many)?;
        Some((pack(packed)?, rest))
    })
}

impl Statement {
    /// The columns of its rows, if it may be packed.
    fn columns(&self) -> Option<Columns> {
        self.columns.filter(|it| it.len() <= MOST_COLUMNS && self.effect() == Effect::Reads)
    }

    /// Whether the values that scopes bind are those of another statement.
    fn has_scope_of(&self, other: &Self) -> bool {
        let differs = |(name, value): &(&'static str, Value)| {
            NAMES.contains(name)
                && other.bindings.iter().any(|(bound, it)| bound == name && it != value)
        };
        !self.bindings.iter().any(differs)
    }
}

#[derive(Debug)]
struct Pack {
    sql: String,
    /// Where the value of each number comes from: which statement, and its name there.
    slots: Vec<(usize, &'static str)>,
}

/// Packs statements, once, unless they are too many for one.
fn pack(statements: &[Statement]) -> Option<&'static Pack> {
    static KNOWN: Known<Vec<(Address, usize)>, Option<&Pack>> = Known::new();
    let columns = |it: &Statement| it.columns.map_or(0, |it| it.as_ptr() as usize);
    let key = statements.iter().map(|it| (address(it.sql), columns(it))).collect();
    KNOWN.get(key, || {
        let pack = Pack::of(statements);
        let fits = pack.sql.len() <= MOST_BYTES && pack.slots.len() <= MOST_VALUES;
        fits.then(|| &*Box::leak(Box::new(pack)))
    })
}

impl Pack {
    fn of(statements: &[Statement]) -> Self {
        let scope = most_common(&statements.iter().map(|it| opening(it.sql)).collect::<Vec<_>>());
        let mut pack = Self { sql: String::new(), slots: Vec::new() };
        if let Some((first, scope)) = scope {
            pack.add(first, scope);
        }
        for (i, statement) in statements.iter().enumerate() {
            pack.sql.push_str(if i == 0 { "SELECT" } else { "," });
            pack.sql.push_str(" (SELECT json_group_array(json_array(");
            for (n, name) in statement.columns.unwrap_or_default().iter().enumerate() {
                let comma = if n == 0 { "" } else { "," };
                let _ = write!(pack.sql, "{comma}q.[{name}]");
            }
            pack.sql.push_str(")) FROM (");
            match scope.and_then(|(_, scope)| statement.sql.strip_prefix(scope)) {
                // More CTEs after those of the scope.
                Some(own) if own.starts_with(',') => {
                    pack.sql.push_str("WITH ");
                    pack.add(i, own.trim_start_matches(','));
                }
                Some(own) => pack.add(i, own),
                None => pack.add(i, statement.sql),
            }
            let _ = write!(pack.sql, ") q) AS r{i:02}");
        }
        pack
    }

    /// Appends a text of a statement, with numbers for its names. The values of a scope have one number.
    fn add(&mut self, of: usize, text: &'static str) {
        let slots = &mut self.slots;
        number(text, &mut self.sql, |name| {
            let is_it =
                |slot: &(usize, &str)| slot.1 == name && (slot.0 == of || NAMES.contains(&name));
            slots.iter().position(is_it).unwrap_or_else(|| {
                slots.push((of, name));
                slots.len() - 1
            })
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::{
            query::{Changes, Query},
            scope::{Scope, anyone, staff},
        },
        testing::cast::*,
    };
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Named {
        name: String,
        #[serde(rename = "order")]
        place: Option<i64>,
    }

    fn scope() -> Scope {
        Scope::new("harbour-ops", "digest".into(), 5, "")
    }

    fn rates(q: &str) -> Statement {
        let sql = staff!(
            "SELECT r.name, 1 AS [order] FROM me JOIN rates r WHERE r.at < :now AND r.name = :q"
        );
        scope().query::<Vec<Named>>(sql).bind("q", q).statement
    }

    fn texts(sendings: &[Sending]) -> Vec<(String, Option<usize>)> {
        let plain = |sql: &str| sql.split_whitespace().collect::<Vec<_>>().join(" ");
        sendings.iter().map(|it| (plain(it.sql), it.packs)).collect()
    }

    #[test]
    fn statements_of_one_scope_find_out_once_who_asks() {
        let all = sendings(&[rates("a"), rates("b")]).unwrap();
        let [(sql, packs)] = texts(&all).try_into().unwrap();
        assert_eq!((sql.matches("WITH me AS").count(), packs), (1, Some(2)));
        assert!(sql.ends_with(
            "SELECT (SELECT json_group_array(json_array(q.[name],q.[order])) FROM (SELECT r.name, 1 AS [order] FROM me JOIN rates r WHERE r.at < ?2 AND r.name = ?4) q) AS r00, \
             (SELECT json_group_array(json_array(q.[name],q.[order])) FROM (SELECT r.name, 1 AS [order] FROM me JOIN rates r WHERE r.at < ?2 AND r.name = ?5) q) AS r01"
        ), "{sql}");
        let text = |it: &str| Value::Text(it.into());
        assert_eq!(
            all[0].values,
            [text("digest"), Value::Int(5), text("harbour-ops"), text("a"), text("b")]
        );
    }

    #[test]
    fn a_statement_of_another_scope_keeps_its_own() {
        let other = anyone!("SELECT me.name, NULL AS [order] FROM me");
        let other = scope().query::<Option<Named>>(other).statement;
        let all = sendings(&[other, rates("a"), rates("b")]).unwrap();
        let [(sql, _)] = texts(&all).try_into().unwrap();
        assert!(sql.contains("AND h.face = 'ops') SELECT (SELECT"), "the scope of most: {sql}");
        assert!(sql.contains("FROM (WITH me AS (SELECT u.id"), "and that of the other: {sql}");
        assert_eq!(sql.matches("WITH me AS").count(), 2);
    }

    #[test]
    fn the_values_of_two_scopes_are_not_mixed() {
        let other = Scope::new("harbour", "digest".into(), 5, "");
        let other = other.query::<Option<Named>>(staff!("SELECT me.name FROM me")).statement;
        assert_eq!(sendings(&[rates("a"), other]).unwrap().len(), 2);
    }

    #[test]
    fn what_writes_stays_in_its_place() {
        let write = Query::<Changes>::new("UPDATE rates SET name = 'c'").statement;
        let all = sendings(&[rates("a"), rates("b"), write, rates("d")]).unwrap();
        assert_eq!(all.iter().map(|it| it.packs).collect::<Vec<_>>(), [Some(2), None, Some(1)]);
    }

    #[test]
    fn more_values_than_a_statement_takes_make_two() {
        let many: Vec<_> = (0..120).map(|n| rates(&n.to_string())).collect();
        let all = sendings(&many).unwrap();
        assert!(all.iter().all(|it| it.values.len() <= MOST_VALUES));
        assert_eq!(all.iter().filter_map(|it| it.packs).sum::<usize>(), 120);
    }

    #[test]
    fn rows_keep_their_order_and_what_is_missing_is_none() {
        let portal = Portal::open("");
        let all = "SELECT w.slug AS name, NULL AS [order] FROM workspaces w ORDER BY w.slug DESC";
        let one = "WITH it AS (SELECT 7 AS n) SELECT '{\"a\":1}' AS name, n AS [order] FROM it";
        let batch = (Query::<Vec<Named>>::new(all), Query::<Option<Named>>::new(one));
        let (slugs, one) = futures_executor::block_on(portal.app.db.run(batch)).unwrap();
        let names: Vec<_> = slugs.iter().map(|it| it.name.as_str()).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        assert!(names.len() > 1 && names == sorted, "{names:?}");
        assert!(slugs.iter().all(|it| it.place.is_none()));
        assert_eq!(one, Some(Named { name: "{\"a\":1}".into(), place: Some(7) }));
    }
}
