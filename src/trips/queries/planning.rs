//! Statements of staff who plan trips.
use crate::{
    approvals,
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::TripId,
    mail::{self, Letter, Mailing, Recipients},
    trips::{
        Birth, FleetTail, Plan, Rerouting, Trip, assigned, born_of, is_taken,
        queries::{handling::prefer_fbos, rerouting::on_tails},
        reroute,
    },
};

/// The workspace's tails. One that is out of use is among them while trips on it are to come.
pub fn fleet(scope: &Scope) -> Query<Vec<FleetTail>> {
    scope.query(staff!(
        "SELECT k.id, k.registration, k.type, k.seats, k.speed_kt FROM me JOIN tails k ON k.workspace_id = me.workspace_id
           AND (k.retired_at IS NULL OR EXISTS (SELECT 1 FROM trips t WHERE t.tail_id = k.id AND t.ends_at > :now)) ORDER BY k.registration LIMIT 500"
    ))
}

/// Makes the trip, at the first stage. Its account is told.
pub fn create(id: TripId, it: &Plan, letter: &Letter) -> Write {
    let birth = Birth {
        id,
        account: it.account,
        request: None,
        tail: it.tail,
        vehicle: it.vehicle.clone(),
        legs: it.legs.clone(),
        passengers: it.passengers,
        wishes: it.wishes.clone(),
    };
    Write::begin(
        "trip_created",
        id,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account AND a.deactivated_at IS NULL WHERE :despite = 1 OR NOT ",
            is_taken!("a.id")
        ),
    )
    .bind("trip", id)
    .bind("account", it.account)
    .bind("assigned", as_json(&assigned(it.tail, &it.legs)))
    .bind("despite", i64::from(it.despite))
    .with(born_of(&birth))
    .with(crew(id, it))
    .with([mail::to(Recipients::Clients { account: it.account, mailing: Mailing::Trips }, letter)])
}

/// Changes the trip to what was planned. `rerouting` is none where the legs stay. The account is told of other legs.
pub fn change(
    trip: &Trip,
    it: &Plan,
    rerouting: Option<&Rerouting>,
    note: &str,
    letter: &Letter,
) -> Write {
    let write = Write::begin(
        if rerouting.is_some() { "itinerary_planned" } else { "trip_changed" },
        trip.id,
        begins!(
            staff,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version
             JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled') WHERE :despite = 1 OR NOT ",
            is_taken!("t.account_id")
        ),
    )
    .bind("trip", trip.id)
    .bind("version", trip.version)
    .bind("assigned", as_json(&assigned(it.tail, &it.legs)))
    .bind("despite", i64::from(it.despite))
    .note(note);
    let details = Follower::new(follows!(
        "UPDATE trips SET tail_id = (SELECT id FROM tails WHERE id = :tail AND workspace_id = (SELECT workspace_id FROM it)), vehicle = :vehicle,
           passengers = :passengers, wishes = :wishes, version = version + 1 WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("trip", trip.id)
    .bind("tail", it.tail)
    .bind("vehicle", it.vehicle.as_str())
    .bind("passengers", it.passengers)
    .bind("wishes", it.wishes.as_str());
    let write = write.with([details]).with(crew(trip.id, it)).with(newly_asked(trip, it));
    match rerouting {
        None => write.with([on_tails(trip.id, &it.legs)]),
        Some(rerouting) => write.with(reroute(rerouting)).with([
            prefer_fbos(trip.id),
            mail::to(
                Recipients::Clients { account: trip.account_id, mailing: Mailing::Trips },
                letter,
            ),
        ]),
    }
}

/// The question to the owners of each tail that the trip did not have before.
fn newly_asked(trip: &Trip, it: &Plan) -> Vec<Follower> {
    let before = assigned(trip.tail_id, &trip.legs);
    let after = assigned(it.tail, &it.legs);
    let new = after.iter().filter(|it| before.iter().all(|was| was.tail != it.tail));
    new.map(|new| approvals::asks(trip.id, Some(new.tail), &it.legs)).collect()
}

/// Replaces the crew, and says how many coaches they drive.
fn crew(trip: TripId, it: &Plan) -> Vec<Follower> {
    vec![
        Follower::new(follows!("DELETE FROM trip_crew WHERE trip_id = :trip AND workspace_id = (SELECT workspace_id FROM it)"))
            .bind("trip", trip),
        Follower::new(follows!(
            "INSERT INTO trip_crew (trip_id, position, workspace_id, duty, name)
             SELECT :trip, j.key, it.workspace_id, j.value ->> 'duty', j.value ->> 'name' FROM it JOIN json_each(:crew) j"
        ))
        .bind("trip", trip)
        .bind("crew", as_json(&it.crew)),
        Follower::new(follows!(
            "UPDATE trips SET vehicles = :vehicles WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("trip", trip)
        .bind("vehicles", it.vehicles),
        Follower::new(follows!(
            "UPDATE trips SET crew_released_at = iif(:released = 1, coalesce(crew_released_at, (SELECT at FROM it)), NULL)
             WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("trip", trip)
        .bind("released", i64::from(it.is_crew_released)),
    ]
}

/// Stores what the client is told about the price after a change, and mails the account.
pub fn price_reviewed(trip: &Trip, words: &str, letter: &Letter) -> Write {
    Write::begin(
        "price_reviewed",
        trip.id,
        begins!(
            staff,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version AND t.price_review_at IS NOT NULL
             JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled'"
        ),
    )
    .bind("trip", trip.id)
    .bind("version", trip.version)
    .bind("words", words)
    .note(words)
    .then(follows!(
        "UPDATE trips SET price_review_at = NULL, price_words = :words, version = version + 1 WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail::to(Recipients::Clients { account: trip.account_id, mailing: Mailing::Quotes }, letter)])
}
