//! What the operator's page of one request shows.
use super::super::{
    CloseReason, Request, State,
    alternative::Alternative,
    queries::{
        AskedTail, OfferedQuote, Owed, PastInvoice, PastRequest, PastTrip, RequestEvent,
        TravelerName,
    },
    stages::DealStage,
    working::{Colleague, FleetTail},
};
use crate::{http::form::Form, trips::confirming, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "requests/desk.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub request: Request,
    pub travelers: Vec<TravelerName>,
    pub offers: Vec<OfferedQuote>,
    pub history: Vec<RequestEvent>,
    pub trips: Vec<PastTrip>,
    pub requests: Vec<PastRequest>,
    pub billing: Vec<PastInvoice>,
    pub colleagues: Vec<Colleague>,
    pub fleet: Vec<FleetTail>,
    pub asked_tails: Vec<AskedTail>,
    /// The last alternative that was proposed.
    pub alternative: Option<Alternative>,
    pub owed: Vec<Owed>,
    pub stages: Vec<DealStage>,
    pub form: Form,
}

impl OpsShow {
    pub fn message(&self) -> String {
        super::message_about(&self.request)
    }

    /// The colleagues to choose from, and nobody.
    pub fn colleague_options(&self) -> Vec<(String, &str)> {
        let all = self.colleagues.iter().map(|it| (it.id.to_string(), it.name.as_str()));
        std::iter::once((String::new(), "Nobody")).chain(all).collect()
    }

    /// The form that chooses who works on it, with whoever does now.
    pub fn owner(&self) -> Form {
        let now = self.request.assigned_to.map(|id| id.to_string()).unwrap_or_default();
        if self.form.value("colleague").is_empty() {
            return Form::of([("colleague", now)]);
        }
        self.form.clone()
    }

    /// What the trip can be flown or driven with.
    pub fn tail_options(&self) -> Vec<(String, String)> {
        let all = self.fleet.iter();
        let all = all.map(|it| (it.id.to_string(), format!("{}, {}", it.registration, it.kind)));
        std::iter::once((String::new(), "To be decided".to_owned())).chain(all).collect()
    }

    /// The fields of the conflicts that are asked about before the trip is made.
    pub fn conflicts(&self) -> Vec<String> {
        confirming::asked(&self.form)
    }

    pub fn decline_reasons(&self) -> [(&'static str, &'static str); 4] {
        CloseReason::TO_DECLINE.map(|it| (it.code(), it.word(self.visitor.workspace.trade)))
    }

    pub fn loss_reasons(&self) -> [(&'static str, &'static str); 8] {
        CloseReason::OF_LOSS.map(|it| (it.code(), it.word(self.visitor.workspace.trade)))
    }

    /// Why it ended: a label and words, both empty where there is nothing to tell.
    pub fn end(&self) -> (&'static str, String) {
        let trade = self.visitor.workspace.trade;
        match self.request.state {
            State::Lost => ("Why it was lost", self.request.closed_with(trade)),
            State::Submitted
            | State::UnderReview
            | State::AlternativeProposed
            | State::Quoted
            | State::Won
            | State::Declined
            | State::Cancelled
            | State::Dropped => self.request.told_end(trade),
        }
    }

    /// Whether the form with this field was sent and came back.
    pub fn is_back(&self, field: &str) -> bool {
        !self.form.values(field).is_empty() || self.form.complaint(field).is_some()
    }

    pub fn may_work(&self) -> bool {
        self.visitor.may_send("/requests/{id}/decline") && self.request.state.is_open()
    }

    pub fn may_propose(&self) -> bool {
        self.visitor.may_open("/requests/{id}/alternatives/new") && self.request.state.is_open()
    }

    pub fn may_retract(&self) -> bool {
        self.visitor.may_send("/requests/{id}/alternatives/withdrawal")
            && self.request.state == State::AlternativeProposed
    }

    pub fn may_review(&self) -> bool {
        self.visitor.may_send("/requests/{id}/review") && self.request.state == State::Submitted
    }

    pub fn may_quote(&self) -> bool {
        self.visitor.may_open("/requests/{id}/quotes/new") && self.request.state.is_open()
    }
}

impl Owed {
    pub fn total(&self) -> String {
        self.currency.written(self.invoiced.saturating_add(self.deposit))
    }

    /// "Invoices 10,000.00, deposit that is not invoiced yet 2,000.00"
    pub fn parts(&self) -> String {
        let parts =
            [("invoices", self.invoiced), ("deposit that is not invoiced yet", self.deposit)];
        let known = parts.into_iter().filter(|(_, amount)| *amount > 0);
        let told = known.map(|(what, amount)| format!("{what} {}", self.currency.written(amount)));
        told.collect::<Vec<_>>().join(", ")
    }
}

impl AskedTail {
    pub fn named(&self) -> String {
        format!("{}, {}", self.registration, self.kind)
    }

    /// "T-1001 TEB to LTN, Dec 10, 2026"; empty where it has no trip then.
    pub fn booked(&self, visitor: &Visitor) -> String {
        let zone = self.zone.as_deref().unwrap_or(&visitor.workspace.zone);
        let day = self.departs_at.map(|at| visitor.day_in(at, zone).day());
        let parts = [self.trip.clone(), self.route.clone(), day];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl PastTrip {
    pub fn date(&self, visitor: &Visitor) -> String {
        visitor.moment(self.departs_at).told(visitor.now)
    }
}

impl PastRequest {
    pub fn date(&self, visitor: &Visitor) -> String {
        visitor.moment(self.created_at).told(visitor.now)
    }
}

impl PastInvoice {
    pub fn written(&self) -> String {
        self.currency.written(self.total)
    }

    pub fn word(&self) -> &'static str {
        match self.open {
            _ if self.is_void => "Void",
            ..=0 => "Paid",
            open if open < self.total => "Partly paid",
            _ => "Open",
        }
    }

    pub fn class(&self) -> &'static str {
        match self.open {
            _ if self.is_void => "off",
            ..=0 => "ok",
            _ => "wait",
        }
    }
}
