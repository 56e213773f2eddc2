//! The form of a trip: empty, of a trip, or of a copy.
use super::super::super::{Trip, views::planning::crew_rows};
use crate::{http::form::Form, itineraries::fields, users::Visitor};

/// An empty form, with the name of an account.
pub fn blank(account: &str, visitor: &Visitor) -> Form {
    let mut form = Form::of([("account", account), ("from.0", "")]);
    crew_rows(&mut form, visitor.workspace.is_air());
    form
}

/// The form of a trip.
pub fn filled(trip: &Trip, visitor: &Visitor) -> Form {
    let mut form = details(trip);
    form.set("crew_released", if trip.is_crew_released { "yes" } else { "" });
    for (i, member) in trip.crew.iter().enumerate() {
        form.set(&format!("crew_name.{i}"), member.name.clone());
        form.set(&format!("crew_duty.{i}"), member.duty.clone());
    }
    crew_rows(&mut form, visitor.workspace.is_air());
    fields::fill(&mut form, &trip.legs, &visitor.dates());
    form
}

/// The form of a new trip like this one. Its dates are to be entered.
pub fn copied(trip: &Trip, visitor: &Visitor) -> Form {
    let mut form = details(trip);
    fields::fill(&mut form, &trip.legs, &visitor.dates());
    for i in 0..fields::count(&form) {
        for field in ["leg", "date", "block"] {
            form.unset(&format!("{field}.{i}"));
        }
    }
    crew_rows(&mut form, visitor.workspace.is_air());
    form
}

fn details(trip: &Trip) -> Form {
    Form::of([
        ("account", trip.account.clone()),
        ("tail", trip.tail_id.map(|id| id.to_string()).unwrap_or_default()),
        ("vehicle", trip.vehicle.clone()),
        ("passengers", trip.passengers.to_string()),
        ("vehicles", trip.vehicles.to_string()),
        ("wishes", trip.wishes.clone()),
    ])
}
