//! A client's answer: yes, no, or not like this.
use super::{Quote, Refusal, Standing};
use crate::{
    kit::ids::{QuoteId, RequestId, TripId},
    trips::Birth,
};

/// A quote taken, and the trip that comes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptance {
    pub quote: QuoteId,
    pub request: RequestId,
    /// As it was read.
    pub version: i64,
    /// Typed to sign.
    pub name: String,
    pub trip: Birth,
}

/// An answer that is not yes, with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub quote: QuoteId,
    pub request: RequestId,
    pub version: i64,
    pub words: String,
}

impl Quote {
    /// Signed with a name, of the version that was read.
    pub fn accept(
        &self,
        seen: Option<i64>,
        name: String,
        trip: TripId,
        now: i64,
    ) -> Result<Acceptance, Refusal> {
        match self.answerable(seen, now)? {
            Open::Expired => Err(Refusal::Expired),
            Open::Awaiting { version } => Ok(Acceptance {
                quote: self.id,
                request: self.request_id,
                version,
                name,
                trip: self.birth(trip),
            }),
        }
    }

    pub fn decline(&self, seen: Option<i64>, words: String, now: i64) -> Result<Answer, Refusal> {
        match self.answerable(seen, now)? {
            Open::Expired => Err(Refusal::Expired),
            Open::Awaiting { version } => Ok(self.answer(version, words)),
        }
    }

    /// May be asked of an expired quote too: it is how a new one is had.
    pub fn ask_for_changes(
        &self,
        seen: Option<i64>,
        words: String,
        now: i64,
    ) -> Result<Answer, Refusal> {
        self.answerable(seen, now).map(|_| self.answer(self.version, words))
    }

    fn answer(&self, version: i64, words: String) -> Answer {
        Answer { quote: self.id, request: self.request_id, version, words }
    }

    fn answerable(&self, seen: Option<i64>, now: i64) -> Result<Open, Refusal> {
        let open = match self.standing(now) {
            Standing::Awaiting => Open::Awaiting { version: self.version },
            Standing::Expired => Open::Expired,
            Standing::Draft => return Err(Refusal::NotSent),
            Standing::Accepted => return Err(Refusal::Accepted),
            Standing::Declined | Standing::ChangesRequested => return Err(Refusal::Answered),
            Standing::Replaced => return Err(Refusal::Replaced),
            Standing::Withdrawn => return Err(Refusal::Withdrawn),
        };
        if seen == Some(self.version) { Ok(open) } else { Err(Refusal::Changed) }
    }

    fn birth(&self, id: TripId) -> Birth {
        Birth {
            id,
            account: self.account_id,
            request: self.request_id,
            tail: self.tail_id,
            vehicle: self.vehicle.clone(),
            legs: self.itinerary.clone(),
            passengers: self.passengers,
            wishes: self.wishes(),
        }
    }

    /// What the client asked for beside the legs, in their own words.
    fn wishes(&self) -> String {
        [
            ("Catering: ", &self.catering),
            ("Ground transportation: ", &self.ground),
            ("", &self.notes),
        ]
        .iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(label, words)| format!("{label}{words}"))
        .collect::<Vec<_>>()
        .join("\n")
    }
}

enum Open {
    Awaiting { version: i64 },
    Expired,
}

#[cfg(test)]
mod tests {
    use super::{
        super::{State, samples::quote},
        *,
    };
    use crate::requests;
    use uuid::Uuid;

    fn accept(quote: &Quote, seen: Option<i64>, now: i64) -> Result<i64, Refusal> {
        let trip = TripId(Uuid::max());
        quote.accept(seen, "Mira Lindqvist".into(), trip, now).map(|it| it.version)
    }

    #[test]
    fn the_last_moment_counts_and_the_next_does_not() {
        let quote = quote(State::Sent);
        assert_eq!(accept(&quote, Some(2), quote.valid_until), Ok(2));
        assert_eq!(accept(&quote, Some(2), quote.valid_until + 1), Err(Refusal::Expired));
        assert_eq!(
            quote.decline(Some(2), "No".into(), quote.valid_until + 1),
            Err(Refusal::Expired)
        );
        assert!(quote.ask_for_changes(Some(2), "Later".into(), quote.valid_until + 1).is_ok());
    }

    #[test]
    fn only_the_version_that_was_read_is_answered() {
        let quote = quote(State::Sent);
        for seen in [None, Some(1), Some(3)] {
            assert_eq!(accept(&quote, seen, 0), Err(Refusal::Changed));
        }
    }

    #[test]
    fn what_is_not_open_is_not_answered() {
        for (state, refusal) in [
            (State::Draft, Refusal::NotSent),
            (State::Accepted, Refusal::Accepted),
            (State::Declined, Refusal::Answered),
            (State::ChangeRequested, Refusal::Answered),
            (State::Superseded, Refusal::Replaced),
            (State::Withdrawn, Refusal::Withdrawn),
        ] {
            let quote = quote(state);
            assert_eq!(accept(&quote, Some(2), 0), Err(refusal));
            assert_eq!(quote.decline(Some(2), "No".into(), 0), Err(refusal));
            assert_eq!(quote.ask_for_changes(Some(2), "More".into(), 0), Err(refusal));
        }
        let gone = Quote { request_state: requests::State::Cancelled, ..quote(State::Sent) };
        assert_eq!(accept(&gone, Some(2), 0), Err(Refusal::Withdrawn));
    }

    #[test]
    fn the_trip_is_what_was_offered_with_what_was_wished() {
        let quote =
            Quote { catering: "Vegetarian".into(), notes: "One dog".into(), ..quote(State::Sent) };
        let trip = quote.accept(Some(2), "Mira".into(), TripId(Uuid::max()), 0).unwrap().trip;
        assert_eq!((trip.legs, trip.passengers), (quote.itinerary, 6));
        assert_eq!(trip.wishes, "Catering: Vegetarian\nOne dog");
    }
}
