//! What the operator's page of a quote shows.
use super::{
    super::{
        Attention, ListedQuote, Quote, Standing,
        bookings::Booking,
        comparison::ComparedRow,
        queries::{QuoteEvent, Signature},
    },
    comparison,
    warnings::{self, Warning},
};
use crate::{http::form::Form, users::Visitor};
use askama::Template;

/// The operator's page of a quote: its state, and what the client sees.
#[derive(Template)]
#[template(path = "quotes/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub quote: Quote,
    pub beside: Vec<ListedQuote>,
    pub history: Vec<QuoteEvent>,
    pub bookings: Vec<Booking>,
    /// The version that was sent before it, if there is one.
    pub previous: Option<Quote>,
    pub signature: Option<Signature>,
    pub attention: Attention,
    pub form: Form,
}

impl OpsShow {
    pub fn changes(&self) -> Vec<ComparedRow> {
        comparison::changes(&self.quote, self.previous.as_ref(), &self.visitor)
    }

    /// Whether the acceptance can be undone.
    pub fn may_undo(&self) -> bool {
        self.visitor.may_send("/quotes/{id}/acceptance-undo")
            && self.quote.undo(self.quote.version, "A mistake").is_ok()
    }

    pub fn standing(&self) -> Standing {
        self.quote.standing(self.visitor.now)
    }

    pub fn others(&self) -> impl Iterator<Item = &ListedQuote> {
        self.beside.iter().filter(|it| it.id != self.quote.id)
    }

    pub fn sale(&self) -> &'static str {
        if self.quote.taxed { "Retail, taxed" } else { "Wholesale, not taxed" }
    }

    /// What stands in the way of the offer while it is open.
    pub fn warnings(&self) -> Vec<Warning> {
        match self.standing() {
            Standing::Draft | Standing::Awaiting => {
                warnings::of_quote(&self.quote, &self.bookings, self.visitor.style())
            }
            _ => Vec::new(),
        }
    }

    /// Staff see the extras, and the client ticks them.
    #[allow(clippy::unused_self)] // the client's page has a method of this name that does
    pub fn may_tick(&self) -> bool {
        false
    }

    /// Whether the visitor may approve the draft.
    pub fn may_approve(&self) -> bool {
        let (quote, me) = (&self.quote, self.visitor.user.id);
        self.visitor.may_send("/quotes/{id}/approval") && quote.approve(quote.version, me).is_ok()
    }

    pub fn may_edit(&self) -> bool {
        self.visitor.may_open("/quotes/{id}/edit") && self.quote.editable().is_ok()
    }

    pub fn may_revise(&self) -> bool {
        self.visitor.may_send("/quotes/{id}/revisions")
            && self.quote.revisable(&self.beside).is_ok()
    }

    pub fn may_withdraw(&self) -> bool {
        self.visitor.may_send("/quotes/{id}/withdrawal") && self.quote.withdrawable().is_ok()
    }

    pub fn may_invoice(&self) -> bool {
        self.visitor.may_open("/invoices/new")
            && matches!(self.standing(), Standing::Accepted | Standing::Booked)
            && !self.quote.is_invoiced
    }
}
