//! What the lists of trips show.
use super::written;
use crate::{
    http::{form::Form, page::address},
    kit::{text::counted, zoned::Moment},
    trips::{
        ListedTrip, Stage, Unpaid,
        bills::sums,
        lists::{Column, Days, Listing, Tab},
    },
    ui::pieces::{Head, Pager},
    users::{Grant, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "trips/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub tab: Tab,
    pub days: Days,
    pub form: Form,
    pub lines: Vec<ListedTrip>,
    pub pager: Pager,
}

impl Index {
    /// The address of a tab that keeps the chosen days.
    pub fn address(&self, tab: &str) -> String {
        let [from, to] = ["from", "to"].map(|name| self.form.value(name));
        address("/trips", &[("tab", tab), ("from", from), ("to", to)])
    }

    pub fn may_pay(&self) -> bool {
        self.visitor.is_granted(Grant::Pay)
    }
}

#[derive(Template)]
#[template(path = "trips/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub listing: Listing,
    /// The days that are filled in.
    pub form: Form,
    pub stages: Vec<Stage>,
    pub lines: Vec<ListedTrip>,
    pub pager: Pager,
}

impl OpsIndex {
    /// The address of a tab that keeps the other filters.
    pub fn address(&self, tab: &str) -> String {
        let filters = self.listing.filters();
        let others = filters.iter().filter(|(name, _)| *name != "tab");
        let others = others.map(|(name, it)| (*name, it.as_str()));
        address("/trips", &[("tab", tab)].into_iter().chain(others).collect::<Vec<_>>())
    }

    pub fn is_search(&self) -> bool {
        !self.listing.q.is_empty()
    }

    pub fn is_narrowed(&self) -> bool {
        self.listing.stage.is_some() || !self.listing.days.is_any()
    }

    /// Upcoming ones are shown with the time, past ones with the year; those of a search by what they are.
    pub fn date(&self, trip: &ListedTrip) -> String {
        let is_past = trip.departs_at < self.visitor.now;
        let tab = if is_past && self.is_search() { Tab::Past } else { self.listing.tab };
        trip.date(tab, &self.visitor)
    }

    pub fn departure_head(&self) -> Head<'_> {
        self.head("Departure", Column::Departure)
    }

    pub fn client_head(&self) -> Head<'_> {
        self.head("Client", Column::Client)
    }

    fn head<'a>(&self, word: &'a str, by: Column) -> Head<'a> {
        let filters = self.listing.filters();
        let filters: Vec<_> = filters.iter().map(|(name, it)| (*name, it.as_str())).collect();
        Head::of(word, by, self.listing.sorting, "/trips", &filters)
    }

    pub fn is_of(&self, stage: &Stage) -> bool {
        self.listing.stage == Some(stage.id)
    }
}

impl ListedTrip {
    /// "4 passengers"
    pub fn people(&self) -> String {
        counted(self.passengers, "passenger")
    }

    /// When it departs, in its local time.
    pub fn departure(&self, visitor: &Visitor) -> Moment {
        visitor.day_in(self.departs_at, self.zone(visitor))
    }

    /// "USD", "1,200.00" for each currency in which something is outstanding.
    pub fn outstanding(&self, visitor: &Visitor) -> Vec<(String, String)> {
        let amounts = self.due(visitor).map(|it| (&it.currency, it.due(visitor.today())));
        written(sums(amounts))
    }

    /// What to pay first.
    pub fn to_pay(&self, visitor: &Visitor) -> Option<&Unpaid> {
        self.due(visitor).next()
    }

    fn due(&self, visitor: &Visitor) -> impl Iterator<Item = &Unpaid> {
        let today = visitor.today();
        self.unpaid.iter().filter(move |it| it.due(today) > 0)
    }

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
