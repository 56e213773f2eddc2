//! What the pages of a client's changes show.
use super::{
    Effect, OwnTrip,
    aircraft::{AllowedTail, Reassignment},
    busy::{Busy, is_busy},
    effect,
};
use crate::{
    http::form::Form,
    itineraries::{Leg, LegFields},
    kit::zoned::{MINUTE, duration},
    trips::{self, Rerouting, estimated},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "changes/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub trip: OwnTrip,
    /// The change as it would be saved, once it was asked for.
    pub change: Option<Rerouting>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "changes/cancel.html")]
pub struct Cancel {
    pub visitor: Visitor,
    pub trip: OwnTrip,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "changes/aircraft.html")]
pub struct Aircraft {
    pub visitor: Visitor,
    pub trip: OwnTrip,
    pub tails: Vec<AllowedTail>,
    /// When they are not free.
    pub busy: Vec<Busy>,
    /// The change as it would be saved, once it was asked for.
    pub change: Option<Reassignment>,
    pub form: Form,
}

/// The field that chooses the aircraft of one leg.
pub struct LegChoice {
    pub field: String,
    pub name: String,
    pub options: Vec<(String, String)>,
}

impl Aircraft {
    pub fn title(&self) -> &'static str {
        if self.visitor.workspace.is_air() { "Change aircraft" } else { "Change coach" }
    }

    /// What the change does to the price, in a sentence. The rates of a quote are for the type that it names.
    pub fn on_price(&self, change: &Reassignment) -> String {
        let (trip, operator) = (&self.trip, &self.visitor.workspace.name);
        if change.keeps_types() || !trip.is_quoted || !self.visitor.sees_money() {
            return on_price(trip, &change.rerouting, &self.visitor);
        }
        format!(
            "The rates of your quote are for the {}. {operator} reviews the price and tells you what the change costs.",
            trip.vehicle
        )
    }

    /// A tail to choose for these legs.
    fn option(&self, it: &AllowedTail, legs: &[Leg]) -> (String, String) {
        let registration =
            it.registration.as_ref().map_or_else(String::new, |it| format!(", {it}"));
        let free = if is_busy(&self.busy, it.id, legs) { ", not free then" } else { "" };
        (it.id.to_string(), format!("{}{registration}, {} seats{free}", it.kind, it.seats))
    }

    fn ahead(&self) -> &[Leg] {
        let (_, ahead) =
            self.trip.legs.split_at(trips::departed(&self.trip.legs, self.visitor.now));
        ahead
    }

    /// The choices for the whole trip. The first leaves it as it is.
    pub fn for_trip(&self) -> Vec<(String, String)> {
        let keep = (String::new(), format!("As it is: {}", self.trip.vehicle));
        let others = self.tails.iter().filter(|it| Some(it.id) != self.trip.tail_id);
        let options = others.map(|it| self.option(it, self.ahead()));
        std::iter::once(keep).chain(options).collect()
    }

    /// The choices for one leg. The first is what the trip has.
    fn for_leg(&self, leg: &Leg) -> Vec<(String, String)> {
        let same = (String::new(), "As for the trip".to_owned());
        let options = self.tails.iter().map(|it| self.option(it, std::slice::from_ref(leg)));
        std::iter::once(same).chain(options).collect()
    }

    /// The fields of the legs to come, with their names and their choices.
    pub fn legs(&self) -> Vec<LegChoice> {
        let name = |leg: &Leg| {
            let departs = leg.departure_in(self.visitor.style());
            format!("{} to {}, {departs}", leg.origin.code, leg.destination.code)
        };
        let ahead = self.ahead().iter().enumerate();
        ahead
            .map(|(i, leg)| LegChoice {
                field: format!("tail.{i}"),
                name: name(leg),
                options: self.for_leg(leg),
            })
            .collect()
    }
}

/// The address of the trip, and the way back to it.
impl OwnTrip {
    pub fn path(&self) -> String {
        format!("/trips/{}", self.id)
    }

    pub fn crumbs(&self, visitor: &Visitor) -> [(String, String); 2] {
        [
            ("/trips".to_owned(), visitor.workspace.words().trips.to_owned()),
            (self.path(), self.reference.clone()),
        ]
    }
}

impl Edit {
    pub fn legs(&self) -> Vec<LegFields> {
        let before = self.departed().len();
        let numbered = |it: LegFields| LegFields { number: it.number + before, ..it };
        LegFields::of(&self.form).into_iter().map(numbered).collect()
    }

    /// The legs that departed.
    pub fn departed(&self) -> &[Leg] {
        let (departed, _) =
            self.trip.legs.split_at(trips::departed(&self.trip.legs, self.visitor.now));
        departed
    }

    pub fn on_price(&self, change: &Rerouting) -> String {
        on_price(&self.trip, change, &self.visitor)
    }
}

/// What a change does, and to the price, in a sentence.
fn on_price(trip: &OwnTrip, change: &Rerouting, visitor: &Visitor) -> String {
    let operator = &visitor.workspace.name;
    let review = format!("{operator} reviews the price and tells you what the change costs.");
    if !trip.is_quoted || !visitor.sees_money() {
        return format!("{operator} is told about the change at once.");
    }
    let known = effect(&trip.lines, &change.was, &change.became);
    match (known, &trip.currency) {
        (Some(Effect { amount: 0, .. }), Some(_)) => {
            format!("At the rates of your quote the price stays the same. {review}")
        }
        (Some(Effect { amount, minutes }), Some(currency)) => {
            let by = if minutes > 0 { "longer" } else { "shorter" };
            let sum = estimated(amount, currency, visitor.style());
            let flown = match minutes {
                0 => String::new(),
                n => format!(", as the trip is {} {by} under way", duration(n.abs() * MINUTE)),
            };
            format!("At the rates of your quote: {sum}{flown}. {review}")
        }
        _ => review,
    }
}
