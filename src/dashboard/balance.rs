//! The outstanding amount in each currency, and how overdue it is.
use crate::kit::{money::Currency, style::Style};
use chrono::NaiveDate;
use serde::Deserialize;

/// The sum that is due on one day in one currency.
#[derive(Debug, Clone, Deserialize)]
pub struct Due {
    pub currency: Currency,
    pub day: NaiveDate,
    pub owed: i64,
    pub invoices: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    pub currency: Currency,
    pub owed: i64,
    /// How many invoices are overdue; `days` is by how many days the oldest of them is.
    pub overdue: i64,
    pub days: i64,
    /// The earliest due date.
    pub next: NaiveDate,
}

/// One balance for each currency. A payment on the due date is in time.
pub fn balances(dues: &[Due], today: NaiveDate) -> Vec<Balance> {
    let mut all: Vec<Balance> = Vec::new();
    for due in dues {
        let days = today.signed_duration_since(due.day).num_days().max(0);
        let overdue = if days > 0 { due.invoices } else { 0 };
        if let Some(it) = all.iter_mut().find(|it| it.currency == due.currency) {
            it.owed = it.owed.saturating_add(due.owed);
            it.overdue += overdue;
            it.days = it.days.max(days);
            it.next = it.next.min(due.day);
        } else {
            let (currency, owed, next) = (due.currency.clone(), due.owed, due.day);
            all.push(Balance { currency, owed, overdue, days, next });
        }
    }
    all.sort_by(|a, b| a.currency.0.cmp(&b.currency.0));
    all
}

impl Balance {
    pub fn written(&self) -> String {
        self.currency.written(self.owed)
    }

    /// "1 invoice 4 days overdue", "Due Dec 5, 2026".
    pub fn words(&self, style: Style) -> String {
        match self.overdue {
            0 => format!("Next due {}", style.date(self.next)),
            1 => format!("1 invoice {} overdue", days(self.days)),
            many => format!("{many} invoices overdue, the oldest {}", days(self.days)),
        }
    }

    pub fn class(&self) -> &'static str {
        if self.overdue > 0 { "late" } else { "wait" }
    }
}

/// "1 day", "4 days".
pub fn days(n: i64) -> String {
    if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(currency: &str, day: &str, owed: i64, invoices: i64) -> Due {
        let currency = Currency(currency.into());
        Due { currency, day: day.parse().unwrap(), owed, invoices }
    }

    fn words(dues: &[Due]) -> Vec<(String, String)> {
        let today = "2026-11-21".parse().unwrap();
        balances(dues, today).iter().map(|it| (it.written(), it.words(Style::default()))).collect()
    }

    #[test]
    fn an_invoice_is_overdue_from_the_day_after_its_due_date() {
        let said = |on| words(&[due("USD", on, 100, 1)]).remove(0).1;
        assert_eq!(said("2026-11-21"), "Next due Nov 21, 2026");
        assert_eq!(said("2026-11-20"), "1 invoice 1 day overdue");
        assert_eq!(said("2026-11-17"), "1 invoice 4 days overdue");
    }

    #[test]
    fn each_currency_has_its_own_balance() {
        let dues = [
            due("USD", "2026-11-17", 100, 2),
            due("EUR", "2026-12-01", 5_000, 1),
            due("USD", "2026-12-05", 50, 1),
            due("USD", "2026-11-19", 1, 1),
        ];
        assert_eq!(
            words(&dues),
            [
                ("50.00".to_owned(), "Next due Dec 1, 2026".to_owned()),
                ("1.51".to_owned(), "3 invoices overdue, the oldest 4 days".to_owned())
            ]
        );
    }
}
