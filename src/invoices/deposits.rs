//! Deposits: an invoice for a part of an accepted quote, which the invoice of that quote, or another for its trip, deducts
//! later, tax by tax.
use super::{
    actuals::Charges,
    issuing::{Billing, FIGURES, Issue, Refusal},
};
use crate::{
    http::form::Form,
    kit::{
        clock::Dates,
        ids::InvoiceId,
        money::{self, Currency, Quantity},
        placeholders,
        price::{Basis, Line, Tax, sums},
        style::Style,
    },
};
use chrono::NaiveDate;
use serde::Deserialize;

/// An issued deposit invoice of a quote.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Deposit {
    pub id: InvoiceId,
    pub number: String,
    pub issued_on: NaiveDate,
    pub total: i64,
    pub lines: Vec<Line>,
    /// The number of the invoice that deducts it already.
    pub deducted_in: Option<String>,
}

impl Deposit {
    /// The lines that deduct it: what it asked for without tax, and each of its taxes.
    fn deductions(&self) -> impl Iterator<Item = Option<Line>> {
        self.lines.iter().map(|line| {
            let label = match line.basis {
                Basis::Tax => format!("{} in deposit {}", line.label, self.number),
                _ => format!("Less deposit {}", self.number),
            };
            let amount = line.amount.checked_neg()?;
            let back = Line::new(&label, Quantity::ONE, "", amount, false, line.basis)?;
            let tax = line.tax.map(|it| match it {
                Tax::Percent { ppm, base } => Tax::Percent { ppm, base: -base },
                fee @ Tax::Fee { .. } => fee,
            });
            Some(Line { taxed: line.taxed.map(|part| -part), tax, ..back })
        })
    }
}

/// The charges without these deposits. None where a sum is too large.
pub fn deduct<'d>(
    charges: Charges,
    deposits: impl IntoIterator<Item = &'d Deposit>,
) -> Option<Charges> {
    let mut lines = charges.lines;
    for line in deposits.into_iter().flat_map(Deposit::deductions) {
        lines.push(line?);
    }
    let sums = sums(&lines)?;
    Some(Charges { lines, sums })
}

impl Billing {
    /// The deposits that the invoice deducts: those that no other invoice has deducted.
    fn deducts(&self) -> impl Iterator<Item = &Deposit> {
        self.deposits.iter().filter(|it| it.deducted_in.is_none())
    }

    /// What the invoice deducts.
    pub fn less(&self) -> i64 {
        money::sum(self.deducts().map(|it| it.total)).unwrap_or(i64::MAX)
    }

    /// What the deposits come to that were invoiced.
    pub fn deposited(&self) -> i64 {
        money::sum(self.deposits.iter().map(|it| it.total)).unwrap_or(i64::MAX)
    }

    /// The ids of those that it deducts, in order: what the invoice was made from.
    pub fn deposit_ids(&self) -> String {
        let ids: Vec<_> = self.deducts().map(|it| it.id.to_string()).collect();
        ids.join(" ")
    }

    /// The charges without the deposits that were invoiced. None where a sum is too large.
    pub fn deducted(&self, charges: Charges) -> Option<Charges> {
        deduct(charges, self.deducts())
    }

    /// A deposit of this amount, in which each tax has the share that it has in the quote.
    fn part(&self, amount: i64) -> Option<Charges> {
        let share = |line: &Line| {
            let part = money::portion(line.amount, amount, self.total)?;
            let tax = match line.tax {
                Some(Tax::Percent { ppm, base }) => {
                    Some(Tax::Percent { ppm, base: money::portion(base, amount, self.total)? })
                }
                // A part of a fee is no longer so much for each passenger.
                Some(Tax::Fee { .. }) | None => None,
            };
            let line = Line::new(&line.label, Quantity::ONE, "", part, false, Basis::Tax)?;
            Some(Line { tax, ..line })
        };
        let taxes = self.lines.iter().filter(|it| it.basis == Basis::Tax);
        let taxes: Vec<Line> = taxes.map(share).collect::<Option<_>>()?;
        let tax = money::sum(taxes.iter().map(|it| it.amount))?;
        let label = format!("Deposit for {}", self.quote);
        let net = amount.checked_sub(tax)?;
        let line = Line::new(&label, Quantity::ONE, "", net, false, Basis::Deposit)?;
        let base = taxes.iter().find_map(|it| match it.tax {
            Some(Tax::Percent { base, .. }) => Some(base),
            Some(Tax::Fee { .. }) | None => None,
        });
        let lines: Vec<Line> = std::iter::once(Line { taxed: base, ..line }).chain(taxes).collect();
        let sums = sums(&lines)?;
        Some(Charges { lines, sums })
    }

    /// The form as it begins: with the deposit that was agreed, if none was invoiced yet.
    pub fn deposit_form(&self, due_on: NaiveDate) -> Form {
        let mut form = Form::of([("due_on", due_on.to_string()), ("terms", self.terms.clone())]);
        if self.is_deposit_agreed() {
            form.set("amount", self.currency.typed(self.deposit));
        }
        form
    }

    /// The deposit invoice that was typed; none where the form has complaints.
    pub fn read_deposit(
        &self,
        form: &mut Form,
        id: InvoiceId,
        (dates, style): (Dates, Style),
    ) -> Result<Option<Issue>, Refusal> {
        self.issuable()?;
        let terms = form.text("terms", 4_000);
        if let Some(complaint) = placeholders::complaint(&terms, &FIGURES) {
            form.complain("terms", complaint);
        }
        let due_on = form.date("due_on", &dates);
        if due_on.is_some_and(|due| due < dates.today) {
            form.complain("due_on", Refusal::DuePast.words());
        }
        let charges = self.read_amount(form).and_then(|(field, amount)| {
            let left = self.total.saturating_sub(self.deposited());
            if (1..=left).contains(&amount) {
                return self.part(amount);
            }
            let left = self.currency.written(left.max(0));
            form.complain(
                field,
                format!("Enter more than zero and at most {left}: the rest of the quote."),
            );
            None
        });
        let ready = due_on.zip(charges).filter(|_| !form.has_complaints());
        let Some((due_on, charges)) = ready else { return Ok(None) };
        self.electronic(&charges)?;
        let terms = self.terms_told(&terms, due_on, &charges, style);
        Ok(Some(self.issue(id, form.seen(), (dates.today, due_on), terms, charges)))
    }

    /// The amount that was typed, or the percentage of the quote's total, and the field that it is from.
    fn read_amount(&self, form: &mut Form) -> Option<(&'static str, i64)> {
        const ASKED: &str = "Enter an amount, or a percentage of the quote.";
        match (form.value("amount").is_empty(), form.value("percent").is_empty()) {
            (false, true) => {
                let currency: &Currency = &self.currency;
                let amount = form.number("amount", ASKED, |typed| currency.read(typed))?;
                Some(("amount", amount))
            }
            (true, false) => {
                let ppm = form.number("percent", ASKED, money::read_percent)?;
                Some(("percent", money::share(self.total, ppm)?))
            }
            (true, true) => {
                form.complain("amount", ASKED);
                None
            }
            (false, false) => {
                form.complain("percent", "Enter either an amount or a percentage, not both.");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    /// A quote of these charges and taxes.
    fn bill(net: i64, taxes: &[i64], deposits: Vec<Deposit>) -> Billing {
        let line = |label: &str, amount, basis| {
            Line::new(label, Quantity::ONE, "", amount, false, basis).unwrap()
        };
        let taxes = taxes.iter().map(|amount| line("Tax", *amount, Basis::Tax));
        let lines: Vec<Line> =
            std::iter::once(line("Flight", net, Basis::Fixed)).chain(taxes).collect();
        let sums = sums(&lines).unwrap();
        Billing {
            lines,
            subtotal: sums.subtotal,
            total: sums.total,
            deposits,
            ..crate::invoices::issuing::tests::bill()
        }
    }

    fn deposit(n: u128, charges: Charges) -> Deposit {
        let total = charges.sums.total;
        let issued_on = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let (id, number) = (InvoiceId(Uuid::from_u128(n)), format!("D-{n}"));
        Deposit { id, number, issued_on, total, lines: charges.lines, deducted_in: None }
    }

    fn whole(bill: &Billing) -> Charges {
        Charges { lines: bill.lines.clone(), sums: sums(&bill.lines).unwrap() }
    }

    #[test]
    fn a_deposit_has_its_share_of_each_tax_and_is_deducted_with_it() {
        let quote = bill(100_000, &[7_500, 1_040], vec![]);
        let half = quote.part(54_270).unwrap();
        let amounts: Vec<_> = half.lines.iter().map(|it| it.amount).collect();
        assert_eq!(amounts, [50_000, 3_750, 520]);
        let last = bill(100_000, &[7_500, 1_040], vec![deposit(1, half)]);
        let charges = last.deducted(whole(&last)).unwrap();
        let shown: Vec<_> =
            charges.lines.iter().map(|it| (it.label.as_str(), it.amount)).skip(3).collect();
        assert_eq!(
            shown,
            [
                ("Less deposit D-1", -50_000),
                ("Tax in deposit D-1", -3_750),
                ("Tax in deposit D-1", -520)
            ]
        );
        assert_eq!(
            (charges.sums.subtotal, charges.sums.tax, charges.sums.total),
            (50_000, 4_270, 54_270)
        );
    }

    proptest! {
        /// Rounding loses nothing: the deposits and the last invoice come to the quote.
        #[test]
        fn deposits_and_the_rest_are_the_whole(
            net in 1..1_000_000_000_i64, taxes in prop::collection::vec(0..100_000_000_i64, 0..4), parts in prop::collection::vec(1..1_000_000_i64, 1..4),
        ) {
            let quote = bill(net, &taxes, vec![]);
            let mut deposits = Vec::new();
            for (ppm, n) in parts.iter().zip(1..) {
                let amount = money::share(quote.total, *ppm / 4).unwrap();
                let charges = quote.part(amount).unwrap();
                prop_assert_eq!(charges.sums.total, amount);
                deposits.push(deposit(n, charges));
            }
            let asked: i64 = deposits.iter().map(|it| it.total).sum();
            let last = bill(net, &taxes, deposits);
            let charges = last.deducted(whole(&last)).unwrap();
            prop_assert_eq!(charges.sums.total + asked, quote.total);
            prop_assert_eq!(charges.lines.iter().map(|it| it.amount).sum::<i64>(), charges.sums.total);
        }
    }
}
