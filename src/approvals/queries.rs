//! Statements about the answers of owners.
use super::{Answer, Approval, Question, mail::asks_of};
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, staff},
        write::{Write, begins, follows},
    },
    itineraries::legs_of_trip,
    kit::ids::TripId,
    mail::{self, Letter, Recipients, Topic},
    workspaces::Trade,
};

/// The tails of the trip `t`: its own, and those of single legs.
macro_rules! tails_of {
    () => {
        "(SELECT t.tail_id UNION SELECT g.tail_id FROM legs g WHERE g.trip_id = t.id AND g.tail_id IS NOT NULL)"
    };
}

/// Whether the owner of the tail `k` is asked about the trip `t` with the stage `s`, in the workspace `w`: the tail has
/// an owner, and the trip is of somebody else.
macro_rules! is_asked {
    () => {
        "w.owners_approve = 1 AND s.kind IN ('pending', 'booked', 'dispatched') AND EXISTS (SELECT 1 FROM account_tails l WHERE l.tail_id = k.id)
         AND NOT EXISTS (SELECT 1 FROM account_tails l WHERE l.tail_id = k.id AND l.account_id = t.account_id)"
    };
}

/// The answer `o` about the trip `t` on the tail `k` that counts for its days.
macro_rules! answer {
    () => {
        "owner_answers o ON o.trip_id = t.id AND o.tail_id = k.id AND o.departs_at = t.departs_at AND o.ends_at = t.ends_at"
    };
}

/// `owned`: the tails that the client's accounts are tied to.
macro_rules! owned {
    () => {
        ", owned AS (SELECT DISTINCT l.tail_id FROM my_accounts m JOIN account_tails l ON l.account_id = m.account_id) "
    };
}

/// The columns of a [`Question`] about the trip `t` on the tail `k`, in the workspace `w`.
macro_rules! question {
    ($($from:tt)+) => {
        concat!(
            "SELECT t.id AS trip_id, k.id AS tail_id, k.registration, t.reference, t.route, ", legs_of_trip!(), " AS legs,
               iif(w.shows_other_parties, (SELECT a.name FROM accounts a WHERE a.id = t.account_id), NULL) AS party, t.departs_at, t.ends_at, t.version ",
            $($from)+,
            " AND ", is_asked!(), " AND NOT EXISTS (SELECT 1 FROM owner_answers o WHERE o.trip_id = t.id AND o.tail_id = k.id
               AND o.departs_at = t.departs_at AND o.ends_at = t.ends_at)"
        )
    };
}

/// How a trip stands with the owners of its tails: with the one who holds it back, if one does. None where nobody is
/// asked and nobody answered.
pub fn of_trip(scope: &Scope, id: TripId) -> Query<Option<Approval>> {
    scope
        .query(staff!(
            "SELECT t.id AS trip_id, k.id AS tail_id, k.registration, t.route, coalesce(o.state, 'waiting') AS state, coalesce(o.words, '') AS words,
               (SELECT u.name FROM users u WHERE u.id = o.user_id) AS who, t.departs_at, t.ends_at, t.version
             FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :id
             JOIN stages s ON s.id = t.stage_id JOIN tails k ON k.id IN ", tails_of!(), " LEFT JOIN ", answer!(), "
             WHERE o.state IS NOT NULL OR (", is_asked!(), ")
             ORDER BY CASE coalesce(o.state, 'waiting') WHEN 'waiting' THEN 0 WHEN 'refused' THEN 1 WHEN 'overridden' THEN 2 ELSE 3 END, k.id LIMIT 1"
        ))
        .bind("id", id)
}

/// What the client is asked about, the earliest departure first.
pub fn questions(scope: &Scope) -> Query<Vec<Question>> {
    scope.query(client!(
        owned!(),
        question!(
            "FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN owned d
             JOIN tails k ON k.id = d.tail_id
             JOIN trips t ON t.id IN (SELECT x.id FROM trips x INDEXED BY trips_by_tail WHERE x.tail_id = d.tail_id AND x.ends_at > :now AND x.ends_at < :now + 63072000000
               UNION SELECT y.trip_id FROM legs y INDEXED BY legs_by_tail WHERE y.tail_id = d.tail_id AND y.departs_at > :now - 2592000000 AND y.departs_at < :now + 63072000000)
             JOIN stages s ON s.id = t.stage_id WHERE t.workspace_id = me.workspace_id AND t.ends_at > :now"
        ),
        " ORDER BY t.departs_at, t.id LIMIT 20"
    ))
}

/// One of these questions.
pub fn question(scope: &Scope, id: TripId) -> Query<Option<Question>> {
    scope
        .query(client!(
            owned!(),
            question!(
                "FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id
                 JOIN stages s ON s.id = t.stage_id JOIN tails k ON k.id IN ", tails_of!(), " WHERE k.id IN (SELECT tail_id FROM owned)"
            ),
            " ORDER BY k.id LIMIT 1"
        ))
        .bind("id", id)
}

/// What the owners of a trip's tails are asked about it and have not answered.
pub fn unanswered(scope: &Scope, id: TripId) -> Query<Vec<Question>> {
    scope
        .query(staff!(
            question!(
                "FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id
                 JOIN stages s ON s.id = t.stage_id JOIN tails k ON k.id IN ", tails_of!(), " WHERE true"
            ),
            " ORDER BY k.id LIMIT 20"
        ))
        .bind("id", id)
}

/// The trips that wait for an owner, the earliest departure first: of the hundred that end first.
pub fn waiting(scope: &Scope) -> Query<Vec<Question>> {
    scope.query(staff!(
        question!(
            "FROM me JOIN workspaces w ON w.id = me.workspace_id AND w.owners_approve = 1 CROSS JOIN trips t ON t.id IN (SELECT x.id FROM trips x INDEXED BY trips_by_end
               WHERE x.workspace_id = me.workspace_id AND x.ends_at > :now ORDER BY x.ends_at LIMIT 100)
             JOIN stages s ON s.id = t.stage_id JOIN tails k ON k.id IN ", tails_of!(), " WHERE t.departs_at > :now"
        ),
        " ORDER BY t.departs_at, t.id LIMIT 8"
    ))
}

/// Staff ask the owners by email, once more or for the first time.
pub fn ask(trip: TripId, seen: i64, questions: &[Question], trade: Trade) -> Write {
    let asked = questions.iter().map(|it| asks_of(trade, trip, Some(it.tail_id), &it.legs));
    Write::begin(
        "owner_asked",
        trip,
        begins!(
            staff,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version"
        ),
    )
    .bind("trip", trip)
    .bind("version", seen)
    .with(asked)
}

/// The owner answers; staff are told.
pub fn answer(it: &Answer, letter: &Letter) -> Write {
    let guard = begins!(
        client,
        "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version AND :tail IN ",
        tails_of!(),
        " WHERE :tail IN (SELECT l.tail_id FROM my_accounts m JOIN account_tails l ON l.account_id = m.account_id)
           AND NOT EXISTS (SELECT 1 FROM owner_answers o WHERE o.trip_id = t.id AND o.tail_id = :tail AND o.departs_at = t.departs_at AND o.ends_at = t.ends_at)"
    );
    written(Write::begin("owner_answered", it.trip, guard), it)
        .with([mail::to(Recipients::Topic(Topic::Answer), letter)])
}

/// Staff go ahead without the owner's yes; the owners are told.
pub fn override_it(it: &Answer, letter: &Letter) -> Write {
    let guard = begins!(
        staff,
        "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version AND :tail IN ",
        tails_of!()
    );
    written(Write::begin("owner_overridden", it.trip, guard), it)
        .with([mail::to(Recipients::Owners { trip: it.trip, tail: Some(it.tail) }, letter)])
}

fn written(write: Write, it: &Answer) -> Write {
    write
        .bind("trip", it.trip)
        .bind("tail", it.tail)
        .bind("version", it.version)
        .bind("departs_at", it.departs_at)
        .bind("ends_at", it.ends_at)
        .bind("state", it.state.word())
        .bind("words", it.words.as_str())
        .note(if it.words.is_empty() { it.state.word() } else { &it.words })
        .then(follows!(
            "INSERT INTO owner_answers (trip_id, tail_id, workspace_id, state, departs_at, ends_at, words, user_id, at)
             SELECT :trip, :tail, it.workspace_id, :state, :departs_at, :ends_at, :words, it.actor_id, it.at FROM it WHERE true
             ON CONFLICT (trip_id, tail_id) DO UPDATE SET state = excluded.state, departs_at = excluded.departs_at, ends_at = excluded.ends_at,
               words = excluded.words, user_id = excluded.user_id, at = excluded.at"
        ))
}
