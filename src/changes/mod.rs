//! Changes that a client makes to their own trip: its itinerary, its aircraft, and whether it takes place.
mod aircraft;
mod busy;
mod effect;
mod mail;
mod queries;
mod routes;
mod views;
pub use effect::{Effect, effect};
pub use routes::routes;

use crate::{
    error::Error,
    itineraries::Leg,
    kit::{
        ids::{AccountId, LegId, TailId, TripId},
        money::Currency,
        price::Line,
    },
    trips::{self, Difference, Kind, Rerouting},
    users::Visitor,
};
use serde::Deserialize;

/// A trip as its client may change it.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnTrip {
    pub id: TripId,
    pub reference: String,
    pub account_id: AccountId,
    pub account: String,
    pub route: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    pub tail_id: Option<TailId>,
    pub vehicle: String,
    /// The speed of its tail, or of one of the type that was promised.
    pub speed_kt: Option<i64>,
    pub kind: Kind,
    /// Whether it is not over and its stage is before the one from which clients can change nothing.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_below_limit: bool,
    pub version: i64,
    /// The currency and the lines of its accepted quote. They are shown only to who may see money.
    pub currency: Option<Currency>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub lines: Vec<Line>,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_quoted: bool,
}

/// A trip that its client may change now, at the version on their page.
#[derive(Debug, Clone, Copy)]
pub struct Changeable<'t>(&'t OwnTrip);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It changed since the page was opened.
    Stale,
    /// Its stage is the limit or later.
    Locked,
    Completed,
    Cancelled,
    /// Every leg has departed.
    Departed,
    /// A leg has departed, so it can no longer be canceled.
    Begun,
}

const LOCKED: &str =
    "Your trip is being prepared and can no longer be changed here. Message operations about it.";

impl OwnTrip {
    /// Whether its client may change it. `seen` is the version on their page.
    pub fn changeable(&self, seen: i64) -> Result<Changeable<'_>, Refusal> {
        self.open()?;
        if seen == self.version { Ok(Changeable(self)) } else { Err(Refusal::Stale) }
    }

    /// Whether a page to change it may be opened.
    pub fn open(&self) -> Result<(), Refusal> {
        match self.kind {
            Kind::Completed => Err(Refusal::Completed),
            Kind::Cancelled => Err(Refusal::Cancelled),
            Kind::Pending | Kind::Booked | Kind::Dispatched | Kind::InProgress => {
                if self.is_below_limit { Ok(()) } else { Err(Refusal::Locked) }
            }
        }
    }

    /// The same as the answer to who opens such a page: a locked trip leads to its conversation.
    fn opened(&self, visitor: &Visitor) -> Result<(), Error> {
        match self.open() {
            Err(Refusal::Locked) if visitor.may_open("/messages/new") => {
                let page = format!("/messages/new?trip={}", self.id);
                Err(Error::AskThem { why: LOCKED.to_owned(), page })
            }
            opened => Ok(opened?),
        }
    }

    /// Whether its client may cancel it: it can be changed, and no leg has departed.
    pub fn cancelable(&self, now: i64) -> Result<(), Refusal> {
        self.open()?;
        if trips::departed(&self.legs, now) > 0 { Err(Refusal::Begun) } else { Ok(()) }
    }

    /// What a change of its legs does to the price, as far as the rates of its quote tell.
    fn estimate(&self, was: &[Leg], became: &[Leg]) -> Option<i64> {
        effect(&self.lines, was, became).map(|it| it.amount)
    }

    /// The legs that may no longer be changed, and those that may.
    pub fn split(&self, now: i64) -> Result<(&[Leg], &[Leg]), Refusal> {
        let (past, ahead) = self.legs.split_at(trips::departed(&self.legs, now));
        if ahead.is_empty() { Err(Refusal::Departed) } else { Ok((past, ahead)) }
    }
}

impl Changeable<'_> {
    /// Replaces the legs to come by `ahead`. Those that departed stay as they are.
    pub fn reroute(
        self,
        ahead: Vec<Leg>,
        now: i64,
        new: impl FnMut() -> LegId,
    ) -> Result<Rerouting, Refusal> {
        let (past, before) = self.0.split(now)?;
        let ahead = trips::timed(trips::on_their_tails(ahead, before), before, self.0.speed_kt);
        let became = past.iter().cloned().chain(ahead).collect();
        let became = trips::named(became, new);
        let was = self.0.legs.clone();
        let estimate = self.0.estimate(&was, &became);
        Ok(Rerouting { trip: self.0.id, version: self.0.version, was, became, estimate })
    }
}

/// Names the legs that a change left different, so that it can be told whether somebody saw this change before they
/// confirmed it.
pub fn summary(it: &Rerouting) -> String {
    let leg = |leg: &Leg| {
        let (from, to) = (&leg.origin.name, &leg.destination.name);
        format!("{from} to {to} {}/{}", leg.departs_at, leg.arrives_at.unwrap_or_default())
    };
    let named = trips::differences(&it.was, &it.became).into_iter().map(|it| match it {
        Difference::Added(is) => format!("+{}", leg(is)),
        Difference::Removed(was) => format!("-{}", leg(was)),
        Difference::Changed { is, .. } => leg(is),
    });
    named.collect::<Vec<_>>().join(";")
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Stale => {
                "This trip changed since you opened the page. Look at it again before you change it."
            }
            Refusal::Locked => LOCKED,
            Refusal::Completed => "This trip is completed and can no longer be changed.",
            Refusal::Cancelled => "This trip was canceled. Ask operations to restore it.",
            Refusal::Begun => {
                "This trip has begun and can no longer be canceled here. Please message operations."
            }
            Refusal::Departed => "This trip has departed, so nothing of it can be changed.",
        })
    }
}

#[cfg(test)]
mod tests;
