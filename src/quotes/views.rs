//! What the pages of quotes show.
mod asked;
mod builder;
mod comparison;
mod copies;
mod desk;
mod extras;
mod list;
mod totals;
mod warnings;
mod words;
pub use {
    asked::Asked,
    builder::Builder,
    comparison::Comparison,
    copies::Check,
    desk::OpsShow,
    list::{List, Tab},
};

use super::{
    DeclineReason, ListedQuote, Quote, Refusal, Standing, State,
    comparison::ComparedRow,
    queries::{Approver, Signature},
};
use crate::{http::form::Form, kit::text, trips, ui::pieces::Pager, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "quotes/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub list: List,
}

/// The client's page of a quote.
#[derive(Template)]
#[template(path = "quotes/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub quote: Quote,
    /// The quotes sent for the same request, including this one.
    pub beside: Vec<ListedQuote>,
    pub approvers: Vec<Approver>,
    /// The version that was sent before it, if there is one.
    pub previous: Option<Quote>,
    pub signature: Option<Signature>,
    pub form: Form,
}

impl Show {
    pub fn standing(&self) -> Standing {
        self.quote.standing(self.visitor.now)
    }

    pub fn changes(&self) -> Vec<ComparedRow> {
        let plain = self.quote.with_extras(&[]);
        let quote = plain.as_ref().unwrap_or(&self.quote);
        comparison::changes(quote, self.previous.as_ref(), &self.visitor)
    }

    /// Whether another quote for the same trip can be answered, so that the two can be compared.
    pub fn has_options(&self) -> bool {
        let is_open = |it: &ListedQuote| it.standing(&self.visitor) == Standing::Awaiting;
        self.others().any(is_open)
    }

    /// Until when it can be answered, or could be; empty once it was answered.
    pub fn validity(&self) -> String {
        match self.standing() {
            Standing::Awaiting => format!("Valid until {}.", self.quote.valid(&self.visitor)),
            Standing::Expired => format!("Expired {}.", self.quote.valid(&self.visitor)),
            Standing::Draft
            | Standing::Accepted
            | Standing::Booked
            | Standing::Declined
            | Standing::ChangesRequested
            | Standing::Replaced
            | Standing::Withdrawn => String::new(),
        }
    }

    pub fn is_accepted(&self) -> bool {
        matches!(self.standing(), Standing::Accepted | Standing::Booked)
    }

    /// "Version 2 of 2"; empty where there is only one.
    pub fn version(&self) -> String {
        let of_it = self.beside.iter().filter(|it| it.reference == self.quote.reference);
        let newest = of_it.map(|it| it.revision).max().unwrap_or(1);
        if newest == 1 {
            String::new()
        } else {
            format!("Version {} of {newest}. ", self.quote.revision)
        }
    }

    pub fn others(&self) -> impl Iterator<Item = &ListedQuote> {
        self.beside.iter().filter(|it| it.id != self.quote.id)
    }

    /// Why the quote cannot be accepted any more, though it is still valid; empty where it can.
    pub fn obstacle(&self) -> &'static str {
        self.quote.available().err().map(Refusal::words).unwrap_or_default()
    }

    pub fn may_answer(&self) -> bool {
        self.visitor.may_send("/quotes/{id}/acceptance")
    }

    /// Who can answer instead of a visitor who may not: "Mira Lindqvist, Tomas Lindqvist or Harbour
    /// Aviation".
    pub fn whom_to_ask(&self) -> String {
        let names: Vec<&str> = self.approvers.iter().map(|it| it.name.as_str()).collect();
        let operator = &self.visitor.workspace.name;
        if names.is_empty() {
            operator.clone()
        } else {
            format!("{} or {operator}", names.join(", "))
        }
    }

    /// The signature to be confirmed, because it is not the visitor's name.
    pub fn unlike(&self) -> Option<&str> {
        (!self.form.value("unlike").is_empty()).then(|| self.form.value("name"))
    }

    /// Whether to lead on to a new request: nothing can be answered here any more, and no other quote took its place.
    pub fn may_ask_anew(&self) -> bool {
        let is_over =
            matches!(self.standing(), Standing::Expired | Standing::Declined | Standing::Withdrawn);
        is_over && self.visitor.may_open("/requests/new")
    }

    pub fn decline_reasons(&self) -> [(&'static str, &'static str); 5] {
        let trade = self.visitor.workspace.trade;
        DeclineReason::ALL.map(|it| (it.code(), it.word(trade)))
    }

    pub fn complains_of(&self, field: &str) -> bool {
        self.form.complaint(field).is_some()
    }
}

#[derive(Template)]
#[template(path = "quotes/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub tab: Tab,
    pub quotes: Vec<ListedQuote>,
    pub pager: Pager,
}

impl Quote {
    /// "2 legs, Global 6000, 6 passengers"
    pub fn summary(&self, visitor: &Visitor) -> String {
        let legs = i64::try_from(self.itinerary.len()).unwrap_or(i64::MAX);
        format!(
            "{}, {}, {}",
            text::counted(legs, visitor.workspace.words().a_part),
            self.vehicle,
            text::counted(self.passengers, "passenger")
        )
    }

    pub fn codes(&self) -> Vec<&str> {
        crate::itineraries::stops(&self.itinerary)
    }

    pub fn amount(&self, minor: i64) -> String {
        self.currency.written(minor)
    }

    /// Why the client declined it; empty where they did not.
    pub fn declined_for(&self, visitor: &Visitor) -> &'static str {
        self.declined_for.map(|it| it.word(visitor.workspace.trade)).unwrap_or_default()
    }

    /// Whether it was accepted and the operator has not confirmed its trip yet.
    pub fn is_being_confirmed(&self) -> bool {
        self.state == State::Accepted && self.trip_kind == Some(trips::Kind::Pending)
    }

    /// Whether what was signed for is not invoiced yet, so that the client pays by the schedule.
    fn is_paid_by_schedule(&self) -> bool {
        self.state == State::Accepted
            && self.invoice_id.is_none()
            && !matches!(self.trip_kind, None | Some(trips::Kind::Cancelled))
    }

    /// What of it is due and was neither paid nor invoiced yet: the deposit, and the balance from its day on.
    pub fn awaited(&self, visitor: &Visitor) -> i64 {
        if self.is_paid_by_schedule() { self.due_now(visitor) } else { 0 }
    }

    /// "The balance of $34,000.00 is due Dec 12, 2026."; empty where nothing is due later.
    pub fn later(&self, visitor: &Visitor) -> String {
        let later = self.total - self.received.max(0) - self.awaited(visitor);
        if !self.is_paid_by_schedule() || later <= 0 || self.steps(visitor).is_empty() {
            return String::new();
        }
        let style = visitor.style();
        let balance = style.money(&self.currency, later);
        match self.balance_on {
            Some(day) => format!("The balance of {balance} is due {}.", style.date(day)),
            None => format!("The balance of {balance} follows by invoice."),
        }
    }

    pub fn has_estimates(&self) -> bool {
        self.lines.iter().any(|line| line.basis == crate::kit::price::Basis::Estimate)
    }

    pub fn valid(&self, visitor: &Visitor) -> String {
        visitor.moment(self.valid_until).full()
    }

    pub fn sent(&self, visitor: &Visitor) -> String {
        told(self.sent_at, visitor)
    }

    pub fn approved(&self, visitor: &Visitor) -> String {
        told(self.approved_at, visitor)
    }

    pub fn answered(&self, visitor: &Visitor) -> String {
        told(self.answered_at, visitor)
    }
}

fn told(at: Option<i64>, visitor: &Visitor) -> String {
    at.map(|at| visitor.moment(at).full()).unwrap_or_default()
}
