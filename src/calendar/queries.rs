//! Statements about what calendars show.
use super::{CalendarTail, ScheduledTrip};
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, staff},
    },
    itineraries::legs_of_trip,
    trips::MOST_PLANNED,
};

/// The workspace's tails, each of which has a row. One that is out of use has it while trips on it are to come.
pub fn tails(scope: &Scope) -> Query<Vec<CalendarTail>> {
    scope.query(staff!(
        "SELECT k.id, k.registration, k.type AS vehicle FROM me JOIN tails k ON k.workspace_id = me.workspace_id
           AND (k.retired_at IS NULL OR EXISTS (SELECT 1 FROM trips t WHERE t.tail_id = k.id AND t.ends_at > :now)) ORDER BY k.registration LIMIT 200"
    ))
}

/// `tied`: the tails that the client's accounts are tied to.
macro_rules! tied {
    () => {
        ", tied AS (SELECT DISTINCT l.tail_id FROM my_accounts m JOIN account_tails l ON l.account_id = m.account_id) "
    };
}

/// The tails that the client's accounts are tied to. Only owners read the registration.
pub fn tied_tails(scope: &Scope) -> Query<Vec<CalendarTail>> {
    scope.query(client!(
        tied!(),
        "SELECT k.id, iif(me.role = 'owner', k.registration, '') AS registration, k.type AS vehicle
         FROM me JOIN tied d JOIN tails k ON k.id = d.tail_id ORDER BY k.registration LIMIT 100"
    ))
}

/// The trips of the client's accounts between two moments, and those of others on the tails that the accounts are tied
/// to. Of the latter only the time is selected.
pub fn scheduled(scope: &Scope, from: i64, until: i64) -> Query<Vec<ScheduledTrip>> {
    scope
        .query(client!(
            tied!(),
            ", found AS (
               SELECT t.id FROM my_accounts m JOIN trips t INDEXED BY trips_by_account ON t.account_id = m.account_id AND t.ends_at > :from AND t.ends_at < :until + 5184000000
               UNION SELECT t.id FROM tied d JOIN trips t INDEXED BY trips_by_tail ON t.tail_id = d.tail_id AND t.ends_at > :from AND t.ends_at < :until + 5184000000),
             seen AS (SELECT t.id, t.tail_id, t.stage_id, t.reference, t.vehicle, t.departs_at, t.ends_at,
               t.account_id IN (SELECT account_id FROM my_accounts) AS is_own FROM found f JOIN trips t ON t.id = f.id)
             SELECT t.id, t.tail_id, t.is_own, iif(t.is_own, t.reference, '') AS reference, t.vehicle, s.kind, t.departs_at, t.ends_at,
               iif(t.is_own, ", legs_of_trip!(), ", '[]') AS legs
             FROM seen t JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled' WHERE t.departs_at < :until ORDER BY t.departs_at, t.id LIMIT :most"
        ))
        .bind("from", from)
        .bind("until", until)
        .bind("most", i64::try_from(MOST_PLANNED + 1).unwrap_or_default())
        .apart()
}
