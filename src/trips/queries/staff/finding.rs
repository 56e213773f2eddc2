//! The search for trips.
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
    },
    search::{has_reference, has_word, typed, typed_words, with_word},
    trips::{ListedTrip, lists::Days, queries::aboard::aboard},
};

/// The trips that depart on these days and for which each typed word begins a word of their places or of their account,
/// their tail or their reference: those that depart last first, at most 50. Of what has a word, only so many are looked
/// at that the rows read do not grow with the workspace.
pub fn search(scope: &Scope, q: &str, days: Days) -> Query<Vec<ListedTrip>> {
    scope
        .query(SEARCH)
        .bind("words", as_json(&typed_words(q)))
        .bind("from_at", days.earliest())
        .bind("until_at", days.latest())
}

/// The trips of an account or a tail `h` at each stage, those that depart last.
macro_rules! last_of {
    ($index:literal, $whose:literal) => {
        concat!(
            " CROSS JOIN stages s ON s.workspace_id = me.workspace_id CROSS JOIN trips r ON r.id IN (SELECT x.id FROM trips x INDEXED BY ",
            $index,
            " WHERE x.",
            $whose,
            " = h.id AND x.stage_id = s.id AND x.departs_at >= :from_at AND x.departs_at < :until_at ORDER BY x.departs_at DESC LIMIT 50)"
        )
    };
}

macro_rules! begins {
    ($registration:literal) => {
        concat!(
            "(",
            $registration,
            " >= upper(t.word) AND ",
            $registration,
            " < upper(t.word) || char(1114111))"
        )
    };
}

const SEARCH: &str = staff!(
    ", ",
    typed!(),
    ", near AS (SELECT r.id, r.account_id, r.reference FROM me CROSS JOIN typed t CROSS JOIN trips r ON r.id IN ",
    with_word!("trip", "100"),
    " UNION SELECT r.id, r.account_id, r.reference FROM me CROSS JOIN typed t CROSS JOIN trips r ON r.id IN (SELECT x.id FROM trips x WHERE x.workspace_id = me.workspace_id AND ",
    has_reference!("x", "T-"),
    " LIMIT 50)
     UNION SELECT r.id, r.account_id, r.reference FROM me CROSS JOIN typed t CROSS JOIN accounts h ON h.id IN ",
    with_word!("account", "10"),
    last_of!("trips_of_account", "account_id"),
    " UNION SELECT r.id, r.account_id, r.reference FROM me CROSS JOIN typed t CROSS JOIN tails h ON h.id IN (SELECT x.id FROM tails x WHERE x.workspace_id = me.workspace_id AND ",
    begins!("x.registration"),
    " LIMIT 10)",
    last_of!("trips_of_tail", "tail_id"),
    ") SELECT ",
    columns!(),
    of_staffs_line!(),
    " FROM me CROSS JOIN near n CROSS JOIN trips t ON t.id = n.id AND t.workspace_id = me.workspace_id AND t.departs_at >= :from_at AND t.departs_at < :until_at
      JOIN stages s ON s.id = t.stage_id JOIN accounts c ON c.id = t.account_id LEFT JOIN tails a ON a.id = t.tail_id",
    first_leg!(),
    " WHERE NOT EXISTS (SELECT 1 FROM typed t WHERE NOT (",
    has_reference!("n", "T-"),
    " OR ",
    begins!("coalesce(a.registration, '')"),
    " OR ",
    has_word!("trip", "n.id"),
    " OR ",
    has_word!("account", "n.account_id"),
    ")) ORDER BY t.departs_at DESC, t.id DESC LIMIT 50"
);
