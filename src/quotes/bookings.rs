//! Whether what a quote offers is free at its times and has seats for everybody.
use super::{Quote, Refusal};
use crate::{
    blocks,
    itineraries::{self, Leg},
    kit::ids::{BlockId, QuoteId, TailId, TripId},
};
use serde::Deserialize;

/// A time in which a tail takes no trips.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BlockedTime {
    pub id: BlockId,
    pub kind: blocks::Kind,
    pub from: i64,
    pub until: i64,
    /// The time zone in which staff read it.
    pub zone: String,
}

/// A trip that a tail is booked for, an open quote that offers it for another request, or a block.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Booking {
    pub tail_id: TailId,
    /// The trip; none for a quote or a block.
    pub trip_id: Option<TripId>,
    pub quote_id: Option<QuoteId>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub block: Option<BlockedTime>,
    pub reference: String,
    pub account: String,
    pub route: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
}

/// How a booking stands in the way of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// A trip at the same time: the offer can be neither sent nor accepted.
    Booked,
    /// A block: the offer can be neither sent nor accepted, unless its client is the owner who keeps the tail.
    Blocked,
    /// A trip between the legs of the offer, or around them.
    Between,
    /// An open quote at the same time: of the two, the first to be accepted gets the tail.
    Offered,
}

impl Booking {
    /// How it hinders an offer of a tail for these legs, if it does.
    pub fn hinders(&self, tail: TailId, legs: &[Leg]) -> Option<Hindrance> {
        if self.tail_id != tail {
            return None;
        }
        if let Some(block) = &self.block {
            let departs_at = legs.iter().map(|leg| leg.departs_at).min()?;
            let ends_at = legs.iter().map(Leg::ends_at).max()?;
            let hinders = block.from < ends_at && departs_at < block.until;
            return hinders.then_some(Hindrance::Blocked);
        }
        let collides = itineraries::collide(legs, &self.legs);
        match self.trip_id {
            Some(_) if collides => Some(Hindrance::Booked),
            Some(_) if itineraries::interleave(legs, &self.legs) => Some(Hindrance::Between),
            None if collides => Some(Hindrance::Offered),
            Some(_) | None => None,
        }
    }
}

impl Quote {
    pub fn is_overfull(&self) -> bool {
        self.seats.is_some_and(|seats| self.passengers > seats)
    }

    /// Whether the operator may offer it: there is a seat for everybody, and no trip or block at the same time.
    pub fn offerable(&self) -> Result<(), Refusal> {
        match () {
            () if self.is_overfull() => Err(Refusal::Overfull),
            () if self.is_booked => Err(Refusal::Booked),
            () if self.is_blocked => Err(Refusal::Blocked),
            () => Ok(()),
        }
    }

    /// The same, as the client is told.
    pub fn available(&self) -> Result<(), Refusal> {
        match () {
            () if self.is_overfull() => Err(Refusal::TooFewSeats),
            () if self.is_booked => Err(Refusal::Taken),
            () if self.is_blocked => Err(Refusal::Unavailable),
            () => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{State, samples::quote},
        *,
    };
    use crate::kit::zoned::HOUR;
    use uuid::Uuid;

    #[test]
    fn a_quote_offers_no_more_seats_than_there_are() {
        for (passengers, seats, refused) in
            [(13, Some(13), false), (14, Some(13), true), (500, None, false)]
        {
            let quote = Quote { seats, passengers, ..quote(State::Draft) };
            assert_eq!(quote.offerable(), if refused { Err(Refusal::Overfull) } else { Ok(()) });
        }
    }

    #[test]
    fn a_trip_at_the_same_time_hinders_and_an_open_quote_is_told() {
        let tail = TailId(Uuid::from_u128(1));
        let legs = quote(State::Draft).itinerary;
        let booking = |trip_id: Option<TripId>, shift: i64| Booking {
            tail_id: tail,
            trip_id,
            quote_id: None,
            block: None,
            reference: "T-1001".into(),
            account: "Okafor Family".into(),
            route: "TEB to LTN".into(),
            legs: legs
                .iter()
                .map(|leg| Leg {
                    departs_at: leg.departs_at + shift,
                    arrives_at: leg.arrives_at.map(|at| at + shift),
                    ..leg.clone()
                })
                .collect(),
        };
        let trip = Some(TripId(Uuid::nil()));
        assert_eq!(booking(trip, HOUR).hinders(tail, &legs), Some(Hindrance::Booked));
        assert_eq!(booking(None, HOUR).hinders(tail, &legs), Some(Hindrance::Offered));
        assert_eq!(booking(trip, 10 * HOUR).hinders(tail, &legs), None);
        assert_eq!(booking(trip, HOUR).hinders(TailId(Uuid::nil()), &legs), None);
        let ends = legs[0].ends_at();
        let block = |from, until| {
            let (id, kind) = (BlockId(Uuid::nil()), blocks::Kind::Maintenance);
            let block = Some(BlockedTime { id, kind, from, until, zone: "UTC".into() });
            Booking { block, legs: vec![], ..booking(None, 0) }.hinders(tail, &legs)
        };
        assert_eq!(block(ends - 1, ends + HOUR), Some(Hindrance::Blocked));
        assert_eq!((block(ends, ends + HOUR), block(0, legs[0].departs_at)), (None, None));
    }
}
