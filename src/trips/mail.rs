//! Emails about a trip.
use crate::{
    itineraries,
    kit::ids::TripId,
    mail::Letter,
    trips::{
        ClientTrip, Kind, Move, Plan, Rerouting, Trip,
        extras::{Extra, ExtraKind, ExtraState, ExtraStep},
        handling::Handling,
    },
    users::Visitor,
};

/// The email that tells an account that its trip's state, as clients read it, has changed.
pub fn moved(trip: &Trip, it: &Move, visitor: &Visitor) -> Letter {
    let route = &trip.route;
    let is_air = visitor.workspace.is_air();
    let (subject, thanks) = match it.to.kind {
        Kind::Pending => (format!("Your trip {route} is awaiting confirmation again"), ""),
        Kind::Booked | Kind::Dispatched => (format!("Your trip {route} is confirmed"), ""),
        Kind::InProgress if is_air => ("Your flight has departed".to_owned(), ""),
        Kind::InProgress => ("Your coach has departed".to_owned(), ""),
        Kind::Completed => {
            (format!("Your trip {route} is complete"), " Thank you for traveling with us.")
        }
        Kind::Cancelled => (format!("Your trip {route} has been canceled"), ""),
    };
    let departure = itineraries::departure_in(&trip.legs, visitor.workspace.style(visitor.now));
    let is_ahead = matches!(it.to.kind, Kind::Booked | Kind::Dispatched);
    let spot = itineraries::spot(&trip.legs, 0, visitor.workspace.spot()).filter(|_| is_ahead);
    let style = visitor.workspace.style(visitor.now);
    let spot = spot.map(|at| at.styled(style).time_and_zone()).unwrap_or_default();
    let facts = [
        (visitor.workspace.words().trip, trip.reference.as_str()),
        ("Route", route),
        ("Departure", &departure),
        ("Spot time", &spot),
        (vehicle(visitor), &trip.vehicle),
        ("Reason", &it.reason),
    ];
    Letter {
        lead: format!("{subject}.{thanks}"),
        subject,
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), value.to_owned()))
            .collect(),
        action: "View trip".to_owned(),
        path: format!("/trips/{}", trip.id),
    }
}

/// The email that tells an account that FBOs of its trip were chosen or changed.
pub fn handled(trip: &Trip, it: &Handling, visitor: &Visitor) -> Letter {
    let departure = itineraries::departure_in(&trip.legs, visitor.workspace.style(visitor.now));
    let trip_facts = [("Trip", trip.reference.clone()), ("Departure", departure)];
    let trip_facts = trip_facts.map(|(label, value)| (label.to_owned(), value));
    Letter {
        subject: format!("Where your trip {} begins and ends", trip.route),
        lead: "We have updated the FBOs of your trip.".to_owned(),
        facts: trip_facts.into_iter().chain(it.facts()).collect(),
        action: "View trip".to_owned(),
        path: format!("/trips/{}", trip.id),
    }
}

/// The email that tells an account that staff added a trip for it.
pub fn planned(id: TripId, it: &Plan, visitor: &Visitor) -> Letter {
    let route = itineraries::route(&it.legs);
    let departure = itineraries::departure_in(&it.legs, visitor.workspace.style(visitor.now));
    let facts = [
        ("Route", route.clone()),
        ("Departure", departure),
        (vehicle(visitor), it.vehicle.clone()),
    ];
    Letter {
        subject: format!("A trip was added for you: {route}"),
        lead: format!("{} added a trip for you.", visitor.workspace.name),
        facts: facts.map(|(label, value)| (label.to_owned(), value)).to_vec(),
        action: "View trip".to_owned(),
        path: format!("/trips/{id}"),
    }
}

/// The email that tells an account what staff changed in its trip.
pub fn replanned(trip: &Trip, it: &Rerouting, visitor: &Visitor) -> Letter {
    let style = visitor.workspace.style(visitor.now);
    let route = itineraries::route(&it.became);
    let mut facts = vec![("Trip".to_owned(), trip.reference.clone())];
    facts.extend(it.facts(style));
    Letter {
        subject: format!("Your trip {route} has changed"),
        lead: format!("{} changed your trip.", visitor.workspace.name),
        facts,
        action: "View trip".to_owned(),
        path: format!("/trips/{}", trip.id),
    }
}

/// The email that tells an account what a change of its trip comes to.
pub fn priced(trip: &Trip, words: &str, visitor: &Visitor) -> Letter {
    let facts = [("Trip", trip.reference.as_str()), ("Price", words)];
    Letter {
        subject: format!("The price of your changed trip {}", trip.route),
        lead: format!("{} reviewed the price after your trip changed.", visitor.workspace.name),
        facts: facts.map(|(label, value)| (label.to_owned(), value.to_owned())).into(),
        action: "View trip".to_owned(),
        path: format!("/trips/{}", trip.id),
    }
}

fn vehicle(visitor: &Visitor) -> &'static str {
    if visitor.workspace.is_air() { "Aircraft" } else { "Coach" }
}

/// To the staff: a client asked for a service on a trip.
pub fn extra_asked(trip: &ClientTrip, (kind, words): (ExtraKind, &str), by: &Visitor) -> Letter {
    let facts = [("Trip", trip.reference.as_str()), ("Route", &trip.route), (kind.name(), words)];
    Letter {
        subject: format!("{} for {}: {}", kind.name(), trip.reference, trip.route),
        lead: format!("{} asked for a service.", by.user.name),
        facts: facts.map(|(label, value)| (label.to_owned(), value.to_owned())).into(),
        action: "Answer".to_owned(),
        path: format!("/trips/{}/services", trip.id),
    }
}

/// To the staff: a client no longer wants a service.
pub fn extra_canceled(trip: &ClientTrip, extra: &Extra, by: &Visitor) -> Letter {
    let kind = extra.kind.name();
    Letter {
        subject: format!("{kind} for {} canceled: {}", trip.reference, trip.route),
        lead: format!("{} no longer wants this service.", by.user.name),
        facts: vec![(kind.to_owned(), extra.words.clone())],
        action: "View services".to_owned(),
        path: format!("/trips/{}/services", trip.id),
    }
}

/// To the account: staff answered about a service.
pub fn extra_answered(trip: &Trip, extra: &Extra, step: &ExtraStep) -> Letter {
    let kind = extra.kind.name();
    let lead = match step.to {
        ExtraState::Declined => format!("We cannot provide this for your trip {}.", trip.route),
        ExtraState::Completed => format!("This is done for your trip {}.", trip.route),
        ExtraState::Confirmed | ExtraState::Requested | ExtraState::Canceled => {
            format!("This is confirmed for your trip {}.", trip.route)
        }
    };
    let facts = [
        ("Trip", trip.reference.as_str()),
        (kind, &extra.words),
        ("From operations", &step.answer),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    Letter {
        subject: format!("{kind} for your trip {}: {}", trip.route, step.to.name().to_lowercase()),
        lead,
        facts: facts.map(|(label, value)| (label.to_owned(), value.to_owned())).collect(),
        action: "View services".to_owned(),
        path: format!("/trips/{}/services", trip.id),
    }
}
