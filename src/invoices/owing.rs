//! What a client owes in each currency: of invoices, and of accepted quotes before their invoice.
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

/// What is open in one currency of the quotes that were signed for and not invoiced yet, and whose balance is due on one day.
#[derive(Debug, Clone, Deserialize)]
pub struct SignedFor {
    pub currency: Currency,
    /// The day; none where the invoice says when.
    pub balance_on: Option<NaiveDate>,
    pub deposits: i64,
    pub balances: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountBalance {
    pub currency: Currency,
    pub owed: i64,
    /// How many invoices are overdue; `days` is by how many days the oldest of them is.
    pub overdue: i64,
    pub days: i64,
    /// The earliest due date of an invoice; none if there is none.
    pub next: Option<NaiveDate>,
    /// The part of it that is for accepted quotes: deposits, and balances whose day has come.
    pub signed: i64,
    /// How much of that is deposits.
    pub deposits: i64,
    /// The next balance of accepted quotes, which is not in the outstanding amount yet, and its day.
    pub later: Option<(NaiveDate, i64)>,
}

/// One balance for each currency. A payment on the due date is in time.
pub fn balances(dues: &[Due], signed: &[SignedFor], today: NaiveDate) -> Vec<AccountBalance> {
    let mut all = of_invoices(dues, today);
    for it in signed {
        if let Some(known) = all.iter_mut().find(|known| known.currency == it.currency) {
            known.add(it, today);
        } else {
            let mut new = AccountBalance::none(it.currency.clone());
            new.add(it, today);
            all.push(new);
        }
    }
    all.sort_by(|a, b| a.currency.0.cmp(&b.currency.0));
    all
}

fn of_invoices(dues: &[Due], today: NaiveDate) -> Vec<AccountBalance> {
    let mut all: Vec<AccountBalance> = Vec::new();
    for due in dues {
        let days = today.signed_duration_since(due.day).num_days().max(0);
        let overdue = if days > 0 { due.invoices } else { 0 };
        if let Some(it) = all.iter_mut().find(|it| it.currency == due.currency) {
            it.owed = it.owed.saturating_add(due.owed).min(Currency::MOST_SUMMED);
            it.overdue += overdue;
            it.days = it.days.max(days);
            it.next = it.next.into_iter().chain([due.day]).min();
        } else {
            let none = AccountBalance::none(due.currency.clone());
            all.push(AccountBalance { owed: due.owed, overdue, days, next: Some(due.day), ..none });
        }
    }
    all
}

impl AccountBalance {
    fn none(currency: Currency) -> Self {
        Self {
            currency,
            owed: 0,
            overdue: 0,
            days: 0,
            next: None,
            signed: 0,
            deposits: 0,
            later: None,
        }
    }

    fn add(&mut self, it: &SignedFor, today: NaiveDate) {
        let has_come = it.balance_on.is_some_and(|day| day <= today);
        let due = it.deposits.saturating_add(if has_come { it.balances } else { 0 });
        self.owed = self.owed.saturating_add(due).min(Currency::MOST_SUMMED);
        self.signed = self.signed.saturating_add(due);
        self.deposits = self.deposits.saturating_add(it.deposits);
        let later = it.balance_on.filter(|_| !has_come && it.balances > 0);
        let later = later.map(|day| (day, it.balances));
        self.later = self.later.into_iter().chain(later).min();
    }

    pub fn written(&self) -> String {
        self.currency.written(self.owed)
    }

    /// "Includes a deposit of $37,400.00, due now"; empty where nothing is due of accepted quotes.
    pub fn signed_words(&self, style: Style) -> String {
        let is_deposit = self.signed == self.deposits;
        match self.signed {
            0 => String::new(),
            all if all == self.owed && is_deposit => "Deposit, due now".to_owned(),
            all if all == self.owed => "For booked trips, due now".to_owned(),
            part => {
                let what = if is_deposit { "a deposit of " } else { "" };
                let of = if is_deposit { "" } else { " for booked trips" };
                format!("Includes {what}{}{of}, due now", style.money(&self.currency, part))
            }
        }
    }

    /// "Balance of $34,000.00 due Dec 12, 2026"; empty where none comes.
    pub fn later_words(&self, style: Style) -> String {
        let told = |(day, amount)| {
            let amount = style.money(&self.currency, amount);
            format!("Balance of {amount} due {}", style.date(day))
        };
        self.later.map(told).unwrap_or_default()
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
        let signed = [signed("USD", None, 3_740_000, 9), signed("EUR", None, 100, 9)];
        let all = balances(&[due("USD", "2026-12-05", 50, 1)], &signed, today);
        let said: Vec<_> = all
            .iter()
            .map(|it| (it.written(), it.words(Style::default()), it.signed_words(Style::default())))
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

    fn signed(currency: &str, day: Option<&str>, deposits: i64, balances: i64) -> SignedFor {
        let balance_on = day.map(|it| it.parse().unwrap());
        SignedFor { currency: Currency(currency.into()), balance_on, deposits, balances }
    }

    #[test]
    fn a_balance_that_was_signed_for_is_owed_from_its_day_on_and_told_before() {
        let signed = [
            signed("USD", Some("2026-12-12"), 100, 5_000),
            signed("USD", Some("2026-12-24"), 0, 7_000),
        ];
        let said = |today: &str| {
            let it = balances(&[], &signed, today.parse().unwrap()).remove(0);
            let style = Style::default();
            (it.written(), it.signed_words(style), it.later_words(style))
        };
        let told = |owed: &str, now: &str, later: &str| (owed.into(), now.into(), later.into());
        assert_eq!(
            said("2026-12-11"),
            told("1.00", "Deposit, due now", "Balance of $50.00 due Dec 12, 2026")
        );
        assert_eq!(
            said("2026-12-12"),
            told("51.00", "For booked trips, due now", "Balance of $70.00 due Dec 24, 2026")
        );
        assert_eq!(said("2026-12-24"), told("121.00", "For booked trips, due now", ""));
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
