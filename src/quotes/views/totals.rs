//! What a quote comes to, beside the builder: as it was typed, or as it was last saved.
use super::{
    super::{pricing::Sale, sending},
    Builder,
};
use crate::{
    itineraries::Leg,
    kit::{
        money::{self, Currency},
        price::{Basis, Line},
        schedule::{Schedule, Step},
        text,
    },
};

/// The sums of a draft.
#[derive(Debug)]
pub struct Totals<'a> {
    pub currency: &'a Currency,
    lines: &'a [Line],
    legs: &'a [Leg],
    extras: usize,
    is_taxed: bool,
    is_saved: bool,
    subtotal: i64,
    total: i64,
    deposit_ppm: i64,
    schedule: Schedule,
}

impl Totals<'_> {
    pub fn subtotal(&self) -> String {
        self.currency.written(self.subtotal)
    }

    pub fn taxes(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.basis == Basis::Tax)
    }

    /// The lines that are taxed, wholly or in part.
    pub fn taxable(&self) -> Vec<&Line> {
        let offered = self.lines.iter().filter(|line| line.basis != Basis::Tax);
        offered.filter(|line| !line.mark(self.currency).is_empty()).collect()
    }

    /// "2 optional extras"; empty without any.
    pub fn extras(&self) -> String {
        let count = i64::try_from(self.extras).unwrap_or(i64::MAX);
        if count == 0 { String::new() } else { text::counted(count, "optional extra") }
    }

    pub fn total(&self) -> String {
        self.currency.written(self.total)
    }

    /// What is paid when, if that is said.
    pub fn steps(&self) -> Vec<Step> {
        self.schedule.steps()
    }

    pub fn deposit_percent(&self) -> String {
        money::percent(self.deposit_ppm)
    }
}

impl Builder {
    pub fn totals(&self) -> Option<Totals<'_>> {
        let typed = self.comes_to.as_ref().map(|it| Totals {
            currency: &it.currency,
            lines: &it.price.lines,
            legs: &it.legs,
            extras: it.extras.len(),
            is_taxed: it.sale == Sale::Retail,
            is_saved: false,
            subtotal: it.price.sums.subtotal,
            total: it.price.sums.total,
            deposit_ppm: it.deposit.share_of(it.price.sums.total),
            schedule: Schedule {
                total: it.price.sums.total,
                deposit: it.price.deposit,
                balance_on: it.balance.date(&it.legs),
                accepted_on: self.visitor.today(),
            },
        });
        let saved = self.saved.as_ref().filter(|_| !self.form.is("then", "totals"));
        let saved = saved.map(|it| Totals {
            currency: &it.currency,
            lines: &it.lines,
            legs: &it.itinerary,
            extras: it.extras.len(),
            is_taxed: it.taxed,
            is_saved: true,
            subtotal: it.subtotal,
            total: it.total,
            deposit_ppm: it.deposit_rule().share_of(it.total),
            schedule: it.schedule(&self.visitor.workspace.zone, self.visitor.now),
        });
        typed.or(saved)
    }

    /// "As last saved, with the rates in force on Dec 10."
    pub fn totals_hint(&self, it: &Totals) -> String {
        let when = if it.is_saved { "As last saved" } else { "Not saved yet" };
        let day =
            sending::tax_date(it.legs).map(|date| self.visitor.date(date)).unwrap_or_default();
        if it.is_taxed {
            format!("{when}, with the rates in force on {day}.")
        } else {
            format!("{when}, without taxes.")
        }
    }
}
