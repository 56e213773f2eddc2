//! Credit notes for a part of an invoice: amounts of its lines, and the taxes on them.
use super::{Invoice, State, payment::Payment};
use crate::{
    error::Error,
    http::form::Form,
    kit::{
        ids::{CreditNoteId, PaymentId},
        money::{self, Quantity},
        price::{Basis, Line, Sums, Tax, sums},
    },
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most credit notes of an invoice.
const MOST: usize = 50;

/// What was credited of the line at a place of the invoice.
pub type Part = (usize, i64);

/// A credit note that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CreditNote {
    pub id: CreditNoteId,
    pub number: String,
    pub reason: String,
    pub parts: Vec<Part>,
    pub lines: Vec<Line>,
    pub subtotal: i64,
    pub total: i64,
    pub issued_on: NaiveDate,
    pub created_at: i64,
}

/// What of a payment pays the invoice no longer: it is credit of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Release {
    pub payment: PaymentId,
    pub amount: i64,
}

/// A credit note to be issued, for the version of the invoice that was on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crediting {
    pub id: CreditNoteId,
    pub seen: i64,
    pub reason: String,
    pub issued_on: NaiveDate,
    pub parts: Vec<Part>,
    pub lines: Vec<Line>,
    pub sums: Sums,
    pub releases: Vec<Release>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Void,
    Deposit,
    Stale,
    Nothing,
    Many,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Void => "This invoice is void, so it is credited already.",
            Refusal::Deposit => {
                "A deposit invoice is credited as a whole: void it, and issue another one."
            }
            Refusal::Stale => {
                "This invoice changed since you opened the page. Open it again to see how it stands."
            }
            Refusal::Nothing => "This invoice is credited in full.",
            Refusal::Many => "This invoice has fifty credit notes, which is the most.",
        })
    }
}

impl Crediting {
    /// What becomes credit of the account.
    pub fn released(&self) -> i64 {
        self.releases.iter().map(|it| it.amount).sum()
    }
}

impl Invoice {
    /// Whether a part of it may be credited.
    pub fn creditable(&self) -> Result<(), Refusal> {
        match self.balance.state {
            State::Void => Err(Refusal::Void),
            State::Issued if self.is_deposit => Err(Refusal::Deposit),
            State::Issued if self.balance.credited >= self.balance.total => Err(Refusal::Nothing),
            State::Issued if self.credits.len() >= MOST => Err(Refusal::Many),
            State::Issued => Ok(()),
        }
    }

    /// The lines of which an amount can be credited, with their places: those before the deposits that it deducts. Percentages
    /// follow from them.
    pub fn credit_lines(&self) -> impl Iterator<Item = (usize, &Line)> {
        let before = self.lines.iter().take_while(|line| line.basis != Basis::Deposit);
        before.enumerate().filter(|(_, line)| percent(line).is_none() && line.amount != 0)
    }

    /// What of the line at a place is not credited yet.
    pub fn uncredited(&self, place: usize) -> i64 {
        let amount = self.lines.get(place).map_or(0, |line| line.amount);
        amount - self.credited_of(place)
    }

    fn credited_of(&self, place: usize) -> i64 {
        let parts = self.credits.iter().flat_map(|it| &it.parts);
        parts.filter(|(at, _)| *at == place).map(|(_, amount)| amount).sum()
    }

    /// The credit note that was typed; none where the form has complaints.
    pub fn read_credit(
        &self,
        form: &mut Form,
        id: CreditNoteId,
        payments: &[Payment],
        today: NaiveDate,
    ) -> Result<Option<Crediting>, Refusal> {
        self.creditable()?;
        let reason = form.required("reason", 300, "Enter a reason: the client reads it.");
        let parts = self.read_parts(form);
        let Some((parts, lines, sums)) = parts.and_then(|parts| self.credit(&parts)) else {
            if !form.has_complaints() {
                form.complain("reason", "Enter what is credited of at least one line.");
            }
            return Ok(None);
        };
        let left = self.balance.total - self.balance.credited;
        if !(1..=left).contains(&sums.total) {
            let (total, left) =
                (self.balance.currency.written(sums.total), self.balance.currency.written(left));
            form.complain(
                "reason",
                format!("These amounts come to {total} with tax. Credit more than zero and at most {left}."),
            );
        }
        if form.has_complaints() {
            return Ok(None);
        }
        let surplus = (self.balance.paid + sums.total - self.balance.total).max(0);
        let releases = releases(payments, surplus).ok_or(Refusal::Stale)?;
        // An older version is refused by the change itself, and the form comes back.
        let seen = form.seen();
        Ok(Some(Crediting { id, seen, reason, issued_on: today, parts, lines, sums, releases }))
    }

    /// The amounts that were typed: each has the sign of its line, and is at most what is not credited of it yet.
    fn read_parts(&self, form: &mut Form) -> Option<Vec<Part>> {
        let currency = &self.balance.currency;
        let mut parts = Vec::new();
        for (place, line) in self.credit_lines() {
            let field = credit_field(place);
            if form.value(&field).is_empty() {
                continue;
            }
            let left = self.uncredited(place);
            let asked = format!("Enter what is credited of “{}”.", line.label);
            let amount = form.number(&field, &asked, |typed| currency.read(typed))?;
            if !(left.min(0)..=left.max(0)).contains(&amount) {
                form.complain(field, format!("At most {} is left of it.", currency.written(left)));
            } else if amount != 0 {
                parts.push((place, amount));
            }
        }
        (!parts.is_empty()).then_some(parts)
    }

    /// The lines of a credit note for these parts, with the percentages of what is taxable of them. A last credit note takes
    /// what rounding left of a tax.
    fn credit(&self, parts: &[Part]) -> Option<(Vec<Part>, Vec<Line>, Sums)> {
        let part =
            |place| parts.iter().filter(|(at, _)| *at == place).map(|(_, it)| it).sum::<i64>();
        let all: Vec<_> = self.credit_lines().collect();
        let [mut was, mut now, mut whole] = [0_i64; 3];
        let (mut taken, mut lines) = (Vec::new(), Vec::new());
        for (place, line) in &all {
            let (before, more) = (self.credited_of(*place), part(*place));
            let [before_taxed, then_taxed] = [before, before + more].map(|it| taxed(line, it));
            let (before_taxed, then_taxed) = (before_taxed?, then_taxed?);
            was = was.checked_add(before_taxed)?;
            now = now.checked_add(then_taxed)?;
            whole = whole.checked_add(taxed(line, line.amount)?)?;
            if more != 0 {
                let one =
                    Line::new(&line.label, Quantity::ONE, "", more, line.taxable, line.basis)?;
                lines.push(Line { taxed: Some(then_taxed - before_taxed), ..one });
                taken.push((*place, more));
            }
        }
        let before_deposits = self.lines.iter().take_while(|line| line.basis != Basis::Deposit);
        for (place, line) in before_deposits.enumerate() {
            let Some(ppm) = percent(line) else { continue };
            let until =
                |base| if base == whole { Some(line.amount) } else { money::share(base, ppm) };
            let amount = until(now)? - self.credited_of(place);
            if amount == 0 && now == was {
                continue;
            }
            let tax = Tax::Percent { ppm, base: now - was };
            let one = Line::new(&line.label, Quantity::ONE, "", amount, false, Basis::Tax)?;
            lines.push(Line { tax: Some(tax), ..one });
            taken.push((place, amount));
        }
        let sums = sums(&lines)?;
        Some((taken, lines, sums))
    }
}

/// The field for what is credited of the line at a place.
pub fn credit_field(place: usize) -> String {
    format!("credit.{place}")
}

fn percent(line: &Line) -> Option<i64> {
    match line.tax {
        Some(Tax::Percent { ppm, .. }) => Some(ppm),
        Some(Tax::Fee { .. }) | None => None,
    }
}

/// What is taxable of an amount of the line.
fn taxed(line: &Line, amount: i64) -> Option<i64> {
    let all = line.taxed.unwrap_or(if line.taxable { line.amount } else { 0 });
    if amount == line.amount {
        return Some(all);
    }
    money::portion(all, amount * line.amount.signum(), line.amount.checked_abs()?)
}

/// The payments that pay so much less: the latest ones first. None if they paid less than that.
fn releases(payments: &[Payment], surplus: i64) -> Option<Vec<Release>> {
    let (mut rest, mut all) = (surplus, Vec::new());
    for payment in payments.iter().rev().filter(|it| it.amount > 0) {
        if rest == 0 {
            break;
        }
        let amount = payment.amount.min(rest);
        rest -= amount;
        all.push(Release { payment: payment.id?, amount });
    }
    (rest == 0).then_some(all)
}
