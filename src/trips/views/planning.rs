//! What the form of a trip shows to staff.
use crate::{
    http::form::Form,
    itineraries::LegFields,
    trips::{FleetTail, Trip, confirming},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "trips/ops/plan.html")]
pub struct Editor {
    pub visitor: Visitor,
    /// None for a new trip.
    pub trip: Option<Trip>,
    pub fleet: Vec<FleetTail>,
    pub form: Form,
}

impl Editor {
    pub fn title(&self) -> String {
        match &self.trip {
            Some(trip) => format!("Change trip {}", trip.reference),
            None => "New trip".to_owned(),
        }
    }

    pub fn action(&self) -> String {
        self.trip.as_ref().map_or_else(|| "/trips".to_owned(), |trip| format!("/trips/{}", trip.id))
    }

    pub fn crumbs(&self) -> Vec<(String, String)> {
        let trips = ("/trips".to_owned(), self.visitor.workspace.words().trips.to_owned());
        let trip = self.trip.iter().map(|trip| (self.action(), trip.reference.clone()));
        std::iter::once(trips).chain(trip).collect()
    }

    pub fn legs(&self) -> Vec<LegFields> {
        let same = std::iter::once((String::new(), "As for the trip".to_owned()));
        let tails: Vec<_> = same.chain(self.fleet.iter().map(FleetTail::option)).collect();
        let legs = LegFields::planned(&self.form).into_iter();
        legs.map(|leg| LegFields { tails: tails.clone(), ..leg }).collect()
    }

    /// The fields of the conflicts that are asked about.
    pub fn conflicts(&self) -> Vec<String> {
        confirming::asked(&self.form)
    }

    /// The tails to choose from. None is the first choice.
    pub fn tails(&self) -> Vec<(String, String)> {
        let none = (String::new(), "None yet".to_owned());
        std::iter::once(none).chain(self.fleet.iter().map(FleetTail::option)).collect()
    }

    pub fn vehicle(&self) -> &'static str {
        if self.visitor.workspace.is_air() { "Aircraft" } else { "Coach" }
    }

    pub fn crew(&self) -> usize {
        self.form.rows("crew_name").max(2)
    }
}

impl FleetTail {
    fn option(&self) -> (String, String) {
        let name = format!("{}, {}, {} seats", self.registration, self.kind, self.seats);
        (self.id.to_string(), name)
    }
}

/// Fills in the usual duties of a crew that has nobody yet.
pub fn crew_rows(form: &mut Form, is_air: bool) {
    let usual: &[&str] =
        if is_air { &["Pilot in command", "Second in command"] } else { &["Driver"] };
    for (i, duty) in usual.iter().enumerate().skip(form.rows("crew_name")) {
        form.set(&format!("crew_name.{i}"), "");
        form.set(&format!("crew_duty.{i}"), *duty);
    }
}
