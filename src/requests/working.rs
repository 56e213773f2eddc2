//! What the operator does with a request before it is decided: takes it under review, gives it to a colleague, or
//! makes its trip.
use super::{Refusal, Request, State, Step};
use crate::{
    itineraries::{self, Leg},
    kit::ids::{AccountId, RequestId, TailId, TripId, UserId},
    trips::Birth,
    workspaces::Trade,
};
use serde::Deserialize;

/// A member of staff who can work on requests.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Colleague {
    pub id: UserId,
    pub name: String,
}

/// An aircraft or coach that a deal's trip can be given.
#[derive(Debug, Clone, Deserialize)]
pub struct FleetTail {
    pub id: TailId,
    pub registration: String,
    pub kind: String,
    /// Block speed.
    pub speed_kt: i64,
}

/// Who works on a request from now on; none for nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub request: RequestId,
    pub version: i64,
    pub to: Option<Colleague>,
}

/// What is asked for beside the legs, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Wishes<'a> {
    pub preference: &'a str,
    pub catering: &'a str,
    pub ground: &'a str,
    pub notes: &'a str,
}

/// A trip that is made from a request, without a quote.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    pub trip: TripId,
    pub request: RequestId,
    pub account: AccountId,
    pub legs: &'a [Leg],
    pub passengers: i64,
    pub wishes: Wishes<'a>,
    pub trade: Trade,
}

impl Request {
    /// A dispatcher takes the request under review.
    pub fn review(&self, seen: i64) -> Result<Step, Refusal> {
        match self.state {
            State::Submitted => self.step(seen),
            State::UnderReview => Err(Refusal::UnderReview),
            State::AlternativeProposed => Err(Refusal::AlternativeProposed),
            State::Quoted => Err(Refusal::Quoted),
            State::Won => Err(Refusal::Won),
            State::Declined => Err(Refusal::Declined),
            State::Lost => Err(Refusal::Lost),
            State::Cancelled => Err(Refusal::Cancelled),
            State::Dropped => Err(Refusal::Dropped),
        }
    }

    /// Gives it to a colleague, or to nobody.
    pub fn assign(&self, seen: i64, to: Option<Colleague>) -> Result<Assignment, Refusal> {
        self.closable()?;
        let Step { request, version, .. } = self.step(seen)?;
        Ok(Assignment { request, version, to })
    }

    /// Makes the trip without a quote: on this tail, or on a type that is named.
    pub fn book(
        &self,
        seen: i64,
        trip: TripId,
        tail: Option<&FleetTail>,
        vehicle: &str,
        trade: Trade,
    ) -> Result<(Step, Birth), Refusal> {
        self.closable()?;
        let step = self.step(seen)?;
        let making = Making {
            trip,
            request: self.id,
            account: self.account_id,
            legs: &self.itinerary,
            passengers: self.passengers,
            wishes: Wishes {
                preference: &self.preference,
                catering: &self.catering,
                ground: &self.ground,
                notes: &self.notes,
            },
            trade,
        };
        Ok((step, making.on(tail, vehicle)))
    }
}

impl Making<'_> {
    /// The trip on this tail, or on a type that is named. Where neither is known, the dispatcher settles it later.
    pub fn on(self, tail: Option<&FleetTail>, vehicle: &str) -> Birth {
        let vehicle = match (vehicle, tail) {
            ("", Some(tail)) => tail.kind.as_str(),
            ("", None) => match self.trade {
                Trade::Air => "Aircraft to be confirmed",
                Trade::Coach => "Coach to be confirmed",
            },
            (typed, _) => typed,
        };
        let speed = match (tail, self.trade) {
            (Some(tail), _) => tail.speed_kt,
            (None, Trade::Air) => itineraries::USUAL_JET_KT,
            (None, Trade::Coach) => itineraries::COACH_KT,
        };
        Birth {
            id: self.trip,
            account: self.account,
            request: Some(self.request),
            tail: tail.map(|tail| tail.id),
            vehicle: vehicle.to_owned(),
            legs: self.legs.iter().map(|leg| leg.flown_at(speed)).collect(),
            passengers: self.passengers,
            wishes: self.wishes.told(),
        }
    }
}

impl Wishes<'_> {
    /// As the wishes of a trip.
    fn told(self) -> String {
        let all = [
            ("Preference: ", self.preference),
            ("Catering: ", self.catering),
            ("Ground transportation: ", self.ground),
            ("", self.notes),
        ];
        let said = all.iter().filter(|(_, words)| !words.is_empty());
        said.map(|(label, words)| format!("{label}{words}")).collect::<Vec<_>>().join("\n")
    }
}
