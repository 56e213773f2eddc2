//! Emails about a client's change to their trip.
use super::OwnTrip;
use crate::{
    itineraries,
    mail::Letter,
    trips::{Rerouting, estimated},
    users::Visitor,
};

/// The email that tells operations what a client changed.
pub fn rerouted(trip: &OwnTrip, it: &Rerouting, visitor: &Visitor) -> Letter {
    let style = visitor.workspace.style(visitor.now);
    let subject = format!("{} changed trip {}", visitor.user.name, trip.reference);
    let mut facts = vec![
        ("Account".to_owned(), trip.account.clone()),
        ("Route".to_owned(), itineraries::route(&it.became)),
    ];
    facts.extend(it.facts(style));
    if trip.is_quoted {
        let known = it.estimate.zip(trip.currency.as_ref());
        let known = known.map(|(amount, currency)| estimated(amount, currency, style));
        let rates = known.map(|it| format!(". At its rates: {it}")).unwrap_or_default();
        let words = format!("To be reviewed: the trip has an accepted quote{rates}");
        facts.push(("Price".to_owned(), words));
    }
    Letter {
        lead: format!("{subject}."),
        subject,
        facts,
        action: "Open trip".to_owned(),
        path: format!("/trips/{}", trip.id),
    }
}

/// The email that tells operations that a client canceled a trip.
pub fn canceled(trip: &OwnTrip, reason: &str, visitor: &Visitor) -> Letter {
    let subject = format!("{} canceled trip {}", visitor.user.name, trip.reference);
    Letter { lead: format!("{subject}."), subject, ..about(trip, reason, visitor) }
}

/// The email that confirms it to the account.
pub fn confirmed(trip: &OwnTrip, reason: &str, visitor: &Visitor) -> Letter {
    let subject = format!("Your trip {} has been canceled", trip.route);
    let lead = format!("{} canceled it in the portal.", visitor.user.name);
    Letter { subject, lead, ..about(trip, reason, visitor) }
}

fn about(trip: &OwnTrip, reason: &str, visitor: &Visitor) -> Letter {
    let departure = itineraries::departure_in(&trip.legs, visitor.workspace.style(visitor.now));
    let facts = [
        ("Trip", trip.reference.clone()),
        ("Account", trip.account.clone()),
        ("Route", trip.route.clone()),
        ("Departure", departure),
        ("Reason", reason.to_owned()),
    ];
    Letter {
        subject: String::new(),
        lead: String::new(),
        facts: facts.map(|(label, value)| (label.to_owned(), value)).to_vec(),
        action: "View trip".to_owned(),
        path: format!("/trips/{}", trip.id),
    }
}
