//! Statements that find what else a tail is booked or offered for.
use super::super::bookings::Booking;
use crate::{
    db::{
        query::Query,
        scope::{Scope, staff},
    },
    itineraries::legs_of_trip,
    kit::ids::{QuoteId, RequestId},
    requests,
};

/// The seats of the tail of the quote, by this alias. Where it names a type only, those of the largest tail of
/// that type.
macro_rules! seats {
    ($quote:literal) => {
        concat!(
            "coalesce((SELECT k.seats FROM tails k WHERE k.id = ",
            $quote,
            ".tail_id),
               (SELECT max(k.seats) FROM tails k WHERE k.workspace_id = ",
            $quote,
            ".workspace_id AND lower(k.type) = lower(",
            $quote,
            ".vehicle)))"
        )
    };
}
pub(super) use seats;

/// Whether the quote has a seat for everybody and its tail has no trip and no block at the same time: the condition of
/// `Quote::offerable` and `Quote::available`.
macro_rules! is_offerable {
    ($quote:literal) => {
        concat!(
            $quote,
            ".passengers <= coalesce(",
            $crate::quotes::queries::bookings::seats!($quote),
            ", ",
            $quote,
            ".passengers) AND NOT ",
            $crate::trips::is_booked!($quote, "NULL"),
            " AND NOT ",
            $crate::blocks::is_blocked!($quote, concat!($quote, ".account_id"))
        )
    };
}
pub(super) use is_offerable;

/// The trips and the blocks of the workspace's tails and the open quotes that offer them, in the days of `span`: rows
/// with `request_id`, `begins` and `ends`. Trips and quotes that last longer than 30 days are left to the guards.
macro_rules! bookings_in {
    ($span:literal) => {
        staff!(
            ", span AS (", $span, ")
             SELECT t.tail_id, t.id AS trip_id, NULL AS quote_id, 'null' AS block, t.reference, a.name AS account, t.route, ", legs_of_trip!(), " AS legs
             FROM me JOIN span JOIN tails k ON k.workspace_id = me.workspace_id
             JOIN trips t INDEXED BY trips_by_tail ON t.tail_id = k.id AND t.ends_at > span.begins AND t.ends_at < span.ends + 2592000000 AND t.departs_at < span.ends
             JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled') JOIN accounts a ON a.id = t.account_id
             UNION ALL
             SELECT q.tail_id, NULL, q.id, 'null', q.reference, a.name, q.route, q.itinerary
             FROM me JOIN span JOIN tails k ON k.workspace_id = me.workspace_id
             JOIN quotes q INDEXED BY quotes_by_tail ON q.tail_id = k.id AND q.state = 'sent' AND q.departs_at > span.begins - 2592000000 AND q.departs_at < span.ends
               AND q.ends_at > span.begins AND q.valid_until >= :now AND q.request_id <> span.request_id
             JOIN requests r ON r.id = q.request_id AND ", requests::is_open!("r"), " JOIN accounts a ON a.id = q.account_id
             UNION ALL
             SELECT b.tail_id, NULL, NULL, json_object('id', b.id, 'kind', b.kind, 'from', b.starts_at, 'until', b.ends_at, 'zone', w.zone), '', '', '', '[]'
             FROM me JOIN span JOIN workspaces w ON w.id = me.workspace_id JOIN tails k ON k.workspace_id = me.workspace_id
             JOIN blocks b INDEXED BY blocks_by_tail ON b.tail_id = k.id AND b.removed_at IS NULL AND b.state = 'approved'
               AND b.ends_at > span.begins AND b.ends_at < span.ends + 31622400000 AND b.starts_at < span.ends
             LIMIT 100"
        )
    };
}

/// What the workspace's tails are booked and offered for around the time of a quote.
pub fn bookings_beside(scope: &Scope, id: QuoteId) -> Query<Vec<Booking>> {
    scope
        .query(bookings_in!(
            "SELECT o.request_id, o.departs_at - 86400000 AS begins, o.ends_at + 86400000 AS ends
             FROM me JOIN quotes o ON o.workspace_id = me.workspace_id AND o.id = :id"
        ))
        .bind("id", id)
}

/// The same around the time of a request, whose legs have no arrival yet.
pub fn bookings_for_request(scope: &Scope, id: RequestId) -> Query<Vec<Booking>> {
    scope
        .query(bookings_in!(
            "SELECT o.id AS request_id, o.departs_at - 86400000 AS begins,
               coalesce((SELECT max(j.value ->> 'departs_at') FROM json_each(o.itinerary) j), o.departs_at) + 172800000 AS ends
             FROM me JOIN requests o ON o.workspace_id = me.workspace_id AND o.id = :id"
        ))
        .bind("id", id)
}
