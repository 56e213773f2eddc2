//! The statement of an account: what it owed at first, what happened in a period, and what it owes since; and how old
//! what is open is today.
use crate::{
    http::form::Form,
    invoices::Method,
    kit::{csv, ids::AccountId, money::Currency, style::Style},
};
use chrono::{Datelike as _, Months, NaiveDate};
use serde::Deserialize;

/// The days that a statement is about, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Period {
    /// As it was asked for in an address; else since the first day of the month, three months ago.
    pub fn asked(days: &Form, today: NaiveDate) -> Self {
        let first = today.with_day(1).unwrap_or(today);
        let usual = first.checked_sub_months(Months::new(3)).unwrap_or(first);
        let until = days.day("until").unwrap_or(today);
        let from = days.day("from").unwrap_or(usual);
        Self { from: from.min(until), until }
    }

    /// As a form says it.
    pub fn typed(from: &str, until: &str) -> Option<Self> {
        let (from, until): (NaiveDate, NaiveDate) = (from.parse().ok()?, until.parse().ok()?);
        (from <= until).then_some(Self { from, until })
    }

    /// The name of its file.
    pub fn file(self, kind: &str) -> String {
        format!("Statement {} to {}.{kind}", self.from, self.until)
    }

    /// The client's page of it.
    pub fn path(self, account: AccountId) -> String {
        let (from, until) = (self.from, self.until);
        format!("/statement?account={account}&from={from}&until={until}")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Invoice,
    /// An invoice was voided: `about` is its number.
    CreditNote,
    Payment,
    Refund,
}

/// What happened on a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Entry {
    pub id: String,
    pub kind: EntryKind,
    pub on_day: NaiveDate,
    /// The number of an invoice, or the reference of a payment.
    pub reference: String,
    pub about: String,
    /// The trips and routes that it is for.
    pub trips: String,
    pub currency: Currency,
    pub amount: i64,
}

/// What was owed in a currency before the period; negative is credit.
#[derive(Debug, Clone, Deserialize)]
pub struct Before {
    pub currency: Currency,
    pub amount: i64,
}

/// What is open today, by how long it is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Ageing {
    pub currency: Currency,
    pub not_due: i64,
    pub to_30: i64,
    pub to_60: i64,
    pub to_90: i64,
    pub older: i64,
}

/// The statement in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub currency: Currency,
    pub opening: i64,
    /// Each with the balance after it.
    pub entries: Vec<(Entry, i64)>,
    pub closing: i64,
    pub ageing: Option<Ageing>,
}

impl Statement {
    /// "$1,200.00", or "$1,200.00 credit" of a negative balance.
    pub fn owed(&self, style: Style, minor: i64) -> String {
        let written = style.money(&self.currency, minor.saturating_abs());
        if minor < 0 { format!("{written} credit") } else { written }
    }
}

impl Ageing {
    /// What of it is overdue.
    pub fn overdue(&self) -> i64 {
        [self.to_30, self.to_60, self.to_90, self.older].iter().sum()
    }
}

impl EntryKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Invoice => "Invoice",
            Self::CreditNote => "Credit note",
            Self::Payment => "Payment",
            Self::Refund => "Refund",
        }
    }
}

impl Entry {
    /// "T-1001, TEB to PBI", after the number of the invoice that was credited, or how it was paid.
    pub fn details(&self) -> String {
        let about = match self.kind {
            EntryKind::Invoice | EntryKind::CreditNote => self.about.as_str(),
            EntryKind::Payment | EntryKind::Refund => {
                let method = Method::of(&self.about).map(Method::name);
                method.unwrap_or(&self.about)
            }
        };
        let parts = [about, self.trips.as_str()];
        parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// What it changes of the balance: a payment lowers it.
    pub fn change(&self) -> i64 {
        match self.kind {
            EntryKind::Invoice | EntryKind::Refund => self.amount,
            EntryKind::Payment | EntryKind::CreditNote => -self.amount,
        }
    }
}

/// A statement for each currency, from entries in the order in which they happened.
pub fn statements(before: &[Before], entries: &[Entry], ageing: &[Ageing]) -> Vec<Statement> {
    let names = before.iter().map(|it| &it.currency);
    let names = names.chain(entries.iter().map(|it| &it.currency));
    let names = names.chain(ageing.iter().map(|it| &it.currency));
    let mut currencies: Vec<_> = names.cloned().collect();
    currencies.sort_by(|a, b| a.0.cmp(&b.0));
    currencies.dedup();
    let each = currencies.into_iter().map(|currency| {
        let opening = before.iter().find(|it| it.currency == currency).map_or(0, |it| it.amount);
        let mut closing = opening;
        let of = entries.iter().filter(|it| it.currency == currency);
        let entries = of.map(|it| {
            closing = closing.saturating_add(it.change());
            (it.clone(), closing)
        });
        let entries: Vec<_> = entries.collect();
        let ageing = ageing.iter().find(|it| it.currency == currency).cloned();
        Statement { currency, opening, entries, closing, ageing }
    });
    // A currency in which nothing was ever left and nothing happened is of no interest.
    each.filter(|it| it.opening != 0 || !it.entries.is_empty() || it.ageing.is_some()).collect()
}

/// The statements as a file of comma-separated values. Amounts are never negative, because a spreadsheet would take
/// those for formulas: what is owed and what is credit have columns of their own.
pub fn file(all: &[Statement], period: Period) -> Option<String> {
    let head =
        ["Date", "Type", "Reference", "Details", "Currency", "Charged", "Paid", "Owed", "Credit"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for it in all {
        let figure = |minor: i64| match minor {
            ..=0 => String::new(),
            minor => it.currency.written(minor).replace(',', ""),
        };
        let balance = |on: NaiveDate, name: &str, amount: i64| {
            let (day, code) = (on.to_string(), it.currency.to_string());
            let none = String::new;
            vec![
                day,
                name.to_owned(),
                none(),
                none(),
                code,
                none(),
                none(),
                figure(amount),
                figure(-amount),
            ]
        };
        rows.push(balance(period.from, "Opening balance", it.opening));
        for (entry, after) in &it.entries {
            let change = entry.change();
            rows.push(vec![
                entry.on_day.to_string(),
                entry.kind.name().to_owned(),
                entry.reference.clone(),
                entry.details(),
                it.currency.to_string(),
                figure(change),
                figure(-change),
                figure(*after),
                figure(-*after),
            ]);
        }
        rows.push(balance(period.until, "Closing balance", it.closing));
    }
    csv::file(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entry(kind: EntryKind, on: &str, code: &str, amount: i64) -> Entry {
        Entry {
            id: "1".into(),
            kind,
            on_day: day(on),
            reference: "2026-1".into(),
            about: if kind == EntryKind::Invoice { "" } else { "wire" }.into(),
            trips: "T-1, TEB to PBI".into(),
            currency: Currency(code.into()),
            amount,
        }
    }

    #[test]
    fn a_statement_begins_with_a_balance_and_ends_with_one() {
        let before = [Before { currency: Currency("USD".into()), amount: 500 }];
        let entries = vec![
            entry(EntryKind::Invoice, "2026-11-02", "USD", 1_000),
            entry(EntryKind::Payment, "2026-11-03", "USD", 1_700),
            entry(EntryKind::Invoice, "2026-11-04", "JPY", 9),
            entry(EntryKind::Refund, "2026-11-05", "USD", 50),
        ];
        let all = statements(&before, &entries, &[]);
        let sums: Vec<_> =
            all.iter().map(|it| (it.currency.0.as_str(), it.opening, it.closing)).collect();
        assert_eq!(sums, [("JPY", 0, 9), ("USD", 500, -150)]);
        let running: Vec<_> = all[1].entries.iter().map(|it| it.1).collect();
        assert_eq!(running, [1_500, -200, -150]);
        let period = Period { from: day("2026-11-01"), until: day("2026-11-30") };
        insta::assert_snapshot!(file(&all[1..], period).unwrap().replace('\r', ""), @r#"
        "Date","Type","Reference","Details","Currency","Charged","Paid","Owed","Credit"
        "2026-11-01","Opening balance","","","USD","","","5.00",""
        "2026-11-02","Invoice","2026-1","T-1, TEB to PBI","USD","10.00","","15.00",""
        "2026-11-03","Payment","2026-1","Wire transfer, T-1, TEB to PBI","USD","","17.00","","2.00"
        "2026-11-05","Refund","2026-1","Wire transfer, T-1, TEB to PBI","USD","0.50","","","1.50"
        "2026-11-30","Closing balance","","","USD","","","","1.50"
        "#);
    }

    #[test]
    fn a_currency_in_which_nothing_is_left_is_not_shown() {
        let before = [Before { currency: Currency("EUR".into()), amount: 0 }];
        assert!(statements(&before, &[], &[]).is_empty());
    }

    #[test]
    fn the_usual_period_is_three_months_and_this_one() {
        let today = day("2026-11-21");
        let asked = |from: &str, until: &str| {
            Period::asked(&Form::of([("from", from), ("until", until)]), today)
        };
        let usual = asked("", "x");
        assert_eq!(usual, Period { from: day("2026-08-01"), until: today });
        let turned = asked("2026-12-01", "2026-11-01");
        assert_eq!(turned, Period { from: day("2026-11-01"), until: day("2026-11-01") });
    }
}
