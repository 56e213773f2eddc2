//! The payment schedule of a quote: a deposit that is due when it is accepted, and the balance on a day of its own.
use super::style::Style;
use chrono::NaiveDate;

/// When a step is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    OnAcceptance,
    On(NaiveDate),
    /// On the due date of its invoice.
    ByInvoice,
}

impl Due {
    /// Of a balance with this date, in a quote that is accepted on that day: a date that has come is due at once.
    fn of(date: Option<NaiveDate>, accepted_on: NaiveDate) -> Self {
        match date {
            None => Self::ByInvoice,
            Some(date) if date <= accepted_on => Self::OnAcceptance,
            Some(date) => Self::On(date),
        }
    }

    /// "due Dec 12, 2026"
    pub fn words(self, style: Style) -> String {
        match self {
            Self::OnAcceptance => "due on acceptance".to_owned(),
            Self::On(date) => format!("due {}", style.date(date)),
            Self::ByInvoice => "by invoice".to_owned(),
        }
    }

    /// The same once it was accepted: "due now".
    pub fn words_after(self, style: Style) -> String {
        match self {
            Self::OnAcceptance => "due now".to_owned(),
            Self::On(_) | Self::ByInvoice => self.words(style),
        }
    }

    /// Whether it has come on this day, once the quote was accepted.
    fn has_come(self, day: NaiveDate) -> bool {
        match self {
            Self::OnAcceptance => true,
            Self::On(date) => date <= day,
            Self::ByInvoice => false,
        }
    }
}

/// A part of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Deposit,
    Balance,
    /// All of it, where no deposit is asked for.
    Whole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub part: Part,
    pub amount: i64,
    pub due: Due,
}

impl Step {
    pub fn name(&self) -> &'static str {
        match self.part {
            Part::Deposit => "Deposit",
            Part::Balance => "Balance",
            Part::Whole => "Full amount",
        }
    }

    pub fn is_deposit(&self) -> bool {
        self.part == Part::Deposit
    }
}

/// What the steps follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    pub total: i64,
    pub deposit: i64,
    /// The date of the balance; none where its invoice says when.
    pub balance_on: Option<NaiveDate>,
    /// The day of the acceptance; of a quote that is not accepted, today.
    pub accepted_on: NaiveDate,
}

impl Schedule {
    /// The steps in their order; none where nothing is said of when it is paid.
    pub fn steps(&self) -> Vec<Step> {
        let due = Due::of(self.balance_on, self.accepted_on);
        let has_deposit = self.deposit > 0;
        let deposit = Step { part: Part::Deposit, amount: self.deposit, due: Due::OnAcceptance };
        let part = if has_deposit { Part::Balance } else { Part::Whole };
        let rest = Step { part, amount: self.total - self.deposit, due };
        let is_told = rest.amount > 0 && (has_deposit || due != Due::ByInvoice);
        let steps = [has_deposit.then_some(deposit), is_told.then_some(rest)];
        steps.into_iter().flatten().collect()
    }

    /// What of an accepted quote is to be paid until this day.
    pub fn due_by(&self, day: NaiveDate) -> i64 {
        self.steps().iter().filter(|it| it.due.has_come(day)).map(|it| it.amount).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn schedule(deposit: i64, balance_on: Option<&str>) -> Schedule {
        let balance_on = balance_on.map(day);
        Schedule { total: 1_000, deposit, balance_on, accepted_on: day("2026-11-21") }
    }

    fn told(it: Schedule) -> Vec<(&'static str, i64, String)> {
        let words = |it: &Step| (it.name(), it.amount, it.due.words(Style::default()));
        it.steps().iter().map(words).collect()
    }

    #[test]
    fn a_deposit_is_due_on_acceptance_and_the_balance_on_its_date() {
        assert_eq!(
            told(schedule(300, Some("2026-12-12"))),
            [
                ("Deposit", 300, "due on acceptance".to_owned()),
                ("Balance", 700, "due Dec 12, 2026".to_owned())
            ]
        );
        assert_eq!(told(schedule(300, None)).pop(), Some(("Balance", 700, "by invoice".into())));
        assert_eq!(told(schedule(1_000, Some("2026-12-12"))).len(), 1, "nothing is left");
    }

    #[test]
    fn a_balance_whose_date_has_come_on_acceptance_is_due_with_it() {
        let of = |date| schedule(300, Some(date)).steps()[1].due;
        assert_eq!(of("2026-11-22"), Due::On(day("2026-11-22")));
        assert_eq!(of("2026-11-21"), Due::OnAcceptance);
        assert_eq!(of("2026-11-20"), Due::OnAcceptance);
    }

    #[test]
    fn without_a_deposit_the_full_amount_has_the_date_and_without_either_nothing_is_said() {
        let told = told(schedule(0, Some("2026-12-12")));
        assert_eq!(told, [("Full amount", 1_000, "due Dec 12, 2026".to_owned())]);
        assert_eq!(schedule(0, None).steps(), []);
        assert_eq!(Schedule { total: 0, ..schedule(0, Some("2026-12-12")) }.steps(), []);
    }

    #[test]
    fn what_is_to_be_paid_grows_on_the_date_of_the_balance() {
        let it = schedule(300, Some("2026-12-12"));
        let due = |on| it.due_by(day(on));
        assert_eq!((due("2026-11-21"), due("2026-12-11"), due("2026-12-12")), (300, 300, 1_000));
        assert_eq!(schedule(300, None).due_by(day("2027-01-01")), 300);
        assert_eq!(schedule(0, None).due_by(day("2027-01-01")), 0);
    }
}
