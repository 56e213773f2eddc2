//! A client's answer to a quote: acceptance, decline or a request for changes.
use super::{DeclineReason, Quote, Refusal, Standing, extras::Chosen};
use crate::{
    kit::ids::{QuoteId, RequestId, TripId},
    trips::Birth,
};
use serde_json::json;

/// A quote that awaits its answer, in the version that was read.
#[derive(Debug)]
pub struct Answerable<'q>(&'q Quote);

/// A quote that may be accepted: it awaits its answer, and what it offers is still free.
#[derive(Debug)]
pub struct Acceptable<'q>(&'q Quote);

/// A quote whose client may ask for changes: it awaits its answer or has expired.
#[derive(Debug)]
pub struct Changeable<'q>(&'q Quote);

/// An accepted quote, and the trip that is made from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptance {
    pub quote: QuoteId,
    pub request: RequestId,
    /// The version of the quote that was read.
    pub version: i64,
    /// The name the client typed as a signature.
    pub name: String,
    /// The number of the order in the client's own books; empty where they gave none.
    pub po_number: String,
    /// The name of the account, and the offer as it stood.
    pub account: String,
    pub document: String,
    /// What the client's choice among the extras changes of the quote; none where there was nothing to choose.
    pub chosen: Option<Chosen>,
    pub trip: Birth,
}

/// A decline or a request for changes, with what the client wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    pub quote: QuoteId,
    pub request: RequestId,
    pub version: i64,
    /// The reason for a decline.
    pub reason: Option<DeclineReason>,
    pub words: String,
}

impl Quote {
    /// Whether the client may accept it. `seen` is the version of the quote on their page.
    pub fn acceptable(&self, seen: i64, now: i64) -> Result<Acceptable<'_>, Refusal> {
        let Answerable(quote) = self.answerable(seen, now)?;
        quote.available()?;
        Ok(Acceptable(quote))
    }

    /// Whether the client may decline it. `seen` is the version of the quote on their page.
    pub fn answerable(&self, seen: i64, now: i64) -> Result<Answerable<'_>, Refusal> {
        let Changeable(quote) = self.changeable(seen, now)?;
        if self.standing(now) == Standing::Expired {
            Err(Refusal::Expired)
        } else {
            Ok(Answerable(quote))
        }
    }

    /// Whether the client may ask for changes. They may of an expired quote too: that is how they get
    /// a new one.
    pub fn changeable(&self, seen: i64, now: i64) -> Result<Changeable<'_>, Refusal> {
        match self.standing(now) {
            Standing::Awaiting | Standing::Expired if seen == self.version => Ok(Changeable(self)),
            Standing::Awaiting | Standing::Expired => Err(Refusal::Changed),
            Standing::Draft => Err(Refusal::NotSent),
            Standing::Accepted | Standing::Booked => Err(Refusal::Accepted),
            Standing::Declined | Standing::ChangesRequested => Err(Refusal::Answered),
            Standing::Replaced => Err(Refusal::Replaced),
            Standing::Withdrawn => Err(Refusal::Withdrawn),
        }
    }

    fn objection(&self, reason: Option<DeclineReason>, words: String) -> Objection {
        let (quote, request, version) = (self.id, self.request_id, self.version);
        Objection { quote, request, version, reason, words }
    }

    /// The offer as text: everything that the client was shown and agrees to.
    fn document(&self) -> String {
        json!({
            "reference": self.reference,
            "version": self.revision,
            "account": self.account,
            "offered": self.vehicle,
            "passengers": self.passengers,
            "legs": self.itinerary,
            "currency": self.currency,
            "lines": self.lines,
            "extras": self.extras,
            "subtotal": self.subtotal,
            "tax": self.tax,
            "total": self.total,
            "deposit": self.deposit,
            "balance_on": self.balance_on,
            "valid_until": self.valid_until,
            "message": self.message,
            "terms": self.terms,
            "statements": self.statements().collect::<Vec<_>>(),
        })
        .to_string()
    }

    fn birth(&self, id: TripId) -> Birth {
        Birth {
            id,
            account: self.account_id,
            request: Some(self.request_id),
            tail: self.tail_id,
            vehicle: self.vehicle.clone(),
            legs: self.itinerary.clone(),
            passengers: self.passengers,
            wishes: self.wishes(),
        }
    }

    /// What the client asked for beside the legs, as the trip's wishes.
    fn wishes(&self) -> String {
        [
            ("Preference: ", &self.preference),
            ("Catering: ", &self.catering),
            ("Ground transportation: ", &self.ground),
            ("", &self.notes),
            ("Asked for later: ", &self.changes),
        ]
        .iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(label, words)| format!("{label}{words}"))
        .collect::<Vec<_>>()
        .join("\n")
    }
}

impl Acceptable<'_> {
    /// Accepts the quote, signed with the client's name; `trip` is the id of the trip to be made.
    pub fn accept(self, name: String, po_number: String, trip: TripId) -> Acceptance {
        let Self(quote) = self;
        Acceptance {
            quote: quote.id,
            request: quote.request_id,
            version: quote.version,
            name,
            po_number,
            account: quote.account.clone(),
            document: quote.document(),
            chosen: quote.chosen(),
            trip: quote.birth(trip),
        }
    }
}

impl Answerable<'_> {
    pub fn decline(self, reason: DeclineReason, words: String) -> Objection {
        self.0.objection(Some(reason), words)
    }
}

impl Changeable<'_> {
    pub fn ask_for_changes(self, words: String) -> Objection {
        self.0.objection(None, words)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{State, samples::quote},
        *,
    };
    use crate::requests;
    use uuid::Uuid;

    fn accept(quote: &Quote, seen: i64, now: i64) -> Result<i64, Refusal> {
        let open = quote.acceptable(seen, now)?;
        Ok(open.accept("Mira Lindqvist".into(), String::new(), TripId(Uuid::max())).version)
    }

    #[test]
    fn a_quote_is_accepted_until_its_last_valid_moment() {
        let quote = quote(State::Sent);
        assert_eq!(accept(&quote, 2, quote.valid_until), Ok(2));
        assert_eq!(accept(&quote, 2, quote.valid_until + 1), Err(Refusal::Expired));
        assert!(quote.changeable(2, quote.valid_until + 1).is_ok());
    }

    #[test]
    fn a_quote_whose_aircraft_is_taken_can_be_declined_and_changed_but_not_accepted() {
        for (taken, refusal) in [
            (Quote { is_booked: true, ..quote(State::Sent) }, Refusal::Taken),
            (Quote { passengers: 500, ..quote(State::Sent) }, Refusal::TooFewSeats),
        ] {
            assert_eq!(accept(&taken, 2, 0), Err(refusal));
            assert!(taken.answerable(2, 0).is_ok() && taken.changeable(2, 0).is_ok());
        }
    }

    #[test]
    fn only_the_stored_version_can_be_answered() {
        let quote = quote(State::Sent);
        for seen in [0, 1, 3] {
            assert_eq!(accept(&quote, seen, 0), Err(Refusal::Changed));
        }
    }

    #[test]
    fn a_quote_that_awaits_no_answer_cannot_be_answered() {
        for (state, refusal) in [
            (State::Draft, Refusal::NotSent),
            (State::Accepted, Refusal::Accepted),
            (State::Declined, Refusal::Answered),
            (State::ChangeRequested, Refusal::Answered),
            (State::Superseded, Refusal::Replaced),
            (State::Withdrawn, Refusal::Withdrawn),
        ] {
            let quote = quote(state);
            assert_eq!(accept(&quote, 2, 0), Err(refusal));
            assert_eq!(quote.changeable(2, 0).err(), Some(refusal));
        }
        let gone = Quote { request_state: requests::State::Cancelled, ..quote(State::Sent) };
        assert_eq!(accept(&gone, 2, 0), Err(Refusal::Withdrawn));
    }

    #[test]
    fn the_trip_has_the_legs_of_the_quote_and_the_wishes_of_the_request() {
        let quote = Quote {
            catering: "Vegetarian".into(),
            ground: "A van at LTN".into(),
            preference: "Wheelchair lift".into(),
            notes: "One dog".into(),
            changes: "An hour later, and a cat".into(),
            ..quote(State::Sent)
        };
        let open = quote.acceptable(2, 0).unwrap();
        let trip = open.accept("Mira".into(), String::new(), TripId(Uuid::max())).trip;
        assert_eq!((trip.legs, trip.passengers), (quote.itinerary, 6));
        assert_eq!(
            trip.wishes,
            "Preference: Wheelchair lift\nCatering: Vegetarian\nGround transportation: A van at LTN\nOne dog\nAsked for later: An hour later, and a cat"
        );
    }
}
