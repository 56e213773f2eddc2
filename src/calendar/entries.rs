//! What calendars show: trips and blocks, each with its days and its words.
use super::{Busy, CalendarTail, ScheduledTrip};
use crate::{
    blocks::{self, Block},
    itineraries::{self, Leg},
    kit::ids::{TailId, TripId},
    trips::{Kind, conflicts::Planned},
    users::Visitor,
};
use chrono::NaiveDate;

/// How an entry is drawn. Its words say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Trip,
    /// A trip that is not confirmed yet, or a block that is asked for.
    Waiting,
    Over,
    Block,
    /// A trip of somebody else.
    Busy,
}

impl Tone {
    pub fn class(self) -> &'static str {
        match self {
            Self::Trip => "slot-trip",
            Self::Waiting => "slot-wait",
            Self::Over => "slot-over",
            Self::Block => "slot-block",
            Self::Busy => "slot-busy",
        }
    }

    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Pending => Self::Waiting,
            Kind::Booked | Kind::Dispatched | Kind::InProgress => Self::Trip,
            Kind::Completed | Kind::Cancelled => Self::Over,
        }
    }
}

#[derive(Debug, Clone)]
pub struct Entry {
    pub tail: Option<TailId>,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub at: i64,
    pub tone: Tone,
    /// The codes of a trip's places in order; the kind of a block.
    pub stops: Vec<String>,
    /// "T-1001, Lindqvist Holdings"
    pub detail: String,
    pub when: String,
    /// The stage of a trip, the state of a block.
    pub word: String,
    /// Empty where there is no page.
    pub href: String,
    pub is_conflict: bool,
}

impl Entry {
    /// A trip as staff see it: one entry for each row that its legs are in.
    pub fn planned(
        it: &Planned,
        tails: &[CalendarTail],
        visitor: &Visitor,
        is_conflict: bool,
    ) -> Vec<Self> {
        let detail = format!("{}, {}", it.reference, it.account);
        let part = |(tail, legs): (Option<TailId>, Vec<Leg>)| Self {
            word: it.stage.clone(),
            is_conflict,
            detail: detail.clone(),
            ..Self::of_trip(it.id, it.kind, tail, &legs, (it.departs_at, it.ends_at), visitor)
        };
        parts(tails, it.tail_id, &it.legs).into_iter().map(part).collect()
    }

    /// A trip as its client sees it.
    pub fn scheduled(it: &ScheduledTrip, tails: &[CalendarTail], visitor: &Visitor) -> Vec<Self> {
        let detail = format!("{}, {}", it.reference, it.vehicle);
        let part = |(tail, legs): (Option<TailId>, Vec<Leg>)| Self {
            detail: detail.clone(),
            ..Self::of_trip(it.id, it.kind, tail, &legs, (it.departs_at, it.ends_at), visitor)
        };
        parts(tails, it.tail_id, &it.legs).into_iter().map(part).collect()
    }

    /// The legs of a trip that are in one row. `span` is the time of a trip that has no legs.
    fn of_trip(
        id: TripId,
        kind: Kind,
        tail: Option<TailId>,
        legs: &[Leg],
        span: (i64, i64),
        visitor: &Visitor,
    ) -> Self {
        let (first, last) = days(legs, span, visitor);
        Self {
            tail,
            first,
            last,
            at: legs.iter().map(|leg| leg.departs_at).min().unwrap_or(span.0),
            tone: Tone::of(kind),
            stops: itineraries::stops(legs).into_iter().map(str::to_owned).collect(),
            detail: String::new(),
            when: itineraries::span_in(legs, visitor.style()),
            word: kind.word().to_owned(),
            href: format!("/trips/{id}"),
            is_conflict: false,
        }
    }

    /// A time in which somebody else has the tail: what they fly on it, where the client is told of that.
    pub fn busy(it: &Busy, visitor: &Visitor) -> Self {
        let (tone, word) = match it.kind {
            Kind::Pending => (Tone::Waiting, "Not confirmed yet".to_owned()),
            _ => (Tone::Busy, String::new()),
        };
        let href = if it.opens { format!("/trips/{}", it.trip_id) } else { String::new() };
        let on_tail = |leg: &&Leg| leg.tail.or(it.trip_tail_id) == Some(it.tail_id);
        let legs: Vec<Leg> = it.legs.iter().filter(on_tail).cloned().collect();
        let (tail, span) = (Some(it.tail_id), (it.starts_at, it.ends_at - 1));
        if !legs.is_empty() {
            return Self {
                tone,
                word,
                detail: format!("{}, {}", it.reference, it.party.as_deref().unwrap_or("Charter")),
                href,
                ..Self::of_trip(it.trip_id, Kind::Booked, tail, &legs, span, visitor)
            };
        }
        let (from, until) = (visitor.moment(it.starts_at), visitor.moment(it.ends_at));
        let (first, last) = days(&[], span, visitor);
        Self {
            tail,
            first,
            last,
            at: it.starts_at,
            tone,
            word,
            stops: vec!["Busy".to_owned()],
            detail: String::new(),
            when: from.until(&until),
            href,
            is_conflict: false,
        }
    }

    pub fn block(it: &Block, visitor: &Visitor, is_conflict: bool) -> Self {
        let zone = &visitor.workspace.zone;
        let day = |at: i64| visitor.moment_in(at, zone).date();
        let tone = if it.state == blocks::State::Approved { Tone::Block } else { Tone::Waiting };
        let is_answered = it.state == blocks::State::Approved;
        Self {
            tail: Some(it.tail_id),
            first: day(it.starts_at),
            last: day(it.ends_at - 1),
            at: it.starts_at,
            tone,
            stops: vec![it.kind.name().to_owned()],
            detail: it.words.clone(),
            when: it.time(visitor),
            word: if is_answered { String::new() } else { it.state.name().to_owned() },
            href: format!("/blocks/{}", it.id),
            is_conflict,
        }
    }

    /// Everything about it in one line.
    pub fn told(&self) -> String {
        let way = self.stops.join(" to ");
        let parts = [&way, &self.detail, &self.when, &self.word];
        parts.into_iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }
}

/// The legs of a trip by the tail whose row they are in; none for legs without a tail, or on one without a row. A trip
/// without legs is one part.
fn parts(
    tails: &[CalendarTail],
    trips: Option<TailId>,
    legs: &[Leg],
) -> Vec<(Option<TailId>, Vec<Leg>)> {
    let row = |tail: Option<TailId>| tail.filter(|it| tails.iter().any(|known| known.id == *it));
    let groups = itineraries::grouped(legs, |leg| Some(row(leg.tail.or(trips))));
    let mut parts: Vec<(Option<TailId>, Vec<Leg>)> = groups
        .into_iter()
        .map(|(tail, legs)| (tail, legs.into_iter().cloned().collect()))
        .collect();
    if parts.is_empty() {
        parts.push((row(trips), Vec::new()));
    }
    parts
}

/// The local days of departure and arrival. Without legs those of the span, where the workspace is.
fn days(
    legs: &[Leg],
    (departs_at, ends_at): (i64, i64),
    visitor: &Visitor,
) -> (NaiveDate, NaiveDate) {
    let date = |at: i64, zone: Option<&str>, is_agreed: bool| {
        let zone = zone.unwrap_or(&visitor.workspace.zone);
        if is_agreed { visitor.moment_in(at, zone).date() } else { visitor.day_in(at, zone).date() }
    };
    let first = legs.iter().min_by_key(|leg| leg.departs_at);
    let last = legs.iter().max_by_key(|leg| leg.ends_at());
    let first = first.map_or_else(
        || date(departs_at, None, true),
        |leg| date(leg.departs_at, Some(&leg.origin.zone), leg.time_agreed),
    );
    let last = last.map_or_else(
        || date(ends_at, None, true),
        |leg| match leg.arrives_at.filter(|_| leg.time_agreed) {
            Some(at) => date(at, Some(&leg.destination.zone), true),
            None => date(leg.departs_at, Some(&leg.origin.zone), leg.time_agreed),
        },
    );
    (first, last.max(first))
}
