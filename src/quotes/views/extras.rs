//! The optional extras of a quote as pages show them, and what follows from the client's choice.
use super::{
    super::{Quote, extras},
    Show, Standing,
};
use crate::kit::{
    ids::TripId,
    price::{Extra, Line},
};

/// An optional extra.
#[derive(Debug)]
pub struct OfferedExtra<'q> {
    pub number: usize,
    pub line: &'q Line,
    pub is_chosen: bool,
    /// "537.50 with taxes"; empty where they add nothing.
    pub with_taxes: String,
}

impl Quote {
    pub fn offered_extras(&self) -> Vec<OfferedExtra<'_>> {
        let mut shown = Vec::new();
        for (number, line) in self.extras.iter().enumerate() {
            let adds = self.adds(number).filter(|adds| *adds != line.amount);
            let with_taxes = adds.map(|it| format!("{} with taxes", self.currency.written(it)));
            shown.push(OfferedExtra {
                number,
                line,
                is_chosen: line.extra == Some(Extra::Chosen),
                with_taxes: with_taxes.unwrap_or_default(),
            });
        }
        shown
    }
}

impl Show {
    /// Whether the visitor may choose among the extras.
    pub fn may_tick(&self) -> bool {
        self.standing() == Standing::Awaiting && self.may_answer() && self.obstacle().is_empty()
    }

    /// Reads which extras the form ticks, and shows the quote with them.
    pub fn tick(&mut self) {
        if let Some(quote) = extras::ticked(&mut self.form, &self.quote) {
            self.quote = quote;
        }
        let workspace = &self.visitor.workspace;
        let style = workspace.style(self.visitor.now);
        self.quote.terms = self.quote.terms_told(&workspace.zone, style);
    }

    pub fn total(&self) -> String {
        self.visitor.style().money(&self.quote.currency, self.quote.total)
    }

    /// Where an acceptance leads to, and what is said there: to pay the deposit, if one is due that the visitor may pay.
    pub fn next(&self, trip: TripId) -> (String, String) {
        let quote = &self.quote;
        let due = quote.due_now(&self.visitor);
        if due > 0 && self.visitor.may_open("/payments/new") {
            let what = if due == quote.deposit { "The deposit of " } else { "" };
            let sum = self.visitor.style().money(&quote.currency, due);
            let words = format!("Quote accepted. {what}{sum} is due now.");
            (format!("/payments/new?trip={trip}"), words)
        } else {
            let words = "Quote accepted. What happens next is below and in your email.";
            (format!("/quotes/{}", quote.id), words.to_owned())
        }
    }
}
