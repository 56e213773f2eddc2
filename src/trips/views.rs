//! What the trip pages show.
mod changes;
pub mod duty;
mod handling;
mod planned;
pub mod planning;
pub mod stages;
mod travelers;
pub use handling::EditFbos;

use super::{
    AcceptedQuote, BilledInvoice, Caller, ClientTrip, ItineraryChange, Kind, ListedTrip,
    NamedTraveler, Stage, Trip, TripEvent,
    lists::{Column, Tab},
    outstanding,
    queries::Beside,
};
use crate::{
    approvals::Approval,
    db::sorting::Sorting,
    http::{form::Form, page::address},
    itineraries::{
        self, Handled,
        map::{self, Map},
    },
    kit::{ids::StageId, zoned::Moment},
    ui::pieces::{Head, Pager},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "trips/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub tab: Tab,
    pub lines: Vec<ListedTrip>,
    pub pager: Pager,
}

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

    /// The page of the manifests; empty where the visitor may not open it.
    pub fn manifest_path(&self) -> String {
        travelers::manifest_path(&self.visitor, self.trip.id, self.trip.is_own)
    }

    /// The note to an owner about a trip that somebody else flies on their aircraft.
    pub fn party(&self) -> String {
        match &self.trip.account {
            Some(account) => format!("This trip is flown on your aircraft for {account}."),
            None => "This trip is flown on your aircraft for another client, whose passengers and payments are not shown.".to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "trips/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub tab: Tab,
    pub stage: Option<StageId>,
    pub sorting: Sorting<Column>,
    pub stages: Vec<Stage>,
    pub lines: Vec<ListedTrip>,
    pub pager: Pager,
}

impl OpsIndex {
    /// The address of a tab that keeps the chosen stage.
    pub fn address(&self, tab: &str) -> String {
        let stage = self.stage.map(|id| id.to_string()).unwrap_or_default();
        address("/trips", &[("tab", tab), ("stage", &stage)])
    }

    pub fn departure_head(&self) -> Head<'_> {
        self.head("Departure", Column::Departure)
    }

    pub fn client_head(&self) -> Head<'_> {
        self.head("Client", Column::Client)
    }

    fn head<'a>(&self, word: &'a str, by: Column) -> Head<'a> {
        let stage = self.stage.map(|id| id.to_string()).unwrap_or_default();
        Head::of(word, by, self.sorting, "/trips", &[("tab", self.tab.word()), ("stage", &stage)])
    }

    pub fn is_of(&self, stage: &Stage) -> bool {
        self.stage == Some(stage.id)
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
    pub beside: Beside,
    pub approval: Option<Approval>,
    pub form: Form,
}

impl OpsShow {
    /// The page of the manifests; empty where the visitor may not open it.
    pub fn manifest_path(&self) -> String {
        travelers::manifest_path(&self.visitor, self.trip.id, true)
    }

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

    /// The quote to invoice, if the visitor may invoice and the trip has no invoice that is not
    /// void.
    pub fn to_invoice(&self) -> Option<&AcceptedQuote> {
        let is_open = self.parts.bills.iter().all(|bill| bill.is_void);
        self.parts.offer.as_ref().filter(|_| is_open && self.visitor.may_open("/invoices/new"))
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

impl ListedTrip {
    /// The account that flies on an owner's aircraft, or "Charter" where it is hidden from them.
    pub fn party(&self) -> &str {
        self.account.as_deref().unwrap_or("Charter")
    }

    /// The departure in its local time: upcoming ones with the time, past ones with the year.
    pub fn date(&self, tab: Tab, visitor: &Visitor) -> String {
        let zone = self.zone(visitor);
        match tab {
            Tab::Past => visitor.day_in(self.departs_at, zone).day_and_year(),
            Tab::Upcoming if self.time_agreed => visitor.moment_in(self.departs_at, zone).full(),
            Tab::Upcoming => visitor.day_in(self.departs_at, zone).day(),
        }
    }

    pub fn machine_date(&self, visitor: &Visitor) -> String {
        let moment = visitor.day_in(self.departs_at, self.zone(visitor));
        if self.time_agreed { moment.machine() } else { moment.iso_date() }
    }

    fn zone<'a>(&'a self, visitor: &'a Visitor) -> &'a str {
        self.zone.as_deref().unwrap_or(&visitor.workspace.zone)
    }
}

impl TripEvent {
    /// In the time zone of the workspace.
    pub fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }
}

impl BilledInvoice {
    pub fn amount(&self) -> String {
        self.currency.written(self.total)
    }
}

impl TripParts {
    /// "USD", "1,200.00" for each currency in which something is outstanding.
    pub fn outstanding(&self) -> Vec<(String, String)> {
        let open = outstanding(&self.bills).into_iter();
        open.map(|(currency, sum)| (currency.to_string(), currency.written(sum))).collect()
    }
}
