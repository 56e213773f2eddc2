//! Emails about a request.
use super::{
    Request, Submission,
    alternative::{Answer, Answered, Offer},
    jobs::Ended,
};
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
        .chain(coaches(it, by))
        .chain(unsettled)
        .collect(),
        action: "Open request".to_owned(),
        path: format!("/requests/{id}"),
    }
}

/// How many coaches were asked for; none for aircraft.
fn coaches(it: &Submission, by: &Visitor) -> Option<(String, String)> {
    (!by.workspace.is_air()).then(|| ("Coaches".to_owned(), it.vehicles.to_string()))
}

/// To the client: somebody works on their request.
pub fn reviewed(request: &Request, workspace: &Workspace) -> Letter {
    Letter {
        subject: format!("Request {} is under review", request.reference),
        lead: format!("{} works on your request, {}.", workspace.name, request.route),
        facts: Vec::new(),
        action: "View request".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}

/// To the client: staff entered a request for them.
pub fn entered(id: RequestId, it: &Submission, by: &Visitor) -> Letter {
    let workspace = &by.workspace;
    let style = workspace.style(by.now);
    let facts = [
        ("Trip", itineraries::route(&it.itinerary)),
        ("Departs", itineraries::departure_in(&it.itinerary, style)),
        ("Passengers", it.passengers.to_string()),
    ];
    Letter {
        subject: format!("Your request: {}", itineraries::route(&it.itinerary)),
        lead: format!("{} entered this request for you. Please check it.", workspace.name),
        facts: facts.map(|(label, value)| (label.to_owned(), value)).into(),
        action: "See request".to_owned(),
        path: format!("/requests/{id}"),
    }
}

/// To the staff: a client changed a request that nobody took under review yet.
pub fn amended(request: &Request, it: &Submission, by: &Visitor) -> Letter {
    let route = itineraries::route(&it.itinerary);
    let departs = itineraries::departure_in(&it.itinerary, by.workspace.style(by.now));
    let facts =
        [("Trip", route.clone()), ("Departs", departs), ("Passengers", it.passengers.to_string())];
    Letter {
        subject: format!("Request {} changed: {route}", request.reference),
        lead: format!("{} changed a request.", by.user.name),
        facts: facts.map(|(label, value)| (label.to_owned(), value)).into(),
        action: "Open request".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}

/// To the account: the operator proposes an alternative.
pub fn proposed(request: &Request, it: &Offer, by: &Visitor) -> Letter {
    let style = by.workspace.style(by.now);
    let facts = [
        ("You asked for", request.route.clone()),
        ("Proposed", itineraries::route(&it.itinerary)),
        ("Departs", itineraries::departure_in(&it.itinerary, style)),
        (if by.workspace.is_air() { "Aircraft" } else { "Coach" }, it.vehicle.clone()),
        ("Note", it.note.clone()),
    ];
    Letter {
        subject: format!("An alternative for your request {}", request.reference),
        lead: format!("{} proposes an alternative and asks for your answer.", by.workspace.name),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), value))
            .collect(),
        action: "See and answer".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}

/// To the account: the alternative was taken back.
pub fn retracted(request: &Request, words: &str, by: &Visitor) -> Letter {
    let facts = [("You asked for", request.route.as_str()), ("Note", words)];
    Letter {
        subject: format!("No alternative for your request {} any more", request.reference),
        lead: format!(
            "{} took back the alternative that it had proposed. Your request stands as you sent it.",
            by.workspace.name
        ),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), value.to_owned()))
            .collect(),
        action: "View request".to_owned(),
        path: format!("/requests/{}", request.id),
    }
}

/// To the staff: the client answered an alternative.
pub fn answered(request: &Request, it: &Answered, who: &str) -> Letter {
    let (word, lead) = match it.answer {
        Answer::Yes => ("agreed", format!("{who} agreed to your alternative.")),
        Answer::No => ("refused", format!("{who} refused your alternative.")),
    };
    let facts = [("Client", &request.account), ("Words", &it.step.words)];
    Letter {
        subject: format!("Alternative {word}: {}, {}", request.reference, request.route),
        lead,
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), value.clone()))
            .collect(),
        action: "Open request".to_owned(),
        path: format!("/requests/{}", request.id),
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
