//! Emails about a request.
use super::{Request, Submission, jobs::Ended};
use crate::{
    itineraries,
    kit::ids::{RequestId, TripId},
    mail::Letter,
    trips::Birth,
    users::Visitor,
    workspaces::Workspace,
};

/// To the staff: a client requested a trip. Where the client may make trips, it was made already.
pub fn submitted(id: RequestId, it: &Submission, trip: Option<&Birth>, by: &Visitor) -> Letter {
    let who = &by.user.name;
    let route = itineraries::route(&it.itinerary);
    let departs = itineraries::departure_in(&it.itinerary, by.workspace.style(by.now));
    let unsettled = itineraries::unsettled(&it.itinerary).into_iter();
    let unsettled = unsettled.map(|name| ("Airport to confirm".to_owned(), format!("“{name}”")));
    let (subject, lead) = if trip.is_some() {
        let lead = format!(
            "{who} requested a trip, and it was created at the first stage at once, as {who} may create trips. No quote was sent for it."
        );
        (format!("New trip: {route}"), lead)
    } else {
        (format!("New request: {route}"), format!("{who} requested a trip."))
    };
    Letter {
        subject,
        lead,
        facts: [
            ("Trip".to_owned(), route),
            ("Departs".to_owned(), departs),
            ("Passengers".to_owned(), it.passengers.to_string()),
        ]
        .into_iter()
        .chain(unsettled)
        .collect(),
        action: "Open request".to_owned(),
        path: format!("/requests/{id}"),
    }
}

/// To the staff: `who` canceled the request.
pub fn cancelled(request: &Request, who: &str, reason: &str) -> Letter {
    let facts =
        [("Client", request.account.as_str()), ("Trip", &request.route), ("Reason", reason)];
    Letter {
        subject: format!("Request {} canceled: {}", request.reference, request.route),
        lead: format!("{who} canceled a request."),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), value.to_owned()))
            .collect(),
        action: "Open request".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}

/// To the account: the operator declined the request, for this reason.
pub fn declined(request: &Request, workspace: &Workspace, reason: &str) -> Letter {
    Letter {
        subject: format!("About your request {}: {}", request.reference, request.route),
        lead: format!("{} cannot do this trip as requested.", workspace.name),
        facts: vec![
            ("Trip".to_owned(), request.route.clone()),
            ("Reason".to_owned(), reason.to_owned()),
        ],
        action: "See request".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}

/// To the account: the operator made the trip of the request.
pub fn booked(request: &Request, workspace: &Workspace, trip: TripId) -> Letter {
    Letter {
        subject: format!("Your trip {} was created", request.route),
        lead: format!("{} created the trip that you requested.", workspace.name),
        facts: vec![
            ("Trip".to_owned(), request.route.clone()),
            ("Request".to_owned(), request.reference.clone()),
        ],
        action: "See trip".to_owned(),
        path: format!("/trips/{trip}"),
    }
}

/// To a member of staff: a colleague gave them the request.
pub fn assigned(request: &Request, by: &str) -> Letter {
    let facts = [("Client", &request.account), ("Trip", &request.route)];
    Letter {
        subject: format!("{} is yours: {}", request.reference, request.route),
        lead: format!("{by} gave you a request to work on."),
        facts: facts.map(|(label, value)| (label.to_owned(), value.clone())).into(),
        action: "Open request".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}

/// To the account: the dates of the request are past, and nobody decided it.
pub fn dropped(request: &Ended) -> Letter {
    Letter {
        subject: format!("Your request {} was closed: {}", request.reference, request.route),
        lead: "The dates of this request are past, so it was closed. Send a new one to ask again."
            .to_owned(),
        facts: vec![("Trip".to_owned(), request.route.clone())],
        action: "See request".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}
