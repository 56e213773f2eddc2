//! Emails about a request.
use super::{Request, Submission};
use crate::{
    itineraries, kit::ids::RequestId, mail::Letter, users::Visitor, workspaces::Workspace,
};

/// To the staff: a client requested a trip.
pub fn submitted(id: RequestId, it: &Submission, by: &Visitor) -> Letter {
    let who = &by.user.name;
    let route = itineraries::route(&it.itinerary);
    let departs = itineraries::departure_in(&it.itinerary, by.workspace.style(by.now));
    let unsettled = itineraries::unsettled(&it.itinerary).into_iter();
    let unsettled = unsettled.map(|name| ("Airport to confirm".to_owned(), format!("“{name}”")));
    Letter {
        subject: format!("New request: {route}"),
        lead: format!("{who} requested a trip."),
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
        lead: format!("{} cannot do this trip as requested. {reason}", workspace.name),
        facts: vec![("Trip".to_owned(), request.route.clone())],
        action: "See request".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}
