//! Statements about what calendars show.
use super::{Busy, CalendarTail, ScheduledTrip};
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, staff},
    },
    itineraries::legs_of_trip,
    trips::{MOST_PLANNED, taken},
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

/// The trips of the client's accounts between two moments.
pub fn scheduled(scope: &Scope, from: i64, until: i64) -> Query<Vec<ScheduledTrip>> {
    scope
        .query(client!(
            "SELECT t.id, t.tail_id, t.reference, t.vehicle, s.kind, t.departs_at, t.ends_at, ", legs_of_trip!(), " AS legs
             FROM my_accounts m JOIN trips t INDEXED BY trips_by_account ON t.account_id = m.account_id AND t.ends_at > :from AND t.ends_at < :until + 5184000000
             JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled' WHERE t.departs_at < :until ORDER BY t.departs_at, t.id LIMIT :most"
        ))
        .bind("from", from)
        .bind("until", until)
        .bind("most", i64::try_from(MOST_PLANNED + 1).unwrap_or_default())
        .apart()
}

/// When tails that the client's accounts are tied to are taken for trips of others, between two moments. Owners are told
/// what is flown, as in their list of trips.
pub fn busy(scope: &Scope, from: i64, until: i64) -> Query<Vec<Busy>> {
    scope
        .query(client!(
            tied!(), taken!(":from", ":until"), "
             SELECT k.tail_id, k.trip_id, k.starts_at, k.ends_at, t.tail_id AS trip_tail_id, t.reference, (SELECT s.kind FROM stages s WHERE s.id = t.stage_id) AS kind,
               iif(me.role = 'owner', ", legs_of_trip!(), ", '[]') AS legs,
               iif(w.shows_other_parties = 1 AND t.tail_id IN (SELECT tail_id FROM tied), c.name, NULL) AS party,
               me.role = 'owner' AND coalesce(t.tail_id IN (SELECT tail_id FROM tied), 0) AS opens
             FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN taken k JOIN trips t ON t.id = k.trip_id JOIN accounts c ON c.id = t.account_id
             WHERE k.ends_at > :from AND k.starts_at < :until AND t.account_id NOT IN (SELECT account_id FROM my_accounts)
             ORDER BY k.starts_at, k.trip_id LIMIT :most"
        ))
        .bind("from", from)
        .bind("until", until)
        .bind("most", i64::try_from(MOST_PLANNED + 1).unwrap_or_default())
        .apart()
}
