//! Statements of what the operator does with a request before it is decided, and of the clock, which drops those
//! whose last leg is past.
use super::super::{
    Step,
    jobs::Ended,
    working::{Assignment, Colleague, FleetTail},
};
use super::{has_open_state, open_deal, won};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff, system},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::{RequestId, TripId},
    trips::{self, Birth, assigned, is_taken},
    users::Right,
};
use serde::Deserialize;

/// How many ended requests are dropped at a time.
pub const ENDED: usize = 50;

/// The staff who can work on requests, by name.
pub fn colleagues(scope: &Scope) -> Query<Vec<Colleague>> {
    scope
        .query(staff!(
            "SELECT u.id, u.name FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'ops' AND u.state = 'active'
             WHERE u.role IN (SELECT value FROM json_each(:roles)) ORDER BY u.sort_name, u.id LIMIT 300"
        ))
        .bind("roles", as_json(&Right::WorkRequests.roles()))
}

/// What a trip can be flown or driven with.
pub fn fleet(scope: &Scope) -> Query<Vec<FleetTail>> {
    scope.query(staff!(
        "SELECT k.id, k.registration, k.type AS kind, k.speed_kt FROM me JOIN tails k ON k.workspace_id = me.workspace_id AND k.retired_at IS NULL
         ORDER BY k.registration LIMIT 300"
    ))
}

/// A tail that the client asked for, and one of its trips around the same time; none if it has no trip then.
#[derive(Debug, Clone, Deserialize)]
pub struct AskedTail {
    pub registration: String,
    pub kind: String,
    pub trip_id: Option<TripId>,
    pub trip: Option<String>,
    pub route: Option<String>,
    pub departs_at: Option<i64>,
    pub zone: Option<String>,
}

/// The tails whose registration or type the client named, with their trips from a day before the request to a day after
/// it.
pub fn asked_tails(scope: &Scope, id: RequestId) -> Query<Vec<AskedTail>> {
    scope
        .query(staff!(
            "SELECT k.registration, k.type AS kind, t.id AS trip_id, t.reference AS trip, t.route, t.departs_at,
               (SELECT l.origin ->> '$.zone' FROM legs l WHERE l.trip_id = t.id ORDER BY l.departs_at LIMIT 1) AS zone
             FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id AND r.preference <> ''
             JOIN tails k ON k.workspace_id = me.workspace_id
               AND (instr(lower(r.preference), lower(k.registration)) > 0 OR instr(lower(r.preference), lower(k.type)) > 0)
             LEFT JOIN trips t ON t.id IN (SELECT x.id FROM trips x INDEXED BY trips_by_tail JOIN stages s ON s.id = x.stage_id AND s.kind NOT IN ('completed', 'cancelled')
               WHERE x.tail_id = k.id AND x.ends_at > r.departs_at - 86400000 AND x.ends_at < r.ends_at + 2592000000 AND x.departs_at < r.ends_at + 86400000
               ORDER BY x.ends_at LIMIT 5)
             ORDER BY k.registration, t.departs_at LIMIT 40"
        ))
        .bind("id", id)
}

/// Gives a new request to the dispatcher with the fewest open ones, where the workspace wants that.
pub fn given(request: RequestId) -> Follower {
    Follower::new(follows!(
        "UPDATE requests SET assigned_to = (SELECT u.id FROM users u WHERE u.workspace_id = requests.workspace_id AND u.face = 'ops' AND u.state = 'active' AND u.role = 'dispatcher'
           ORDER BY (SELECT count(*) FROM requests r WHERE r.assigned_to = u.id AND ",
        has_open_state!("r"),
        "), u.sort_name, u.id LIMIT 1)
         WHERE id = :request AND workspace_id = (SELECT w.id FROM it JOIN workspaces w ON w.id = it.workspace_id AND w.gives_requests = 1)"
    ))
    .bind("request", request)
}

/// Marks the request as under review and assigns it to the dispatcher; `told` tells the client.
pub fn review(it: &Step, told: Option<Follower>) -> Write {
    Write::begin("request_reviewed", it.request, begins!(staff, open_deal!(), " AND r.state = 'submitted'"))
        .bind("request", it.request)
        .bind("version", it.version)
        .then(follows!(
            "UPDATE requests SET state = 'under_review', assigned_to = (SELECT actor_id FROM it), version = version + 1
             WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .with(told)
}

/// Gives the request to a colleague, who gets `mail`, or to nobody. A new request is under review then.
pub fn assign(it: &Assignment, mail: Option<Follower>) -> Write {
    Write::begin(
        "request_assigned",
        it.request,
        begins!(
            staff,
            open_deal!(),
            " AND (:colleague IS NULL OR EXISTS (SELECT 1 FROM users u WHERE u.id = :colleague AND u.workspace_id = me.workspace_id AND u.face = 'ops' AND u.state = 'active'))"
        ),
    )
    .bind("request", it.request)
    .bind("version", it.version)
    .bind("colleague", it.to.as_ref().map(|to| to.id))
    .note(it.to.as_ref().map_or("nobody", |to| &to.name))
    .then(follows!(
        "UPDATE requests SET assigned_to = :colleague, state = iif(state = 'submitted' AND :colleague IS NOT NULL, 'under_review', state), version = version + 1
         WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(mail)
}

/// Makes the trip of the request, marks it as won, and sends the account `mail`. A tail that was booked or blocked
/// meanwhile is taken only where staff knew of conflicts and made the trip `despite` them.
pub fn book(it: &Step, trip: &Birth, despite: bool, mail: Follower) -> Write {
    let guard =
        begins!(staff, open_deal!(), " WHERE :despite = 1 OR NOT ", is_taken!("r.account_id"));
    Write::begin("request_booked", it.request, guard)
        .bind("request", it.request)
        .bind("version", it.version)
        .bind("trip", trip.id)
        .bind("assigned", as_json(&assigned(trip.tail, &trip.legs)))
        .bind("despite", i64::from(despite))
        .with(trips::born_of(trip))
        .with([won(it.request, trip.id), mail])
}

/// Open requests of all workspaces whose last leg is past, the longest past first.
pub fn ended(now: i64) -> Query<Vec<Ended>> {
    let most = i64::try_from(ENDED).unwrap_or(i64::MAX);
    Query::new(concat!(
        "SELECT r.id, r.workspace_id, r.account_id, r.reference, r.route, r.ends_at FROM requests r INDEXED BY requests_to_drop WHERE ",
        has_open_state!("r"),
        " AND r.ends_at <= :now ORDER BY r.ends_at LIMIT :most"
    ))
    .bind("now", now)
    .bind("most", most)
}

/// Marks a request whose last leg is past as dropped, and sends `mail` if there is one.
pub fn drop_ended(it: &Ended, mail: Option<Follower>) -> Write {
    Write::begin(
        "request_dropped",
        it.id,
        begins!(
            system,
            "JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :request AND r.ends_at <= :now AND ",
            has_open_state!("r")
        ),
    )
    .bind("request", it.id)
    .then(follows!(
        "UPDATE requests SET state = 'dropped', version = version + 1 WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(mail)
}
