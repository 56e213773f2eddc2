//! Conflicts in what aircraft and coaches are planned for: legs that overlap, an aircraft that is not where its next
//! leg starts, and trips during a block.
use super::Kind;
use crate::{
    blocks::Block,
    itineraries::{Leg, by_tail, collide, keeps, route},
    kit::{
        ids::{TailId, TripId},
        style::Style,
        text,
        zoned::{DAY, Moment},
    },
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A trip as it takes up its tail.
#[derive(Debug, Clone, Deserialize)]
pub struct Planned {
    pub id: TripId,
    pub tail_id: Option<TailId>,
    pub reference: String,
    pub route: String,
    pub account: String,
    pub stage: String,
    pub kind: Kind,
    pub departs_at: i64,
    pub ends_at: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
}

#[derive(Debug, Clone, Copy)]
pub enum Conflict<'p> {
    /// A leg of one is under way during a leg of the other, which departs later.
    Overlap { one: &'p Planned, other: &'p Planned },
    /// After a leg of the first trip the aircraft is not where the next one, of the second, starts.
    Elsewhere { before: &'p Planned, arrives: &'p Leg, after: &'p Planned, departs: &'p Leg },
    /// The tail is blocked during a trip.
    Blocked { trip: &'p Planned, block: &'p Block },
}

/// The legs of a trip that one tail is needed for.
struct Part<'p> {
    trip: &'p Planned,
    legs: Vec<&'p Leg>,
}

impl Part<'_> {
    fn departs_at(&self) -> i64 {
        self.legs.iter().map(|leg| leg.departs_at).min().unwrap_or(self.trip.departs_at)
    }
}

/// The conflicts of all tails. The trips and blocks are those of a window of time; blocks that were refused count
/// as little as legs without a tail, or trips that are canceled.
pub fn find<'p>(trips: &'p [Planned], blocks: &'p [Block]) -> Vec<Conflict<'p>> {
    let mut of_tails: BTreeMap<TailId, Vec<Part>> = BTreeMap::new();
    for trip in trips.iter().filter(|it| it.kind != Kind::Cancelled) {
        for (tail, legs) in by_tail(trip.tail_id, &trip.legs) {
            of_tails.entry(tail).or_default().push(Part { trip, legs });
        }
    }
    let mut found = Vec::new();
    for (tail, parts) in of_tails {
        overlaps(&parts, &mut found);
        elsewhere(&parts, &mut found);
        for block in blocks.iter().filter(|it| it.tail_id == tail && it.holds()) {
            let during = |it: &&Part<'p>| {
                let time = (block.starts_at, block.ends_at);
                it.trip.is_open() && keeps(it.legs.iter().copied(), time)
            };
            let blocked = parts.iter().filter(during);
            found.extend(blocked.map(|it| Conflict::Blocked { trip: it.trip, block }));
        }
    }
    found
}

/// The conflicts of one trip with those around it and with blocks, in words.
pub fn of_trip(
    trip: &Planned,
    around: &[Planned],
    blocks: &[Block],
    (style, zone): (Style, &str),
) -> Vec<String> {
    let others = around.iter().filter(|it| it.id != trip.id);
    let trips: Vec<Planned> = others.chain([trip]).cloned().collect();
    let found = find(&trips, blocks).into_iter().filter(|it| it.concerns(trip.id));
    found.map(|it| it.words(style, zone)).collect()
}

fn overlaps<'p>(parts: &[Part<'p>], found: &mut Vec<Conflict<'p>>) {
    for (i, part) in parts.iter().enumerate() {
        for other in parts.iter().skip(i + 1).filter(|it| it.trip.is_open() || part.trip.is_open())
        {
            if collide(part.legs.iter().copied(), other.legs.iter().copied()) {
                let is_first = part.departs_at() <= other.departs_at();
                let (one, other) =
                    if is_first { (part.trip, other.trip) } else { (other.trip, part.trip) };
                found.push(Conflict::Overlap { one, other });
            }
        }
    }
}

/// How soon the next leg must depart for the place of the aircraft to matter.
const SOON: i64 = 14 * DAY;

/// Compares each leg with the one before it. Street addresses are left out: a coach comes from its yard.
fn elsewhere<'p>(parts: &[Part<'p>], found: &mut Vec<Conflict<'p>>) {
    let of_part = |part: &Part<'p>| {
        let trip = part.trip;
        part.legs.iter().map(|leg| (trip, *leg)).collect::<Vec<_>>()
    };
    let mut legs: Vec<(&Planned, &Leg)> = parts.iter().flat_map(of_part).collect();
    legs.sort_by_key(|(_, leg)| leg.departs_at);
    for ((before, arrives), (after, departs)) in legs.iter().zip(legs.iter().skip(1)) {
        let (from, to) = (&arrives.destination, &departs.origin);
        let is_known = from.airport.is_some() && to.airport.is_some();
        let wait = departs.departs_at - arrives.ends_at();
        let is_next = (0..=SOON).contains(&wait) && is_known;
        if is_next && !from.is_same_as(to) && after.is_open() {
            found.push(Conflict::Elsewhere { before, arrives, after, departs });
        }
    }
}

impl Planned {
    /// Whether it is still ahead or under way.
    pub fn is_open(&self) -> bool {
        !matches!(self.kind, Kind::Completed | Kind::Cancelled)
    }

    /// A trip as it would be, under the name that it has in sentences.
    pub fn drafted(id: TripId, name: &str, tail: Option<TailId>, legs: &[Leg]) -> Self {
        Self {
            id,
            tail_id: tail,
            reference: name.to_owned(),
            route: route(legs),
            account: String::new(),
            stage: String::new(),
            kind: Kind::Pending,
            departs_at: legs.iter().map(|leg| leg.departs_at).min().unwrap_or_default(),
            ends_at: legs.iter().map(Leg::ends_at).max().unwrap_or_default(),
            legs: legs.to_vec(),
        }
    }

    /// "T-1001 TEB to LTN"
    pub fn name(&self) -> String {
        format!("{} {}", self.reference, self.route)
    }
}

impl Conflict<'_> {
    pub fn concerns(&self, trip: TripId) -> bool {
        self.trips().into_iter().flatten().any(|it| it.id == trip)
    }

    /// The trips that it is about, the earlier one first.
    pub fn trips(&self) -> [Option<&Planned>; 2] {
        match self {
            Self::Overlap { one, other } => [Some(one), Some(other)],
            Self::Elsewhere { before, after, .. } if before.id == after.id => [Some(after), None],
            Self::Elsewhere { before, after, .. } => [Some(before), Some(after)],
            Self::Blocked { trip, .. } => [Some(trip), None],
        }
    }

    /// The sentence that staff read. Days without a place of their own are those of `zone`.
    pub fn words(&self, style: Style, zone: &str) -> String {
        text::capitalized(&self.told(style, zone))
    }

    fn told(&self, style: Style, zone: &str) -> String {
        let style = style.local();
        let day = |at: i64| Moment::new(at, zone).styled(style).day();
        match self {
            Self::Overlap { one, other } => {
                let departs = other.legs.first().map(|leg| leg.departure_in(style));
                let departs = departs.unwrap_or_else(|| day(other.departs_at));
                let (one, other) = (one.name(), other.name());
                format!("{one} and {other} are at the same time. The second departs {departs}.")
            }
            Self::Elsewhere { before, arrives, after, departs } => {
                let (there, here) = (&arrives.destination.code, &departs.origin.code);
                let departure = departs.departs().styled(style).day();
                if before.id == after.id {
                    let name = after.name();
                    format!("{name} arrives at {there} and goes on from {here} on {departure}.")
                } else {
                    // A street address is where coaches go.
                    let is_air = arrives.destination.airport.is_some();
                    let vehicle = if is_air { "aircraft" } else { "coach" };
                    let (before, after) = (before.name(), after.name());
                    format!(
                        "{before} leaves the {vehicle} at {there}, and {after} departs from {here} on {departure}."
                    )
                }
            }
            Self::Blocked { trip, block } => {
                let (name, kind) = (trip.name(), block.kind.name());
                let (first, last) = (day(block.starts_at), day(block.ends_at - 1));
                let time = if first == last { first } else { format!("{first} to {last}") };
                format!("{} is blocked {time} ({kind}), during {name}.", block.registration)
            }
        }
    }
}

#[cfg(test)]
mod tests;
