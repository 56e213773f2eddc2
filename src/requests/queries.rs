//! Statements that read one request, and that change requests.
mod alternatives;
mod callers;
mod choices;
mod effects;
mod file;
mod finding;
mod lists;
mod stages;
mod working;
pub use {
    alternatives::*, callers::*, choices::*, effects::*, file::*, finding::*, lists::*, stages::*,
    working::*,
};

mod states;
pub(crate) use states::{has_open_state, is_offered, is_open, is_past, state_now, state_shown};

use super::{Closing, Request, Step, Submission};
use crate::{
    db::{
        query::{Bindings, Query, as_json},
        scope::{Scope, client, staff},
        write::{Follower, Write, begins, follows},
    },
    itineraries,
    kit::ids::{ContactId, RequestId},
    mail::{self, Letter, Recipients, Topic},
    search::Noun,
    trips::{self, Birth},
    workspaces,
};

/// The columns of a [`Request`], of `r`, its account `a` and its contact `c`.
macro_rules! request {
    ($($from:tt)+) => {
        concat!(
            "SELECT r.id, r.reference, r.account_id, a.name AS account, r.contact_id, c.name AS contact, ", state_shown!("r"), "state, r.itinerary, r.route,
             r.passengers, r.vehicles, r.catering, r.ground, r.preference, r.notes, r.other_dates, r.reason, r.closed_for, r.assigned_to,
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

/// Adds a request, of a contact or else of the client who sends it.
const INSERT: &str = follows!(
    "INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, vehicles,
       travellers, catering, ground, preference, notes, other_dates, created_at)
     SELECT :id, it.workspace_id, (SELECT printf('R-%d', next) FROM counters WHERE workspace_id = it.workspace_id AND noun = 'request'),
       :account, coalesce(:contact, u.contact_id), 'submitted', :itinerary, :route, :departs_at, :passengers, :vehicles, :travellers, :catering, :ground, :preference, :notes,
       :other_dates, it.at
     FROM it JOIN users u ON u.id = it.actor_id"
);

/// Creates a request that staff enter for a client, who gets a mail.
pub fn enter(id: RequestId, it: &Submission, contact: ContactId, letter: &Letter) -> Write {
    Write::begin(
        "request_entered",
        id,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account AND a.deactivated_at IS NULL
             JOIN memberships m ON m.account_id = a.id AND m.contact_id = :contact
             JOIN contacts c ON c.id = m.contact_id AND c.deactivated_at IS NULL"
        ),
    )
    .bind("account", it.account)
    .bind("contact", contact)
    .bind("id", id)
    .bind_all(written(it))
    .then(INSERT)
    .with([workspaces::count("request"), mail::to(Recipients::Contact(contact), letter)])
    .with(itineraries::set_words(Noun::Request, id, &it.itinerary))
}

/// Creates a client's request, and its trip where the client may make trips, and notifies the staff who work
/// requests.
pub fn submit(id: RequestId, it: &Submission, trip: Option<&Birth>, letter: &Letter) -> Write {
    let write = Write::begin(
        "request_submitted",
        id,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = :account JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL
             JOIN contacts c ON c.id = me.contact_id AND c.deactivated_at IS NULL"
        ),
    )
    .bind("account", it.account)
    .bind("contact", None::<ContactId>)
    .bind("id", id)
    .bind_all(written(it))
    .then(INSERT)
    // What is won at once needs nobody.
    .with(trip.is_none().then(|| given(id)))
    .with([workspaces::count("request"), mail::to(Recipients::Topic(Topic::Request), letter)])
    .with(itineraries::set_words(Noun::Request, id, &it.itinerary));
    match trip {
        Some(birth) => write.with(trips::born_of(birth)).with([won(id, birth.id)]),
        None => write,
    }
}

/// What the form of a request says.
fn written(it: &Submission) -> Bindings {
    vec![
        ("itinerary", as_json(&it.itinerary)),
        ("route", itineraries::route(&it.itinerary).into()),
        ("departs_at", it.itinerary.first().map_or(0, |leg| leg.departs_at).into()),
        ("passengers", it.passengers.into()),
        ("vehicles", it.vehicles.into()),
        ("travellers", as_json(&it.travelers)),
        ("catering", it.catering.as_str().into()),
        ("ground", it.ground.as_str().into()),
        ("preference", it.preference.as_str().into()),
        ("notes", it.notes.as_str().into()),
        ("other_dates", it.other_dates.as_str().into()),
    ]
}

/// Changes a request that nobody took under review yet, and notifies the staff who work requests.
pub fn amend(it: &Step, to: &Submission, letter: &Letter) -> Write {
    Write::begin(
        "request_amended",
        it.request,
        begins!(
            client,
            "JOIN requests r ON r.id = :request AND r.version = :version AND r.state = 'submitted' AND r.ends_at > :now
             JOIN my_accounts m ON m.account_id = r.account_id"
        ),
    )
    .bind("request", it.request)
    .bind("version", it.version)
    .bind_all(written(to))
    .then(follows!(
        "UPDATE requests SET itinerary = :itinerary, route = :route, departs_at = :departs_at, passengers = :passengers, vehicles = :vehicles, travellers = :travellers,
           catering = :catering, ground = :ground, preference = :preference, notes = :notes, other_dates = :other_dates, version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail::to(Recipients::Topic(Topic::Request), letter)])
    .with(itineraries::set_words(Noun::Request, it.request, &to.itinerary))
}

/// Finds an open request of the workspace, in the version that was read.
macro_rules! open_deal {
    () => {
        concat!(
            "JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :request AND r.version = :version AND ",
            $crate::requests::is_open!("r")
        )
    };
}
use open_deal;

/// Marks the request as declined and sends the account `mail`. `note` says why, for the history.
pub fn decline(it: &Closing, note: &str, mail: Follower) -> Write {
    let step = &it.step;
    Write::begin("request_declined", step.request, begins!(staff, open_deal!()))
        .bind("request", step.request)
        .bind("version", step.version)
        .note(note)
        .with([closed(step, "declined", Some(it.reason.code())), mail])
}

/// Marks the request as lost. The client gets no mail.
pub fn lose(it: &Closing, note: &str) -> Write {
    let step = &it.step;
    Write::begin("request_lost", step.request, begins!(staff, open_deal!()))
        .bind("request", step.request)
        .bind("version", step.version)
        .note(note)
        .with([closed(step, "lost", Some(it.reason.code()))])
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
    .note(it.words.as_str())
    .with([closed(it, "cancelled", None), mail])
}

fn closed(it: &Step, state: &str, reason: Option<&'static str>) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET state = :state, reason = :words, closed_for = :reason, version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("request", it.request)
    .bind("state", state)
    .bind("words", it.words.as_str())
    .bind("reason", reason)
}
