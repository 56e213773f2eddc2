//! Emails about a trip.
use crate::{
    itineraries,
    mail::Letter,
    trips::{Kind, Move, Trip},
    users::Visitor,
};

/// The email that tells an account that its trip's state, as clients read it, has changed.
pub fn moved(trip: &Trip, it: &Move, visitor: &Visitor) -> Letter {
    let route = &trip.route;
    let lead = match it.to.kind {
        Kind::Pending => format!("Your trip {route} is awaiting confirmation again."),
        Kind::Booked | Kind::Dispatched => format!("Your trip {route} is confirmed."),
        Kind::InProgress => format!("Your trip {route} is under way."),
        Kind::Completed => {
            format!("Your trip {route} is completed. Thank you for traveling with us.")
        }
        Kind::Cancelled => format!("Your trip {route} has been canceled."),
    };
    let vehicle = if visitor.workspace.is_air() { "Aircraft" } else { "Coach" };
    let departure = itineraries::departure(&trip.legs);
    let facts = [
        ("Trip", trip.reference.as_str()),
        ("Departure", &departure),
        (vehicle, &trip.vehicle),
        ("Reason", &it.reason),
    ];
    Letter {
        subject: format!("{route}: {}", it.to.kind.word()),
        lead,
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), value.to_owned()))
            .collect(),
        action: "View trip".to_owned(),
        path: format!("/trips/{}", trip.id),
    }
}
