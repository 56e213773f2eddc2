//! Services: what customers order at an operator's own FBO for one stop of an aircraft, and how staff answer.
mod changing;
mod listing;
mod mail;
mod ops;
mod order;
mod queries;
mod reading;
mod refusal;
mod routes;
mod views;
pub use order::{Fuel, FuelKind, Order, Unit, Wanted};
pub use queries::{change_account, coming};
pub use refusal::Refusal;
pub use views::{fuels, is_long, plain, tab_at, units};
pub use {ops::routes as ops, routes::routes};

use crate::kit::{
    ids::{AccountId, InvoiceId, ServiceId, ThreadId},
    zoned::{self, Moment},
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Requested,
    Confirmed,
    /// Staff changed the order, and the customer has not answered yet.
    Amended,
    Completed,
    Declined,
    Canceled,
}

impl State {
    pub const ALL: [Self; 6] = [
        Self::Requested,
        Self::Confirmed,
        Self::Amended,
        Self::Completed,
        Self::Declined,
        Self::Canceled,
    ];

    /// The word that is stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Amended => "amended",
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::Canceled => "canceled",
        }
    }

    /// Why an order in this state can no longer change; none while it is open.
    fn end(self) -> Option<Refusal> {
        match self {
            Self::Requested | Self::Confirmed | Self::Amended => None,
            Self::Completed => Some(Refusal::Completed),
            Self::Declined => Some(Refusal::Declined),
            Self::Canceled => Some(Refusal::Canceled),
        }
    }

    pub fn is_open(self) -> bool {
        self.end().is_none()
    }
}

/// An order, as both sides see it.
#[derive(Debug, Clone, Deserialize)]
pub struct Service {
    pub id: ServiceId,
    pub reference: String,
    pub account_id: AccountId,
    pub account: String,
    /// Who asked for it.
    pub by: String,
    pub fbo: String,
    pub fbo_address: String,
    pub fbo_phone: String,
    /// The code and the city of the FBO's airport, and its time zone.
    pub code: String,
    pub city: String,
    pub zone: String,
    pub tail: String,
    pub arrives_at: i64,
    pub departs_at: Option<i64>,
    pub state: State,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub wanted: Wanted,
    /// The order before staff amended it.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub before: Option<Order>,
    /// What staff last said about it, or why it was declined or canceled.
    pub note: String,
    /// The conversation about it, if there is one.
    pub thread_id: Option<ThreadId>,
    /// The invoice that bills it, and its number.
    pub invoice_id: Option<InvoiceId>,
    pub invoice: Option<String>,
    pub version: i64,
}

/// An order in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedService {
    pub id: ServiceId,
    pub reference: String,
    pub account: String,
    pub code: String,
    pub zone: String,
    pub fbo: String,
    pub tail: String,
    pub arrives_at: i64,
    pub state: State,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub wanted: Wanted,
}

/// An entry of the order's history.
#[derive(Debug, Clone, Deserialize)]
pub struct ServiceEvent {
    pub action: String,
    pub note: String,
    /// The name of a client; staff are "Operations" to clients.
    pub who: Option<String>,
    pub at: i64,
}

/// An FBO of the operator's own, at which services may be ordered.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnFbo {
    pub id: String,
    pub name: String,
    pub code: String,
    pub city: String,
    pub zone: String,
}

/// An account that an order may be for.
#[derive(Debug, Clone, Deserialize)]
pub struct OrderingAccount {
    pub id: AccountId,
    pub name: String,
}

/// A change of an order's state, and the version of the order that it applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub service: ServiceId,
    pub version: i64,
    pub from: State,
    pub to: State,
    /// The reason, or what staff say to the customer; empty where there is none.
    pub note: String,
}

/// An order as staff changed it, to be accepted by the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    pub step: Step,
    pub order: Order,
    /// What the customer last agreed to.
    pub before: Order,
}

impl Service {
    pub fn order(&self) -> Order {
        Order {
            tail: self.tail.clone(),
            arrives_at: self.arrives_at,
            departs_at: self.departs_at,
            wanted: self.wanted.clone(),
        }
    }

    /// Whether its customer may still change it.
    pub fn is_changeable(&self) -> bool {
        self.state == State::Requested
    }

    fn step(&self, seen: i64, to: State, note: &str) -> Result<Step, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        let (service, from) = (self.id, self.state);
        Ok(Step { service, version: seen, from, to, note: note.to_owned() })
    }

    /// Staff confirm an order as it was requested.
    pub fn confirm(&self, seen: i64, note: &str) -> Result<Step, Refusal> {
        match self.state {
            State::Requested => self.step(seen, State::Confirmed, note),
            State::Confirmed => Err(Refusal::Confirmed),
            State::Amended => Err(Refusal::Amended),
            State::Completed => Err(Refusal::Completed),
            State::Declined => Err(Refusal::Declined),
            State::Canceled => Err(Refusal::Canceled),
        }
    }

    /// The customer accepts what staff changed.
    pub fn accept(&self, seen: i64) -> Result<Step, Refusal> {
        match self.state {
            State::Amended => self.step(seen, State::Confirmed, ""),
            State::Requested | State::Confirmed => Err(Refusal::NothingToAccept),
            State::Completed => Err(Refusal::Completed),
            State::Declined => Err(Refusal::Declined),
            State::Canceled => Err(Refusal::Canceled),
        }
    }

    /// Whether the day has come on which the aircraft arrives, where the FBO is.
    pub fn has_come(&self, now: i64) -> bool {
        zoned::today(now, &self.zone) >= Moment::new(self.arrives_at, &self.zone).date()
    }

    /// Staff note that everything was done.
    pub fn complete(&self, seen: i64, now: i64) -> Result<Step, Refusal> {
        match self.state {
            State::Confirmed if !self.has_come(now) => Err(Refusal::NotArrived),
            State::Confirmed => self.step(seen, State::Completed, ""),
            State::Requested => Err(Refusal::NotConfirmed),
            State::Amended => Err(Refusal::Amended),
            State::Completed => Err(Refusal::Completed),
            State::Declined => Err(Refusal::Declined),
            State::Canceled => Err(Refusal::Canceled),
        }
    }

    /// Staff decline an open order, for a reason that the customer reads.
    pub fn decline(&self, seen: i64, reason: &str) -> Result<Step, Refusal> {
        self.state.end().map_or_else(|| self.step(seen, State::Declined, reason), Err)
    }

    /// The customer cancels an open order.
    pub fn cancel(&self, seen: i64, reason: &str) -> Result<Step, Refusal> {
        self.state.end().map_or_else(|| self.step(seen, State::Canceled, reason), Err)
    }
}

#[cfg(test)]
mod tests;
