//! Statements that find trips, invoices, people and the rest by what was typed.
use super::{Hit, references};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
    },
    search::{Typed, found},
};

/// The most of one kind that are shown.
pub const MOST: i64 = 8;

type Hits = Query<Vec<Hit>>;

/// What has one of the references that may be meant.
pub fn records(scope: &Scope, typed: &str) -> Hits {
    scope
        .query(staff!(
            "SELECT '/trips' AS path, t.id, t.reference AS title, t.route || ', ' || c.name AS detail FROM me JOIN json_each(:references) j
               JOIN trips t ON t.workspace_id = me.workspace_id AND t.reference = j.value JOIN accounts c ON c.id = t.account_id
             UNION ALL SELECT '/requests', r.id, r.reference, r.route || ', ' || c.name FROM me JOIN json_each(:references) j
               JOIN requests r ON r.workspace_id = me.workspace_id AND r.reference = j.value JOIN accounts c ON c.id = r.account_id
             UNION ALL SELECT '/quotes', q.id, q.reference, q.route || ', ' || c.name FROM me JOIN json_each(:references) j
               JOIN quotes q ON q.workspace_id = me.workspace_id AND q.reference = j.value AND q.state <> 'superseded' JOIN accounts c ON c.id = q.account_id
             UNION ALL SELECT '/invoices', v.id, v.number, v.route || ', ' || c.name FROM me JOIN json_each(:references) j
               JOIN invoices v ON v.workspace_id = me.workspace_id AND v.number = j.value JOIN accounts c ON c.id = v.account_id
             UNION ALL SELECT '/services', s.id, s.reference, s.tail || ', ' || c.name FROM me JOIN json_each(:references) j
               JOIN services s ON s.workspace_id = me.workspace_id AND s.reference = j.value JOIN accounts c ON c.id = s.account_id
             LIMIT :most"
        ))
        .bind("references", as_json(&references(typed, scope.now)))
        .bind("most", MOST)
}

/// Tails whose registration begins with what was typed.
pub fn tails(scope: &Scope, typed: &str) -> Hits {
    scope
        .query(staff!(
            "SELECT '/tails' AS path, k.id, k.registration AS title, k.type AS detail FROM me
             JOIN tails k ON k.workspace_id = me.workspace_id AND k.registration >= :begins AND k.registration < :begins || char(1114111)
             ORDER BY k.registration LIMIT :most"
        ))
        .bind("begins", typed.trim().to_uppercase())
        .bind("most", MOST)
}

/// The rows of one kind with the words that were typed. `$row` selects them from the table `x`.
macro_rules! named {
    ($noun:literal, $row:literal) => {
        staff!(
            found!($noun),
            $row,
            " WHERE x.workspace_id = me.workspace_id ORDER BY x.sort_name, x.id LIMIT :most"
        )
    };
}

/// Accounts, contacts, leads, passengers and FBOs.
pub fn named(scope: &Scope, typed: &Typed) -> (Hits, Hits, Hits, Hits, Hits) {
    let bound = |sql: Hits| {
        sql.bind("first", typed.first.as_str())
            .bind("others", as_json(&typed.others))
            .bind("most", MOST)
    };
    (
        bound(scope.query(named!(
            "account",
            "SELECT '/accounts' AS path, x.id, x.name AS title, '' AS detail FROM me CROSS JOIN hits h CROSS JOIN accounts x ON x.id = h.id"
        ))),
        bound(scope.query(named!(
            "contact",
            "SELECT '/contacts' AS path, x.id, x.name AS title, x.email AS detail FROM me CROSS JOIN hits h CROSS JOIN contacts x ON x.id = h.id"
        ))),
        bound(scope.query(named!(
            "lead",
            "SELECT '/leads' AS path, x.id, x.name AS title, x.company AS detail FROM me CROSS JOIN hits h CROSS JOIN leads x ON x.id = h.id"
        ))),
        bound(scope.query(named!(
            "passenger",
            "SELECT '/passengers' AS path, x.id, x.name AS title, c.name AS detail FROM me CROSS JOIN hits h
             CROSS JOIN passengers x ON x.id = h.id AND x.removed_at IS NULL JOIN accounts c ON c.id = x.account_id"
        ))),
        bound(scope.query(named!(
            "fbo",
            "SELECT '/fbos' AS path, x.id, x.name AS title, p.code || ', ' || p.city AS detail FROM me CROSS JOIN hits h
             CROSS JOIN fbos x ON x.id = h.id JOIN airports p ON p.id = x.airport_id"
        ))),
    )
}
