//! Emails about an order of services.
use super::{Amendment, Order, OwnFbo, Service, State, Step};
use crate::{kit::ids::ServiceId, mail::Letter, users::Visitor};

type Facts = Vec<(String, String)>;

fn labelled<'a>(facts: impl IntoIterator<Item = (&'a str, String)>) -> Facts {
    let told = facts.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(label, value)| (label.to_owned(), value)).collect()
}

/// To the staff: a customer ordered services.
pub fn requested(id: ServiceId, (fbo, order): (&OwnFbo, &Order), by: &Visitor) -> Letter {
    let style = by.workspace.style(by.now);
    let place = [("FBO", format!("{}, {}", fbo.name, fbo.code))];
    Letter {
        subject: format!("Services requested: {} at {}", order.tail, fbo.code),
        lead: format!("{} ordered services.", by.user.name),
        facts: labelled(place.into_iter().chain(order.lines(&fbo.zone, style))),
        action: "Open order".to_owned(),
        path: format!("/services/{id}"),
    }
}

/// To the staff: a customer changed an order that nobody has answered yet.
pub fn changed(it: &Service, order: &Order, by: &Visitor) -> Letter {
    let style = by.workspace.style(by.now);
    let differences = it.order().differences(order, &it.zone, style).into_iter();
    let told = differences.map(|(label, before, now)| (label, from_to(before, now)));
    Letter {
        subject: format!("Services {} changed: {} at {}", it.reference, order.tail, it.code),
        lead: format!("{} changed the order.", by.user.name),
        facts: labelled(told),
        action: "Open order".to_owned(),
        path: format!("/services/{}", it.id),
    }
}

fn from_to(before: String, now: String) -> String {
    let [before, now] = [before, now].map(|it| if it.is_empty() { "none".to_owned() } else { it });
    format!("{before} → {now}")
}

/// To the staff: a customer accepted a change, or canceled the order.
pub fn settled(it: &Service, step: &Step, by: &Visitor) -> Letter {
    let (what, did) = match step.to {
        State::Canceled => ("canceled", "canceled the order"),
        State::Confirmed
        | State::Requested
        | State::Amended
        | State::Completed
        | State::Declined => ("accepted", "accepted the changed order"),
    };
    Letter {
        subject: format!("Services {} {what}: {} at {}", it.reference, it.tail, it.code),
        lead: format!("{} {did}.", by.user.name),
        facts: labelled([("Client", it.account.clone()), ("Reason", step.note.clone())]),
        action: "Open order".to_owned(),
        path: format!("/services/{}", it.id),
    }
}

/// To the account: staff confirmed, completed or declined the order.
pub fn answered(it: &Service, step: &Step, by: &Visitor) -> Letter {
    let place = format!("{} at {}", it.tail, it.code);
    let (subject, label) = match step.to {
        State::Completed => (format!("Your services for {place} are completed"), "Note"),
        State::Declined => (format!("We cannot provide your services for {place}"), "Reason"),
        State::Confirmed | State::Requested | State::Amended | State::Canceled => {
            (format!("Your services for {place} are confirmed"), "Note")
        }
    };
    let style = by.workspace.style(by.now);
    let first = [("Order", it.reference.clone()), (label, step.note.clone())];
    Letter {
        lead: format!("{subject}."),
        subject,
        facts: labelled(first.into_iter().chain(it.order().lines(&it.zone, style))),
        action: "View order".to_owned(),
        path: format!("/services/{}", it.id),
    }
}

/// To the account: staff changed the order, which is to be accepted.
pub fn amended(it: &Service, change: &Amendment, by: &Visitor) -> Letter {
    let style = by.workspace.style(by.now);
    let differences = change.before.differences(&change.order, &it.zone, style).into_iter();
    let told = differences.map(|(label, before, now)| (label, from_to(before, now)));
    let first = [("Order", it.reference.clone()), ("Note", change.step.note.clone())];
    Letter {
        subject: format!("Please check your services for {} at {}", it.tail, it.code),
        lead: "We changed your order. It is confirmed once you accept the change.".to_owned(),
        facts: labelled(first.into_iter().chain(told)),
        action: "Check order".to_owned(),
        path: format!("/services/{}", it.id),
    }
}
