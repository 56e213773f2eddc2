//! Several invoices at once: for the accepted quotes of an account whose trips depart in a month.
use super::{
    actuals::{self, estimates},
    issuing::{Billing, FIGURES, Issue, Refusal},
};
use crate::{
    http::form::Form,
    kit::{
        clock::Dates,
        ids::InvoiceId,
        placeholders,
        style::Style,
        zoned::{self, DAY},
    },
};
use chrono::{Datelike as _, Months, NaiveDate};

/// The most invoices that are issued at once, and the most quotes on the page.
pub const MOST: usize = 20;

/// A month, by its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(pub NaiveDate);

/// Invoices to be issued at once. One of them that cannot be issued any more stops all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub issued_on: NaiveDate,
    pub issues: Vec<Issue>,
}

impl Month {
    /// As "2026-11" in an address; else the month of this day.
    pub fn asked(text: &str, today: NaiveDate) -> Self {
        let first = format!("{text}-01").parse().ok().filter(|it: &NaiveDate| it.year() > 0);
        Self(first.or(today.with_day(1)).unwrap_or(today))
    }

    pub fn word(self) -> String {
        self.0.format("%Y-%m").to_string()
    }

    fn next(self) -> NaiveDate {
        self.0.checked_add_months(Months::new(1)).unwrap_or(self.0)
    }

    /// The instants within which it lies everywhere on Earth.
    pub fn around(self) -> [i64; 2] {
        let [first, next] = [self.0, self.next()].map(|day| zoned::start_of_day("UTC", day));
        [first - DAY, next + DAY]
    }

    /// Whether an instant is in it, in this time zone.
    pub fn has(self, at: i64, zone: &str) -> bool {
        let day = zoned::today(at, zone);
        (self.0..self.next()).contains(&day)
    }
}

impl Billing {
    /// Whether it can be issued together with others: a line that was an estimate needs its actual cost first.
    pub fn is_settled(&self) -> bool {
        estimates(&self.lines).next().is_none()
    }
}

/// The invoices that were ticked, each due as its quote says or on the day that was typed; none where the form has complaints. Fails where one of them can no longer be issued.
pub fn read(
    form: &mut Form,
    bills: &[Billing],
    (dates, style): (Dates, Style),
    mut id: impl FnMut() -> InvoiceId,
) -> Result<Option<Batch>, Refusal> {
    let terms = form.text("terms", 4_000);
    if let Some(complaint) = placeholders::complaint(&terms, &FIGURES) {
        form.complain("terms", complaint);
    }
    let due_on = form.date("due_on", &dates);
    if due_on.is_some_and(|due| due < dates.today) {
        form.complain("due_on", Refusal::DuePast.words());
    }
    let ticked = form.values("quote").len();
    let is_ticked = |it: &&Billing| it.is_settled() && form.has("quote", it.quote_id.to_string());
    let chosen: Vec<_> = bills.iter().filter(is_ticked).collect();
    if chosen.is_empty() {
        form.complain("quote", "Tick what is to be invoiced.");
    } else if chosen.len() != ticked {
        form.complain("quote", "What you ticked has changed. Check it again.");
    }
    let Some(due_on) = due_on.filter(|_| !form.has_complaints()) else { return Ok(None) };
    let mut issues = Vec::new();
    for bill in chosen {
        let issuable = bill.issuable()?;
        let charges = actuals::charges(&bill.lines, &[]).ok_or(Refusal::Negative)?;
        let due_on = bill.agreed_on(dates.today).unwrap_or(due_on);
        let it = issuable.issue(id(), bill.version, dates.today, due_on, String::new(), charges)?;
        let terms = bill.terms_told(&terms, it.due_on, &it.charges, style);
        issues.push(Issue { terms, ..it });
    }
    Ok(Some(Batch { issued_on: dates.today, issues }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_that_of_the_time_zone() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let month = Month::asked("2026-12", today);
        assert_eq!(
            (month.word(), Month::asked("soon", today).word()),
            ("2026-12".into(), "2026-11".into())
        );
        // Midnight in New York is five hours later than in Greenwich.
        let first = zoned::start_of_day("America/New_York", month.0);
        assert!(month.has(first, "America/New_York") && !month.has(first - 1, "America/New_York"));
        assert!(month.has(first - 1, "UTC"));
        let [from, until] = month.around();
        assert!(
            from < first - 1
                && until > zoned::end_of_day("Etc/GMT+12", month.next().pred_opt().unwrap())
        );
    }
}
