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

/// The deposits in one currency that were signed for and not invoiced yet.
#[derive(Debug, Clone, Deserialize)]
pub struct SignedDeposits {
    pub currency: Currency,
    pub owed: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    pub currency: Currency,
    pub owed: i64,
    /// How many invoices are overdue; `days` is by how many days the oldest of them is.
    pub overdue: i64,
    pub days: i64,
    /// The earliest due date of an invoice; none if there is none.
    pub next: Option<NaiveDate>,
    /// The part of it that is deposits of accepted quotes, due at once.
    pub deposits: i64,
}

/// One balance for each currency. A payment on the due date is in time.
pub fn balances(dues: &[Due], deposits: &[SignedDeposits], today: NaiveDate) -> Vec<Balance> {
    let mut all = of_invoices(dues, today);
    for SignedDeposits { currency, owed } in deposits {
        if let Some(it) = all.iter_mut().find(|it| it.currency == *currency) {
            it.owed = it.owed.saturating_add(*owed).min(Currency::MOST_SUMMED);
            it.deposits = *owed;
        } else {
            let (currency, deposits, owed) = (currency.clone(), *owed, *owed);
            all.push(Balance { currency, owed, overdue: 0, days: 0, next: None, deposits });
        }
    }
    all.sort_by(|a, b| a.currency.0.cmp(&b.currency.0));
    all
}

fn of_invoices(dues: &[Due], today: NaiveDate) -> Vec<Balance> {
    let mut all: Vec<Balance> = Vec::new();
    for due in dues {
        let days = today.signed_duration_since(due.day).num_days().max(0);
        let overdue = if days > 0 { due.invoices } else { 0 };
        if let Some(it) = all.iter_mut().find(|it| it.currency == due.currency) {
            it.owed = it.owed.saturating_add(due.owed).min(Currency::MOST_SUMMED);
            it.overdue += overdue;
            it.days = it.days.max(days);
            it.next = it.next.into_iter().chain([due.day]).min();
        } else {
            let (currency, owed, next) = (due.currency.clone(), due.owed, Some(due.day));
            all.push(Balance { currency, owed, overdue, days, next, deposits: 0 });
        }
    }
    all
}

impl Balance {
    pub fn written(&self) -> String {
        self.currency.written(self.owed)
    }

    /// "Includes a deposit of $37,400.00, due now"; empty where there is none.
    pub fn deposit_words(&self, style: Style) -> String {
        match self.deposits {
            0 => String::new(),
            all if all == self.owed => "Deposit, due now".to_owned(),
            part => format!("Includes a deposit of {}, due now", style.money(&self.currency, part)),
        }
    }

    /// "1 invoice 4 days overdue", "Next due Dec 5, 2026"; empty where no invoice is open.
    pub fn words(&self, style: Style) -> String {
        match self.overdue {
            0 => self.next.map(|day| format!("Next due {}", style.date(day))).unwrap_or_default(),
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
        balances(dues, &[], today)
            .iter()
            .map(|it| (it.written(), it.words(Style::default())))
            .collect()
    }

    #[test]
    fn an_invoice_is_overdue_from_the_day_after_its_due_date() {
        let said = |on| words(&[due("USD", on, 100, 1)]).remove(0).1;
        assert_eq!(said("2026-11-21"), "Next due Nov 21, 2026");
        assert_eq!(said("2026-11-20"), "1 invoice 1 day overdue");
        assert_eq!(said("2026-11-17"), "1 invoice 4 days overdue");
    }

    #[test]
    fn a_deposit_that_was_signed_for_is_owed_at_once() {
        let today = "2026-11-21".parse().unwrap();
        let signed = [
            SignedDeposits { currency: Currency("USD".into()), owed: 3_740_000 },
            SignedDeposits { currency: Currency("EUR".into()), owed: 100 },
        ];
        let all = balances(&[due("USD", "2026-12-05", 50, 1)], &signed, today);
        let said: Vec<_> = all
            .iter()
            .map(|it| {
                (it.written(), it.words(Style::default()), it.deposit_words(Style::default()))
            })
            .collect();
        assert_eq!(
            said,
            [
                ("1.00".to_owned(), String::new(), "Deposit, due now".to_owned()),
                (
                    "37,400.50".to_owned(),
                    "Next due Dec 5, 2026".to_owned(),
                    "Includes a deposit of $37,400.00, due now".to_owned()
                ),
            ]
        );
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
