//! Emails about the approval of an owner.
use super::{Approval, Question, State};
use crate::{
    db::write::Follower,
    itineraries::{self, Leg},
    kit::{
        ids::{TailId, TripId},
        style::Style,
    },
    mail::{self, Letter, Recipients},
    users::Visitor,
    workspaces::Trade,
};

/// Asks the owners of a tail about a new trip of somebody else on it, where the workspace wants that.
pub fn asks(trip: TripId, tail: Option<TailId>, legs: &[Leg]) -> Follower {
    asks_of(itineraries::trade(legs), trip, tail, legs)
}

/// The same in the words of a trade.
pub fn asks_of(trade: Trade, trip: TripId, tail: Option<TailId>, legs: &[Leg]) -> Follower {
    let route = itineraries::route(legs);
    let letter = Letter {
        subject: trade.says("May we fly {} on your aircraft?").replace("{}", &route),
        lead: trade.says(
            "Another client would like to fly on your aircraft. Please approve or refuse it.",
        ),
        facts: vec![
            ("Route".to_owned(), route),
            ("Departure".to_owned(), itineraries::departure_in(legs, Style::default())),
        ],
        action: "Answer".to_owned(),
        path: format!("/approvals/{trip}"),
    };
    mail::to(Recipients::Owners { trip, tail }, &letter)
}

/// To the staff: what the owner answered.
pub fn answered(it: &Question, state: State, words: &str, visitor: &Visitor) -> Letter {
    let who = &visitor.user.name;
    let verb = if state == State::Approved { "approved" } else { "refused" };
    let departure = itineraries::departure_in(&it.legs, visitor.workspace.style(visitor.now));
    let mut facts = vec![
        ("Trip".to_owned(), it.reference.clone()),
        (visitor.workspace.says("Tail"), it.registration.clone()),
        ("Departure".to_owned(), departure),
    ];
    if !words.is_empty() {
        facts.push(("Answer".to_owned(), words.to_owned()));
    }
    Letter {
        subject: format!("{who} {verb} {} on {}", it.route, it.registration),
        lead: format!(
            "{who} has {verb} the trip {} on their {}.",
            it.route,
            visitor.workspace.vehicle()
        ),
        facts,
        action: "View trip".to_owned(),
        path: format!("/trips/{}", it.trip_id),
    }
}

/// To the owners: staff went ahead.
pub fn overridden(it: &Approval, words: &str, visitor: &Visitor) -> Letter {
    let name = &visitor.workspace.name;
    Letter {
        subject: format!(
            "{} {} {}",
            it.route,
            visitor.workspace.says("is flown on"),
            it.registration
        ),
        lead: format!(
            "{name} went ahead with a trip on your {} without your approval.",
            visitor.workspace.vehicle()
        ),
        facts: vec![
            ("Route".to_owned(), it.route.clone()),
            ("Reason".to_owned(), words.to_owned()),
        ],
        action: "View trip".to_owned(),
        path: format!("/trips/{}", it.trip_id),
    }
}
