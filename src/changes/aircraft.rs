//! Another aircraft for a trip, or for some of its legs.
use super::{Changeable, Refusal};
use crate::{
    itineraries::Leg,
    kit::ids::TailId,
    trips::{Assigned, Rerouting, assigned},
};
use serde::Deserialize;

/// A tail that the client may choose: of their own, or one that no account owns; with a seat for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AllowedTail {
    pub id: TailId,
    #[serde(rename = "type")]
    pub kind: String,
    pub seats: i64,
    pub speed_kt: i64,
    /// Only owners are shown it.
    pub registration: Option<String>,
}

/// Another aircraft for a trip or for some of its legs.
#[derive(Debug, Clone, PartialEq)]
pub struct Reassignment {
    pub rerouting: Rerouting,
    /// The tail of the trip; none where staff have not chosen one.
    pub tail: Option<TailId>,
    pub vehicle: String,
    /// The tails that are new, with the legs that each is needed for.
    pub assigned: Vec<Assigned>,
}

impl Reassignment {
    /// Names the tail and the times of each leg, so that it can be told whether somebody saw this change before they
    /// confirmed it.
    pub fn summary(&self) -> String {
        let leg = |leg: &Leg| {
            let tail = leg.tail.or(self.tail).map(|it| it.to_string()).unwrap_or_default();
            format!("{tail} {}/{}", leg.departs_at, leg.arrives_at.unwrap_or_default())
        };
        self.rerouting.became.iter().map(leg).collect::<Vec<_>>().join(";")
    }

    pub fn keeps_types(&self) -> bool {
        keeps_types(&self.rerouting.was, &self.rerouting.became)
    }
}

/// Whether every leg is flown by the type that it had.
fn keeps_types(was: &[Leg], became: &[Leg]) -> bool {
    was.iter().zip(became).all(|(was, is)| was.vehicle == is.vehicle)
}

impl Changeable<'_> {
    /// Puts the trip on the tail `whole`, where one was chosen, and each leg to come on its own one, where one was
    /// chosen for it. A leg on another tail takes the time that this needs. Legs that departed stay on theirs.
    pub fn reassign(
        self,
        whole: Option<&AllowedTail>,
        by_leg: &[Option<&AllowedTail>],
        now: i64,
    ) -> Result<Reassignment, Refusal> {
        let trip = self.0;
        let (past, ahead) = trip.split(now)?;
        let (tail, vehicle) = match whole {
            Some(it) => (Some(it.id), it.kind.clone()),
            None => (trip.tail_id, trip.vehicle.clone()),
        };
        let (mut was, mut became) = (Vec::new(), Vec::new());
        for leg in past {
            let pinned = leg.tail.or(trip.tail_id).filter(|it| Some(*it) != tail);
            was.push(leg.clone());
            became.push(Leg { tail: pinned, ..leg.clone() });
        }
        let mut moved: Vec<Leg> = Vec::new();
        for (i, leg) in ahead.iter().enumerate() {
            let own = by_leg.get(i).copied().flatten();
            let before = leg.tail.or(trip.tail_id);
            let after = own.map(|it| it.id).or(tail);
            let Some(on) = own.or(whole).filter(|_| after != before) else {
                was.push(leg.clone());
                became.push(Leg { tail: after.filter(|it| Some(*it) != tail), ..leg.clone() });
                continue;
            };
            let named = leg.vehicle.clone().unwrap_or_else(|| trip.vehicle.clone());
            was.push(Leg { tail: before, vehicle: Some(named), ..leg.clone() });
            let minutes = leg.minutes_at(on.speed_kt).or(leg.block());
            let leg = Leg {
                tail: Some(on.id).filter(|it| Some(*it) != tail),
                vehicle: Some(on.kind.clone()),
                ..leg.clone().taking(minutes)
            };
            moved.push(leg.clone());
            became.push(leg);
        }
        let (id, version) = (trip.id, trip.version);
        let estimate = if keeps_types(&was, &became) { trip.estimate(&was, &became) } else { None };
        let rerouting = Rerouting { trip: id, version, was, became, estimate };
        Ok(Reassignment { rerouting, tail, vehicle, assigned: assigned(tail, &moved) })
    }
}
