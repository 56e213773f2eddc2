//! What the form of a trip shows to staff.
use crate::{
    http::form::Form,
    itineraries::LegFields,
    trips::{FleetTail, Trip},
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
        let trips = ("/trips".to_owned(), "Trips".to_owned());
        let trip = self.trip.iter().map(|trip| (self.action(), trip.reference.clone()));
        std::iter::once(trips).chain(trip).collect()
    }

    pub fn legs(&self) -> Vec<LegFields> {
        LegFields::planned(&self.form)
    }

    /// The tails to choose from. None is the first choice.
    pub fn tails(&self) -> Vec<(String, String)> {
        let none = (String::new(), "None yet".to_owned());
        let tails = self.fleet.iter().map(|it| {
            (it.id.to_string(), format!("{}, {}, {} seats", it.registration, it.kind, it.seats))
        });
        std::iter::once(none).chain(tails).collect()
    }

    pub fn vehicle(&self) -> &'static str {
        if self.visitor.workspace.is_air() { "Aircraft" } else { "Coach" }
    }

    pub fn crew(&self) -> usize {
        self.form.rows("crew_name").max(2)
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
