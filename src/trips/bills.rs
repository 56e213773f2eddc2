//! What is to be paid for trips.
use crate::kit::{
    ids::{InvoiceId, QuoteId},
    money::{self, Currency},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// The accepted quote that the trip was made from.
#[derive(Debug, Clone, Deserialize)]
pub struct AcceptedQuote {
    pub id: QuoteId,
    pub reference: String,
    /// Whether its signed copy is there for the reader.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_sealed: bool,
    /// Whether it has its invoice; one for a deposit is not it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_invoiced: bool,
    pub currency: Currency,
    /// Its sums are zero for a reader who may not see money.
    pub total: i64,
    pub deposit: i64,
    pub balance_on: Option<NaiveDate>,
    pub answered_at: Option<i64>,
    /// What was paid for it and is on no invoice yet.
    pub advance: i64,
}

/// An invoice for the trip.
#[derive(Debug, Clone, Deserialize)]
pub struct BilledInvoice {
    pub id: InvoiceId,
    pub number: String,
    pub currency: Currency,
    pub total: i64,
    pub paid: i64,
    pub due_on: NaiveDate,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_void: bool,
    /// Whether it is for what the quote offered, or for a deposit of that.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_of_quote: bool,
}

/// What of the price of a trip is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub currency: Currency,
    pub paid: i64,
    pub total: i64,
}

/// What is paid of a trip: of its invoices, and of its quote while no invoice bills that. None where there is nothing to
/// pay, or several currencies.
pub fn settled(offer: Option<&AcceptedQuote>, bills: &[BilledInvoice]) -> Option<Settled> {
    let bills: Vec<_> = bills.iter().filter(|it| !it.is_void).collect();
    let offer = offer.filter(|it| it.total > 0);
    let pending = offer.filter(|it| !it.is_invoiced);
    let currency = offer.map(|it| &it.currency).or(bills.first().map(|it| &it.currency))?;
    if bills.iter().any(|it| it.currency != *currency) {
        return None;
    }
    let billed = bills.iter().filter(|it| pending.is_none() || !it.is_of_quote);
    let amounts = billed.map(|it| it.total).chain(pending.map(|it| it.total));
    let total = money::sum(amounts).filter(|total| *total > 0)?;
    let parts = bills.iter().map(|it| it.paid).chain(offer.map(|it| it.advance));
    let paid = money::sum(parts)?.clamp(0, total);
    Some(Settled { currency: currency.clone(), paid, total })
}

impl BilledInvoice {
    pub fn is_open(&self) -> bool {
        !self.is_void && self.paid < self.total
    }
}

/// What is to be paid for a trip in a list: an invoice, or its accepted quote before that.
#[derive(Debug, Clone, Deserialize)]
pub struct Unpaid {
    /// None for the quote.
    pub id: Option<InvoiceId>,
    pub currency: Currency,
    open: i64,
    /// What is due from a day on.
    balance: i64,
    balance_on: Option<NaiveDate>,
}

impl Unpaid {
    /// What is due by now.
    pub fn due(&self, today: NaiveDate) -> i64 {
        let has_come = self.balance_on.is_some_and(|day| day <= today);
        self.open.saturating_add(if has_come { self.balance } else { 0 })
    }
}

/// The unpaid sum of the invoices, for each currency.
pub fn outstanding(bills: &[BilledInvoice]) -> Vec<(&Currency, i64)> {
    let open = bills.iter().filter(|bill| bill.is_open());
    sums(open.map(|bill| (&bill.currency, bill.total.saturating_sub(bill.paid))))
}

/// The sum of amounts, for each currency.
pub fn sums<'b>(amounts: impl Iterator<Item = (&'b Currency, i64)>) -> Vec<(&'b Currency, i64)> {
    let mut sums: Vec<(&Currency, i64)> = Vec::new();
    for (currency, amount) in amounts {
        match sums.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, sum)) => *sum = sum.saturating_add(amount),
            None => sums.push((currency, amount)),
        }
    }
    sums
}

/// The invoice to pay first: the one that is due first.
pub fn first_due(bills: &[BilledInvoice]) -> Option<&BilledInvoice> {
    bills.iter().filter(|bill| bill.is_open()).min_by_key(|bill| bill.due_on)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    fn bill(currency: &str, (total, paid): (i64, i64), due_on: &str) -> BilledInvoice {
        BilledInvoice {
            id: InvoiceId(Uuid::nil()),
            number: "1".into(),
            currency: Currency(currency.into()),
            total,
            paid,
            due_on: due_on.parse().unwrap(),
            is_void: false,
            is_of_quote: true,
        }
    }

    fn offer(advance: i64) -> AcceptedQuote {
        AcceptedQuote {
            id: QuoteId(Uuid::nil()),
            reference: "Q-1".into(),
            is_sealed: true,
            is_invoiced: false,
            currency: Currency("USD".into()),
            total: 1_000,
            deposit: 300,
            balance_on: None,
            answered_at: Some(0),
            advance,
        }
    }

    #[test]
    fn a_trip_is_paid_by_what_came_before_its_invoice_and_by_its_invoices() {
        let part = |offer: &AcceptedQuote, bills: &[BilledInvoice]| {
            settled(Some(offer), bills).map(|it| (it.paid, it.total))
        };
        let day = "2026-12-01";
        assert_eq!(part(&offer(300), &[]), Some((300, 1_000)), "an advance");
        let deposit = bill("USD", (300, 100), day);
        assert_eq!(
            part(&offer(0), std::slice::from_ref(&deposit)),
            Some((100, 1_000)),
            "a deposit invoice"
        );
        let extra = BilledInvoice { is_of_quote: false, ..bill("USD", (50, 0), day) };
        assert_eq!(part(&offer(0), &[deposit.clone(), extra]), Some((100, 1_050)));
        let invoiced = AcceptedQuote { is_invoiced: true, ..offer(0) };
        let rest = bill("USD", (720, 0), day);
        assert_eq!(part(&invoiced, &[deposit, rest]), Some((100, 1_020)), "as it was billed");
        assert_eq!(part(&offer(5_000), &[]), Some((1_000, 1_000)), "the surplus is credit");
        assert_eq!(part(&offer(0), &[bill("EUR", (5, 0), day)]), None, "two currencies");
        let unseen = AcceptedQuote { total: 0, ..offer(0) };
        assert_eq!(part(&unseen, &[]), None, "a reader who sees no money");
        assert_eq!(settled(None, &[bill("USD", (5, 5), day)]).map(|it| it.paid), Some(5));
    }

    #[test]
    fn outstanding_sums_are_per_currency_and_leave_out_void_invoices() {
        let void = BilledInvoice { is_void: true, ..bill("USD", (900, 0), "2026-12-01") };
        let bills = [
            bill("USD", (1_000, 400), "2026-12-05"),
            bill("EUR", (500, 500), "2026-12-01"),
            void,
            bill("USD", (50, 0), "2026-12-03"),
        ];
        assert_eq!(outstanding(&bills), [(&Currency("USD".into()), 650)]);
        assert_eq!(first_due(&bills).unwrap().total, 50, "the earliest that is not paid");
    }
}
