//! Statements about the services that clients ask for on a trip.
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, staff},
        write::{Write, begins, follows},
    },
    kit::ids::{AccountId, ExtraId, TripId},
    mail::{self, Letter, Mailing, Recipients, Topic},
    trips::extras::{Extra, ExtraKind, ExtraStep},
};

macro_rules! extras {
    ($from:literal) => {
        concat!(
            "SELECT x.id, x.leg_id, x.kind, x.words, x.state, x.answer, u.name AS [by], x.version ",
            $from,
            " JOIN trip_services x ON x.trip_id = t.id JOIN users u ON u.id = x.user_id ORDER BY x.created_at, x.id LIMIT 100"
        )
    };
}

/// What was asked for on a trip of the client's accounts, the oldest first.
pub fn extras(scope: &Scope, trip: TripId) -> Query<Vec<Extra>> {
    scope
        .query(client!(extras!(
            "FROM my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :trip"
        )))
        .bind("trip", trip)
}

pub fn extras_for_staff(scope: &Scope, trip: TripId) -> Query<Vec<Extra>> {
    scope
        .query(staff!(extras!(
            "FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip"
        )))
        .bind("trip", trip)
}

/// A service to be asked for.
#[derive(Debug)]
pub struct NewExtra<'a> {
    pub id: ExtraId,
    pub trip: TripId,
    pub leg: &'a str,
    pub kind: ExtraKind,
    pub words: &'a str,
}

/// Asks for a service on a leg of a trip that is not over, and notifies the staff.
pub fn ask(it: &NewExtra, letter: &Letter) -> Write {
    Write::begin(
        "trip_service_requested",
        it.trip,
        begins!(
            client,
            "JOIN my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :trip
             JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled') JOIN legs l ON l.id = :leg AND l.trip_id = t.id"
        ),
    )
    .bind("trip", it.trip)
    .bind("leg", it.leg)
    .bind("id", it.id)
    .bind("kind", it.kind.word())
    .bind("words", it.words)
    .note(format!("{} requested: {}", it.kind.name(), it.words))
    .then(follows!(
        "INSERT INTO trip_services (id, workspace_id, trip_id, leg_id, user_id, kind, words, state, created_at)
         SELECT :id, it.workspace_id, :trip, :leg, it.actor_id, :kind, :words, 'requested', it.at FROM it"
    ))
    .with([mail::to(Recipients::Topic(Topic::Service), letter)])
}

fn moved(write: Write, trip: TripId, it: &ExtraStep) -> Write {
    write
        .bind("trip", trip)
        .bind("extra", it.extra)
        .bind("version", it.version)
        .bind("from", it.from.stored())
        .bind("to", it.to.stored())
        .bind("answer", it.answer.as_str())
        .note(it.note.as_str())
        .then(follows!(
            "UPDATE trip_services SET state = :to, answer = :answer, version = version + 1
             WHERE id = :extra AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}

/// Staff answer, and the account is mailed.
pub fn answer(trip: TripId, it: &ExtraStep, account: AccountId, letter: &Letter) -> Write {
    let write = Write::begin(
        "trip_service_answered",
        trip,
        begins!(
            staff,
            "JOIN trip_services x ON x.workspace_id = me.workspace_id AND x.id = :extra AND x.trip_id = :trip AND x.version = :version AND x.state = :from"
        ),
    );
    let mailing = Mailing::Trips;
    moved(write, trip, it).with([mail::to(Recipients::Clients { account, mailing }, letter)])
}

/// The client no longer wants it, and the staff are mailed.
pub fn cancel(trip: TripId, it: &ExtraStep, letter: &Letter) -> Write {
    let write = Write::begin(
        "trip_service_canceled",
        trip,
        begins!(
            client,
            "JOIN my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :trip
             JOIN trip_services x ON x.trip_id = t.id AND x.id = :extra AND x.version = :version AND x.state = :from"
        ),
    );
    moved(write, trip, it).with([mail::to(Recipients::Topic(Topic::Service), letter)])
}
