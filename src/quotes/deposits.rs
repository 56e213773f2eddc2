//! The deposit that a quote asks for: a part of its total, or an amount.
use super::Quote;
use crate::{
    http::form::Form,
    kit::money::{self, Currency},
};

/// How the deposit follows from the total. With an amount, `ppm` does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DepositRule {
    pub ppm: i64,
    pub fixed: Option<i64>,
}

impl DepositRule {
    pub const fn percent(ppm: i64) -> Self {
        Self { ppm, fixed: None }
    }

    /// The deposit of this total, which it never exceeds. Nothing is asked for in advance of a total below zero.
    pub fn of(self, total: i64) -> Option<i64> {
        let total = total.max(0);
        match self.fixed {
            Some(amount) => Some(amount.min(total)),
            None => money::share(total, self.ppm),
        }
    }

    /// Its part of this total, in parts per million: that of an amount to a hundredth of a percent.
    pub fn share_of(self, total: i64) -> i64 {
        let Some(deposit) = self.fixed.and_then(|_| self.of(total)) else { return self.ppm };
        money::portion(10_000, deposit, total).map_or(0, |hundredths| hundredths * 100)
    }

    /// What was typed: a percentage, or an amount. None where the form has a complaint about it.
    pub fn read(form: &mut Form, currency: &Currency) -> Option<Self> {
        if form.value("deposit_amount").is_empty() {
            let asked = "Enter the deposit as a percentage from 0 to 100.";
            return form.number("deposit", asked, money::read_percent).map(Self::percent);
        }
        if !form.value("deposit").is_empty() {
            form.complain("deposit_amount", "Enter either a percentage or an amount, not both.");
            return None;
        }
        let asked = "Enter the deposit as an amount.";
        let amount = form.number("deposit_amount", asked, |typed| currency.read(typed))?;
        if amount < 0 {
            form.complain("deposit_amount", "A deposit is never below zero.");
            return None;
        }
        Some(Self { ppm: 0, fixed: Some(amount) })
    }

    /// Complains where the amount exceeds the total.
    pub fn check(self, form: &mut Form, total: i64, currency: &Currency) {
        if self.fixed.is_some_and(|amount| amount > total.max(0)) {
            let total = currency.written(total.max(0));
            form.complain("deposit_amount", format!("The total is {total}. Enter at most that."));
        }
    }

    /// Fills the two fields.
    pub fn fill(self, form: &mut Form, currency: &Currency) {
        match self.fixed {
            Some(amount) => form.set("deposit_amount", currency.typed(amount)),
            None => form.set("deposit", money::percent(self.ppm)),
        }
    }
}

impl Quote {
    pub fn deposit_rule(&self) -> DepositRule {
        DepositRule { ppm: self.deposit_ppm, fixed: self.deposit_fixed }
    }

    /// "50": its part of the total.
    pub fn deposit_percent(&self) -> String {
        money::percent(self.deposit_rule().share_of(self.total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deposit_is_a_part_of_the_total_or_an_amount_that_never_exceeds_it() {
        let half = DepositRule::percent(500_000);
        assert_eq!((half.of(1_001), half.share_of(1_001)), (Some(501), 500_000), "rounded once");
        let fixed = DepositRule { ppm: 0, fixed: Some(25_000) };
        assert_eq!((fixed.of(120_000), fixed.share_of(120_000)), (Some(25_000), 208_300));
        assert_eq!((fixed.of(20_000), fixed.share_of(20_000)), (Some(20_000), 1_000_000));
        assert_eq!((fixed.of(-5), fixed.share_of(-5), half.of(-5)), (Some(0), 0, Some(0)));
    }
}
