//! Statements about requests.
use super::Request;
use crate::{
    kit::ids::{RequestId, TripId},
    query::Query,
    scope::{Scope, staff},
    write::{Follower, follows},
};

/// The columns of a [`Request`], of `r`, its account `a` and its contact `c`.
macro_rules! request {
    ($($from:tt)+) => {
        concat!(
            "SELECT r.id, r.reference, r.account_id, a.name AS account, r.contact_id, c.name AS contact, r.state, r.itinerary, r.route,
               r.departs_at, r.passengers, r.travellers, r.catering, r.ground, r.preference, r.notes, r.reason, r.trip_id, r.version, r.created_at ",
            $($from)+
        )
    };
}

pub fn request_for_staff(scope: &Scope, id: RequestId) -> Query<Option<Request>> {
    scope.query(
        staff!(request!(
            "FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = ?4
             JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id"
        )),
        [id.into()],
    )
}

/// A quote was sent for it.
pub fn quoted(request: RequestId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE requests SET state = 'quoted', version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it) AND state IN ('submitted', 'under_review', 'quoted')"
        ),
        [request.into()],
    )
}

/// The client asked for another quote, or the last one was withdrawn.
pub fn reopened(request: RequestId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE requests SET state = 'under_review', version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it) AND state = 'quoted'"
        ),
        [request.into()],
    )
}

/// A quote was accepted: the deal is won, and this trip came of it.
pub fn won(request: RequestId, trip: TripId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE requests SET state = 'won', trip_id = ?3, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it) AND state IN ('submitted', 'under_review', 'quoted')"
        ),
        [request.into(), trip.into()],
    )
}
