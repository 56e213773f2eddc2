//! What calendars show: trips and blocks, each with its days and its words.
use super::ScheduledTrip;
use crate::{
    blocks::{self, Block},
    itineraries::{self, Leg},
    kit::ids::TailId,
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
    /// A trip as staff see it.
    pub fn planned(it: &Planned, visitor: &Visitor, is_conflict: bool) -> Self {
        let (first, last) = days(&it.legs, it.departs_at, it.ends_at, visitor);
        Self {
            tail: it.tail_id,
            first,
            last,
            at: it.departs_at,
            tone: Tone::of(it.kind),
            stops: owned(itineraries::stops(&it.legs)),
            detail: format!("{}, {}", it.reference, it.account),
            when: when(&it.legs, visitor),
            word: it.stage.clone(),
            href: format!("/trips/{}", it.id),
            is_conflict,
        }
    }

    /// A trip as a client sees it. `opens` says whether they may open a trip of somebody else.
    pub fn scheduled(it: &ScheduledTrip, visitor: &Visitor, opens: bool) -> Self {
        let (first, last) = days(&it.legs, it.departs_at, it.ends_at, visitor);
        let href = if it.is_own || opens { format!("/trips/{}", it.id) } else { String::new() };
        let (from, until) = (visitor.moment(it.departs_at), visitor.moment(it.ends_at));
        let busy = || format!("{} to {}", from.full(), until.full());
        Self {
            tail: it.tail_id,
            first,
            last,
            at: it.departs_at,
            tone: if it.is_own { Tone::of(it.kind) } else { Tone::Busy },
            stops: if it.is_own {
                owned(itineraries::stops(&it.legs))
            } else {
                vec!["Busy".to_owned()]
            },
            detail: if it.is_own {
                format!("{}, {}", it.reference, it.vehicle)
            } else {
                String::new()
            },
            when: if it.is_own { when(&it.legs, visitor) } else { busy() },
            word: if it.is_own { it.kind.word().to_owned() } else { String::new() },
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

fn owned(words: Vec<&str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}

/// The local days of departure and arrival. Without legs those of the workspace.
fn days(legs: &[Leg], departs_at: i64, ends_at: i64, visitor: &Visitor) -> (NaiveDate, NaiveDate) {
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

/// "Thu, Dec 10, 8:15 PM EST to Fri, Dec 11, 8:05 AM GMT"
fn when(legs: &[Leg], visitor: &Visitor) -> String {
    let style = visitor.style();
    let departs = itineraries::departure_in(legs, style);
    let arrives = legs.last().map(|leg| leg.arrival_in(style)).unwrap_or_default();
    if arrives.is_empty() { departs } else { format!("{departs} to {arrives}") }
}
