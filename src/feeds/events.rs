//! The events of a feed: each leg is one for life.
use super::{
    FeedLeg, Reader, Taken,
    ics::{Event, Status, When},
};
use crate::{
    itineraries::Place,
    kit::{style::Style, zoned::Moment},
    trips::Kind,
    workspaces::Face,
};

/// The event of a leg. `origin` is the address of the portal that the reader opens.
pub fn event(leg: &FeedLeg, reader: &Reader, origin: &str) -> Event {
    Event {
        uid: format!("{}@charter-portal", leg.id),
        sequence: leg.sequence,
        changed_at: leg.changed_at,
        when: when(leg),
        status: match leg.kind {
            Kind::Pending if !leg.is_removed => Status::Tentative,
            Kind::Booked | Kind::Dispatched | Kind::InProgress | Kind::Completed
                if !leg.is_removed =>
            {
                Status::Confirmed
            }
            _ => Status::Canceled,
        },
        summary: summary(leg, reader.face),
        location: named(&leg.origin),
        description: description(leg),
        url: format!("{origin}/trips/{}", leg.trip_id),
    }
}

/// The event of a time in which a tail is taken.
pub fn taken(it: &Taken, origin: &str) -> Event {
    let (what, words) = match it.kind {
        None => ("Busy", ""),
        Some(kind) => (kind.name(), it.words.as_str()),
    };
    Event {
        uid: format!("{}.taken@charter-portal", it.id),
        sequence: it.sequence,
        changed_at: it.changed_at,
        when: When::Times { from: it.starts_at, until: it.ends_at },
        status: if it.is_asked { Status::Tentative } else { Status::Confirmed },
        summary: format!("{}: {what}", it.tail),
        location: String::new(),
        description: words.to_owned(),
        url: format!("{origin}/schedule"),
    }
}

fn when(leg: &FeedLeg) -> When {
    if leg.time_agreed {
        When::Times { from: leg.departs_at, until: leg.arrives_at }
    } else {
        When::Day(Moment::new(leg.departs_at, &leg.origin.zone).date())
    }
}

/// "TEB to LTN"; for staff "N517HA: TEB to LTN, Lindqvist Holdings"
fn summary(leg: &FeedLeg, face: Face) -> String {
    let way = format!("{} to {}", leg.origin.code, leg.destination.code);
    match face {
        Face::Client => way,
        Face::Ops if leg.registration.is_empty() => format!("{way}, {}", leg.account),
        Face::Ops => format!("{}: {way}, {}", leg.registration, leg.account),
    }
}

/// "Teterboro (TEB)", or a street address
fn named(place: &Place) -> String {
    if place.airport.is_some() {
        format!("{} ({})", place.name, place.code)
    } else if place.name.is_empty() || place.name == place.city {
        place.city.clone()
    } else {
        format!("{}, {}", place.name, place.city)
    }
}

fn description(leg: &FeedLeg) -> String {
    let style = Style::default();
    let local = |at: i64, place: &Place| Moment::new(at, &place.zone).styled(style).dated();
    let mut lines = Vec::new();
    if leg.time_agreed {
        let departs = local(leg.departs_at, &leg.origin);
        lines.push(format!("Departs {}: {departs}", named(&leg.origin)));
        if leg.arrives_at > leg.departs_at {
            let arrives = local(leg.arrives_at, &leg.destination);
            let is_asked = leg.arrive_by == Some(leg.arrives_at);
            let verb = if is_asked { "Must arrive by" } else { "Arrives" };
            lines.push(format!("{verb} {}: {arrives}", named(&leg.destination)));
        }
    } else {
        lines.push("The time is still to be agreed.".to_owned());
        lines.push(format!("{} to {}", named(&leg.origin), named(&leg.destination)));
    }
    lines.push(format!("{}, trip {}", leg.vehicle, leg.reference));
    lines.join("\n")
}
