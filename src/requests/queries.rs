//! Statements about requests: one of them, and its changes.
mod file;
mod lists;
pub use {file::*, lists::*};

use super::{Request, Step, Submission};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, client, granted, staff},
        write::{Follower, Write, begins, follows},
    },
    itineraries,
    kit::ids::{AccountId, ContactId, RequestId, TripId},
    mail::{self, Letter, Recipients, Topic},
    workspaces,
};

/// The columns of a [`Request`], of `r`, its account `a` and its contact `c`.
macro_rules! request {
    ($($from:tt)+) => {
        concat!(
            "SELECT r.id, r.reference, r.account_id, a.name AS account, r.contact_id, c.name AS contact, r.state, r.itinerary, r.route,
               r.passengers, r.catering, r.ground, r.preference, r.notes, r.reason,
               (SELECT u.name FROM users u WHERE u.id = r.assigned_to) AS assigned, r.trip_id, r.version ",
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

pub fn request(scope: &Scope, id: RequestId) -> Query<Option<Request>> {
    scope.query(
        client!(request!(
            "FROM requests r JOIN my_accounts m ON m.account_id = r.account_id
             JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id WHERE r.id = ?4"
        )),
        [id.into()],
    )
}

/// Puts a client's request into the operator's queue, and tells those who work it.
pub fn submit(id: RequestId, it: &Submission, letter: &Letter) -> Write {
    let departs_at = it.itinerary.first().map_or(0, |leg| leg.departs_at);
    Write::begin(
        "request_submitted",
        id,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = ?13 JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL
             WHERE me.role IN ('owner', 'charter') AND ",
            granted!("request_trips")
        ),
        [it.account.into()],
    )
    .then(
        follows!(
            "INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers,
               travellers, catering, ground, preference, notes, created_at)
             SELECT ?2, it.workspace_id, (SELECT printf('R-%d', next) FROM counters WHERE workspace_id = it.workspace_id AND noun = 'request'),
               ?3, u.contact_id, 'submitted', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, it.at
             FROM it JOIN users u ON u.id = it.actor_id"
        ),
        [
            id.into(),
            it.account.into(),
            as_json(&it.itinerary),
            itineraries::route(&it.itinerary).into(),
            departs_at.into(),
            it.passengers.into(),
            as_json(&it.travellers),
            it.catering.as_str().into(),
            it.ground.as_str().into(),
            it.preference.as_str().into(),
            it.notes.as_str().into(),
        ],
    )
    .with([workspaces::count("request"), mail::to(Recipients::Topic(Topic::Request), letter)])
}

/// A dispatcher takes it in hand.
pub fn review(it: &Step) -> Write {
    Write::begin(
        "request_reviewed",
        it.request,
        begins!(
            staff,
            "JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = ?13 AND r.version = ?14 AND r.state = 'submitted'"
        ),
        [it.request.into(), it.version.into()],
    )
    .then(
        follows!(
            "UPDATE requests SET state = 'under_review', assigned_to = (SELECT actor_id FROM it), version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.request.into()],
    )
}

/// The operator will not do it: whoever asked is told.
pub fn decline(it: &Step, mail: Follower) -> Write {
    Write::begin(
        "request_declined",
        it.request,
        begins!(
            staff,
            "JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = ?13 AND r.version = ?14
               AND r.state IN ('submitted', 'under_review', 'quoted')"
        ),
        [it.request.into(), it.version.into()],
    )
    .note(it.reason.as_str())
    .with([closed(it, "declined"), mail])
}

/// The client no longer wants it: those who work it are told.
pub fn cancel(it: &Step, mail: Follower) -> Write {
    Write::begin(
        "request_cancelled",
        it.request,
        begins!(
            client,
            "JOIN requests r ON r.id = ?13 AND r.version = ?14 AND r.state IN ('submitted', 'under_review', 'quoted')
             JOIN my_accounts m ON m.account_id = r.account_id WHERE me.role IN ('owner', 'charter') AND ",
            granted!("request_trips")
        ),
        [it.request.into(), it.version.into()],
    )
    .note(it.reason.as_str())
    .with([closed(it, "cancelled"), mail])
}

fn closed(it: &Step, state: &str) -> Follower {
    Follower::new(
        follows!(
            "UPDATE requests SET state = ?3, reason = ?4, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.request.into(), state.into(), it.reason.as_str().into()],
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

/// Has the requests of an account that is merged into another be of that.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE requests SET account_id = ?3 WHERE account_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [from.into(), to.into()],
    )
}

/// Has the requests of a contact who is merged into another be theirs.
pub fn hand_over(from: ContactId, to: ContactId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE requests SET contact_id = ?3 WHERE contact_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [from.into(), to.into()],
    )
}
