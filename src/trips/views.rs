//! What the trip pages show.
mod changes;
pub mod duty;
mod extras;
mod handling;
mod lists;
mod money;
mod planned;
pub mod planning;
pub mod stages;
mod timeline;
mod travelers;
pub use extras::{AskedServices, OpsExtras};
pub use handling::EditFbos;
pub use lists::{Index, OpsIndex};

use super::{
    AcceptedQuote, BilledInvoice, Caller, ClientTrip, ItineraryChange, Kind, NamedTraveler, Stage,
    Talk, Trip, TripEvent,
    bills::{first_due, outstanding},
    extras::Extra,
    queries::Found,
};
use crate::{
    approvals::Approval,
    files::TripFile,
    http::form::Form,
    itineraries::{
        self, Handled,
        map::{self, Map},
    },
    kit::{ids::StageId, money::Currency, zoned::Moment},
    users::Visitor,
};
use askama::Template;

/// What a trip's page shows beside the trip itself.
pub struct TripParts {
    pub travelers: Vec<NamedTraveler>,
    pub history: Vec<TripEvent>,
    pub offer: Option<AcceptedQuote>,
    pub bills: Vec<BilledInvoice>,
    pub changes: Vec<ItineraryChange>,
}

impl TripParts {
    pub fn of(
        made_at: i64,
        travelers: Vec<NamedTraveler>,
        mut history: Vec<TripEvent>,
        offer: Option<AcceptedQuote>,
        bills: Vec<BilledInvoice>,
        changes: Vec<ItineraryChange>,
    ) -> Self {
        history.push(TripEvent::birth(made_at));
        Self { travelers, history, offer, bills, changes }
    }
}

#[derive(Template)]
#[template(path = "trips/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub trip: ClientTrip,
    pub parts: TripParts,
    pub talk: Option<Talk>,
    pub extras: Vec<Extra>,
    pub files: Vec<TripFile>,
}

impl Show {
    pub fn map(&self) -> Option<Map> {
        map::of(&self.trip.legs)
    }

    pub fn codes(&self) -> Vec<&str> {
        itineraries::stops(&self.trip.legs)
    }

    pub fn cities(&self) -> String {
        itineraries::cities(&self.trip.legs)
    }

    pub fn handled(&self) -> Vec<Handled<'_>> {
        itineraries::handled(&self.trip.legs)
    }

    /// What a client waits for whose trip is not confirmed yet, and how it came about.
    pub fn pending(&self) -> String {
        let operator = &self.visitor.workspace.name;
        let mailed = "will email you when it is confirmed";
        match (&self.parts.offer, self.trip.is_requested) {
            (Some(_), _) => format!("Its quote was accepted. {operator} {mailed}."),
            (None, true) => format!("It was made from your request. {operator} {mailed}."),
            (None, false) => format!("{operator} added this trip for you and {mailed}."),
        }
    }

    /// The note to an owner about a trip that somebody else flies on their aircraft.
    pub fn party(&self) -> String {
        match &self.trip.account {
            Some(account) => format!("{} {account}.", self.visitor.workspace.says("This trip is flown on your aircraft for")),
            None => self.visitor.workspace.says("This trip is flown on your aircraft for another client, whose passengers and payments are not shown."),
        }
    }
}

#[derive(Template)]
#[template(path = "trips/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub trip: Trip,
    pub stages: Vec<Stage>,
    pub callers: Vec<Caller>,
    pub parts: TripParts,
    /// The trips and blocks around it on its tail.
    pub beside: Found,
    pub approval: Option<Approval>,
    pub extras: Vec<Extra>,
    pub files: Vec<TripFile>,
    pub form: Form,
}

impl OpsShow {
    pub fn map(&self) -> Option<Map> {
        map::of(&self.trip.legs)
    }

    pub fn codes(&self) -> Vec<&str> {
        itineraries::stops(&self.trip.legs)
    }

    pub fn cities(&self) -> String {
        itineraries::cities(&self.trip.legs)
    }

    pub fn handled(&self) -> Vec<Handled<'_>> {
        itineraries::handled(&self.trip.legs)
    }

    /// The stages that the trip may be moved to; empty for a visitor who may not move it.
    pub fn open_stages(&self) -> Vec<(StageId, &str)> {
        if !self.visitor.may_send("/trips/{id}/stage") {
            return Vec::new();
        }
        let open = self.trip.open_stages(&self.stages);
        open.into_iter().map(|it| (it.id, it.name.as_str())).collect()
    }

    /// The quote to invoice, if the visitor may invoice and it has none yet but for deposits.
    pub fn to_invoice(&self) -> Option<&AcceptedQuote> {
        let offer = self.parts.offer.as_ref().filter(|it| !it.is_invoiced);
        offer.filter(|_| self.visitor.may_open("/invoices/new"))
    }
}

impl Kind {
    pub fn class(self) -> &'static str {
        match self {
            Self::Pending => "wait",
            Self::Booked | Self::Dispatched => "ok",
            Self::InProgress => "info",
            Self::Completed => "off",
            Self::Cancelled => "late",
        }
    }
}

impl TripEvent {
    /// In the time zone of the workspace.
    pub fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }
}

impl TripParts {
    /// "USD", "1,200.00" for each currency in which something is outstanding.
    pub fn outstanding(&self) -> Vec<(String, String)> {
        written(outstanding(&self.bills))
    }

    /// The invoice to pay first.
    pub fn to_pay(&self) -> Option<&BilledInvoice> {
        first_due(&self.bills)
    }
}

fn written(sums: Vec<(&Currency, i64)>) -> Vec<(String, String)> {
    let sums = sums.into_iter();
    sums.map(|(currency, sum)| (currency.to_string(), currency.written(sum))).collect()
}

impl Talk {
    pub fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.last_at)
    }
}
