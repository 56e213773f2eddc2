//! Statements that read one request, and that change requests.
mod file;
mod lists;
pub use {file::*, lists::*};

/// Whether the request, by this alias, is open: the states for which [`State::is_open`] holds.
///
/// [`State::is_open`]: super::State::is_open
macro_rules! is_open {
    ($request:literal) => {
        concat!($request, ".state IN ('submitted', 'under_review', 'quoted')")
    };
}
pub(crate) use is_open;

use super::{Request, Step, Submission};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, client, staff},
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
    scope
        .query(staff!(request!(
            "FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id
             JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id"
        )))
        .bind("id", id)
}

pub fn request(scope: &Scope, id: RequestId) -> Query<Option<Request>> {
    scope.query(client!(request!(
        "FROM requests r JOIN my_accounts m ON m.account_id = r.account_id
         JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id WHERE r.id = :id"
    )))
    .bind("id", id)
}

/// Creates a client's request and notifies the staff who work requests.
pub fn submit(id: RequestId, it: &Submission, letter: &Letter) -> Write {
    let departs_at = it.itinerary.first().map_or(0, |leg| leg.departs_at);
    Write::begin(
        "request_submitted",
        id,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = :account JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL"
        ),
    )
    .bind("account", it.account)
    .bind("id", id)
    .bind("itinerary", as_json(&it.itinerary))
    .bind("route", itineraries::route(&it.itinerary))
    .bind("departs_at", departs_at)
    .bind("passengers", it.passengers)
    .bind("travellers", as_json(&it.travelers))
    .bind("catering", it.catering.as_str())
    .bind("ground", it.ground.as_str())
    .bind("preference", it.preference.as_str())
    .bind("notes", it.notes.as_str())
    .then(follows!(
        "INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers,
           travellers, catering, ground, preference, notes, created_at)
         SELECT :id, it.workspace_id, (SELECT printf('R-%d', next) FROM counters WHERE workspace_id = it.workspace_id AND noun = 'request'),
           :account, u.contact_id, 'submitted', :itinerary, :route, :departs_at, :passengers, :travellers, :catering, :ground, :preference, :notes, it.at
         FROM it JOIN users u ON u.id = it.actor_id"
    ))
    .with([workspaces::count("request"), mail::to(Recipients::Topic(Topic::Request), letter)])
}

/// Marks the request as under review and assigns it to the dispatcher.
pub fn review(it: &Step) -> Write {
    Write::begin(
        "request_reviewed",
        it.request,
        begins!(
            staff,
            "JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :request AND r.version = :version AND r.state = 'submitted'"
        ),
    )
    .bind("request", it.request)
    .bind("version", it.version)
    .then(follows!(
        "UPDATE requests SET state = 'under_review', assigned_to = (SELECT actor_id FROM it), version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Marks the request as declined and sends the account `mail`.
pub fn decline(it: &Step, mail: Follower) -> Write {
    Write::begin(
        "request_declined",
        it.request,
        begins!(
            staff,
            "JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :request AND r.version = :version AND ",
            is_open!("r")
        ),
    )
    .bind("request", it.request)
    .bind("version", it.version)
    .note(it.reason.as_str())
    .with([closed(it, "declined"), mail])
}

/// Marks the request as canceled and sends staff `mail`.
pub fn cancel(it: &Step, mail: Follower) -> Write {
    Write::begin(
        "request_cancelled",
        it.request,
        begins!(
            client,
            "JOIN requests r ON r.id = :request AND r.version = :version JOIN my_accounts m ON m.account_id = r.account_id WHERE ",
            is_open!("r")
        ),
    )
    .bind("request", it.request)
    .bind("version", it.version)
    .note(it.reason.as_str())
    .with([closed(it, "cancelled"), mail])
}

fn closed(it: &Step, state: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = :state, reason = :reason, version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("request", it.request)
    .bind("state", state)
    .bind("reason", it.reason.as_str())
}

/// Marks the request as quoted.
pub fn quoted(request: RequestId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = 'quoted', version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it) AND ",
        is_open!("requests")
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

/// Marks the request as won and links it to the trip that was made from it.
pub fn won(request: RequestId, trip: TripId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = 'won', trip_id = :trip, version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it) AND ",
        is_open!("requests")
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
