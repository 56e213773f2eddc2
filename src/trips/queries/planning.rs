//! Statements of staff who plan trips.
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    itineraries::legs_of_trip,
    kit::ids::{TailId, TripId},
    mail::{self, Letter, Mailing, Recipients},
    trips::{Birth, FleetTail, Plan, Rerouting, TailTrip, Trip, born_of, is_booked, reroute},
};

/// The workspace's tails.
pub fn fleet(scope: &Scope) -> Query<Vec<FleetTail>> {
    scope.query(staff!(
        "SELECT k.id, k.registration, k.type, k.seats, k.speed_kt FROM me JOIN tails k ON k.workspace_id = me.workspace_id ORDER BY k.registration LIMIT 500"
    ))
}

/// The trips that a tail is booked for from now on, except one.
pub fn trips_of_tail(
    scope: &Scope,
    tail: Option<TailId>,
    but: Option<TripId>,
) -> Query<Vec<TailTrip>> {
    scope
        .query(staff!(
            "SELECT t.id, t.reference, a.name AS account, t.route, ",
            legs_of_trip!(),
            " AS legs FROM me JOIN trips t INDEXED BY trips_by_tail ON t.tail_id = :tail AND t.ends_at > :now AND t.workspace_id = me.workspace_id AND t.id IS NOT :but
             JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled') JOIN accounts a ON a.id = t.account_id
             ORDER BY t.ends_at LIMIT 100"
        ))
        .bind("tail", tail)
        .bind("but", but)
}

/// The row `d` of the plan that [`is_booked`] looks at.
macro_rules! planned {
    () => {
        "(SELECT :tail AS tail_id, :departs_at AS departs_at, :ends_at AS ends_at, :legs AS itinerary) d"
    };
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
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account AND a.deactivated_at IS NULL JOIN ",
            planned!(),
            " WHERE :despite = 1 OR NOT ",
            is_booked!("d", ":trip")
        ),
    )
    .bind("trip", id)
    .bind("account", it.account)
    .bind("tail", it.tail)
    .bind("departs_at", birth.departs_at())
    .bind("ends_at", birth.ends_at())
    .bind("legs", as_json(&it.legs))
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
    let (departs_at, ends_at) = (
        it.legs.iter().map(|leg| leg.departs_at).min().unwrap_or_default(),
        it.legs.iter().map(crate::itineraries::Leg::ends_at).max().unwrap_or_default(),
    );
    let write = Write::begin(
        if rerouting.is_some() { "itinerary_planned" } else { "trip_changed" },
        trip.id,
        begins!(
            staff,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version
             JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled') JOIN ",
            planned!(),
            " WHERE :despite = 1 OR NOT ",
            is_booked!("d", ":trip")
        ),
    )
    .bind("trip", trip.id)
    .bind("version", trip.version)
    .bind("tail", it.tail)
    .bind("departs_at", departs_at)
    .bind("ends_at", ends_at)
    .bind("legs", as_json(&it.legs))
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
    let write = write.with([details]).with(crew(trip.id, it));
    match rerouting {
        None => write,
        Some(rerouting) => write.with(reroute(rerouting)).with([mail::to(
            Recipients::Clients { account: trip.account_id, mailing: Mailing::Trips },
            letter,
        )]),
    }
}

/// Replaces the crew.
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
            "UPDATE trips SET crew_released_at = iif(:released = 1, coalesce(crew_released_at, (SELECT at FROM it)), NULL)
             WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("trip", trip)
        .bind("released", i64::from(it.is_crew_released)),
    ]
}

/// Notes that staff looked at the price after the itinerary changed.
pub fn price_reviewed(trip: &Trip, note: &str) -> Write {
    Write::begin(
        "price_reviewed",
        trip.id,
        begins!(
            staff,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version AND t.price_review_at IS NOT NULL"
        ),
    )
    .bind("trip", trip.id)
    .bind("version", trip.version)
    .note(note)
    .then(follows!("UPDATE trips SET price_review_at = NULL, version = version + 1 WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"))
}
