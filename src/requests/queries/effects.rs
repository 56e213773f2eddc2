//! What other features do with requests, in their own changes.
use super::{has_open_state, is_offered};
use crate::{
    db::write::{Follower, follows},
    kit::ids::{AccountId, ContactId, RequestId, TripId},
};

/// Marks the request as quoted.
pub fn quoted(request: RequestId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = 'quoted', version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it) AND ",
        has_open_state!("requests")
    ))
    .bind("request", request)
}

/// Marks a quoted request as under review again: the client asked for changes, or its last quote
/// was withdrawn.
pub fn reopened(request: RequestId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = 'under_review', version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it) AND state = 'quoted'"
    ))
    .bind("request", request)
}

/// The same where a quote was declined, unless another one still awaits an answer.
pub fn answered(request: RequestId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = 'under_review', version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it) AND state = 'quoted' AND NOT ",
        is_offered!("requests", "(SELECT at FROM it)")
    ))
    .bind("request", request)
}

/// Marks a request that was won as quoted again: the acceptance of its quote was undone.
pub fn requoted(request: RequestId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = 'quoted', trip_id = NULL, version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it) AND state = 'won'"
    ))
    .bind("request", request)
}

/// Marks the request as won and links it to the trip that was made from it.
pub fn won(request: RequestId, trip: TripId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = 'won', trip_id = :trip, version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it) AND ",
        has_open_state!("requests")
    ))
    .bind("request", request)
    .bind("trip", trip)
}

/// Moves the requests of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}

/// Moves the requests of one contact to another, when the two are merged.
pub fn hand_over(from: ContactId, to: ContactId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET contact_id = :to WHERE contact_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}
