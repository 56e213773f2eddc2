//! What is to be paid for trips.
use crate::kit::{ids::InvoiceId, money::Currency};
use chrono::NaiveDate;
use serde::Deserialize;

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
}

impl BilledInvoice {
    pub fn is_open(&self) -> bool {
        !self.is_void && self.paid < self.total
    }
}

/// An unpaid invoice of a trip in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct Unpaid {
    pub id: InvoiceId,
    pub currency: Currency,
    pub open: i64,
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
        }
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
