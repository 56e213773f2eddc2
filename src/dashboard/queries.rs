//! Statements that read a client's first page.
mod setup;
pub mod today;
pub use setup::{dismiss, setup};

use super::{OpenQuote, OpenRequest, Payer, UpcomingTrip};
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, granted},
    },
    itineraries::legs_of_trip,
    requests,
};

/// The ids of trips that are in progress, or not canceled and have not ended.
macro_rules! ahead {
    ($index:literal, $of:literal) => {
        concat!(
            "(SELECT x.id FROM stages s CROSS JOIN trips x INDEXED BY ", $index, " ON ", $of, " AND x.stage_id = s.id
               AND x.departs_at > iif(s.kind = 'in_progress', -9007199254740991, :now - 5184000000)
             WHERE s.workspace_id = me.workspace_id AND s.kind NOT IN ('completed', 'cancelled')
             AND (s.kind = 'in_progress' OR x.ends_at >= :now) ORDER BY x.departs_at LIMIT :most)"
        )
    };
}

/// The client's trips that are upcoming or in progress, and for owners also those on their
/// aircraft.
pub fn trips(scope: &Scope, most: i64) -> Query<Vec<UpcomingTrip>> {
    scope.query(client!(
        ", theirs AS (SELECT DISTINCT l.tail_id, w.shows_other_parties = 0 AS is_closed FROM me JOIN workspaces w ON w.id = me.workspace_id
           JOIN my_accounts m JOIN account_tails l ON l.account_id = m.account_id WHERE me.role = 'owner'),
         found AS (SELECT t.id FROM me JOIN my_accounts m JOIN trips t ON t.id IN ", ahead!("trips_of_account", "x.account_id = m.account_id"), "
           UNION SELECT t.id FROM me JOIN theirs o JOIN trips t ON t.id IN ", ahead!("trips_of_tail", "x.tail_id = o.tail_id"), ")
         SELECT t.id, t.route, t.vehicle, s.kind, t.passengers,
           t.account_id IN (SELECT account_id FROM my_accounts) AS is_own,
           CASE WHEN t.tail_id IN (SELECT tail_id FROM theirs) THEN a.registration END AS registration,
           CASE WHEN t.tail_id IN (SELECT tail_id FROM theirs WHERE is_closed = 0) THEN (SELECT name FROM accounts WHERE id = t.account_id) END AS party,
           (SELECT count(*) FROM trip_passengers p WHERE p.trip_id = t.id) AS named,
           ", legs_of_trip!(), " AS legs
         FROM found f JOIN trips t ON t.id = f.id JOIN stages s ON s.id = t.stage_id LEFT JOIN tails a ON a.id = t.tail_id
         ORDER BY t.departs_at LIMIT :most"
    ))
    .bind("most", most)
}

/// The client's open requests: those with an alternative to answer first, then the newest.
pub fn wishes(scope: &Scope, most: i64) -> Query<Vec<OpenRequest>> {
    scope.query(client!(
        "SELECT q.id, q.reference, q.route, ", requests::state_shown!("q"), "state, q.itinerary
         FROM my_accounts m JOIN requests q ON q.id IN (SELECT x.id FROM requests x WHERE x.account_id = m.account_id ORDER BY x.created_at DESC LIMIT 30)
         WHERE ", requests::is_open!("q"), " ORDER BY q.state = 'alternative_proposed' DESC, q.created_at DESC, q.id DESC LIMIT :most"
    ))
    .bind("most", most)
}

/// The quotes that await the client's answer, the first to expire first.
pub fn offers(scope: &Scope, most: i64) -> Query<Vec<OpenQuote>> {
    scope.query(client!(
        "SELECT q.id, q.reference, q.route, q.currency, iif(", granted!("see_money"), ", q.total, 0) AS total, q.valid_until
                                                                                       FROM my_accounts m JOIN quotes q ON q.id IN (SELECT x.id FROM quotes x JOIN requests r ON r.id = x.request_id
                                                                                         WHERE x.account_id = m.account_id AND x.state = 'sent' AND x.valid_until >= :now
                                                                                         AND ", requests::is_open!("r"), " ORDER BY x.valid_until LIMIT :most)
         ORDER BY q.valid_until LIMIT :most"
    ))
    .bind("most", most)
}

/// Whom the invoices of the client's accounts are addressed to.
pub fn payers(scope: &Scope) -> Query<Vec<Payer>> {
    scope.query(client!(
        "SELECT a.billing_name AS name, a.billing_address AS address FROM my_accounts m JOIN accounts a ON a.id = m.account_id
         WHERE ", granted!("see_money"), " ORDER BY a.sort_name, a.id LIMIT 3"
    ))
}
