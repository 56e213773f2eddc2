//! When the balance of a quote is due: days before the first departure, a date, or as its invoice says.
use super::Quote;
use crate::{
    http::form::Form,
    itineraries::Leg,
    kit::{
        clock::Dates,
        numeral,
        schedule::{Schedule, Step},
        style::Style,
        zoned,
    },
    users::Visitor,
};
use chrono::{Days, NaiveDate};

/// The longest time before a departure, in days.
const MOST_DAYS: i64 = 365;

/// How the date of the balance follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BalanceRule {
    ByInvoice,
    /// So many days before the first departure, by the calendar of that place.
    Before(i64),
    On(NaiveDate),
}

impl BalanceRule {
    pub fn date(self, legs: &[Leg]) -> Option<NaiveDate> {
        match self {
            Self::ByInvoice => None,
            Self::Before(days) => {
                let departure = legs.first()?.departs().date();
                departure.checked_sub_days(Days::new(u64::try_from(days).ok()?))
            }
            Self::On(date) => Some(date),
        }
    }

    /// The days before the departure, where they were entered.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Before(days) => Some(days),
            Self::ByInvoice | Self::On(_) => None,
        }
    }

    /// The rule of these columns.
    pub fn of(days: Option<i64>, date: Option<NaiveDate>) -> Self {
        match (days, date) {
            (Some(days), _) => Self::Before(days),
            (None, Some(date)) => Self::On(date),
            (None, None) => Self::ByInvoice,
        }
    }

    /// What was typed: days, a date, or neither. None where the form has a complaint about it.
    pub fn read(form: &mut Form, dates: &Dates) -> Option<Self> {
        let is_empty = |name| form.value(name).is_empty();
        match (is_empty("balance_days"), is_empty("balance_on")) {
            (true, true) => Some(Self::ByInvoice),
            (false, true) => {
                let asked = "Enter the days before departure as a number from 0 to 365.";
                form.number("balance_days", asked, |typed| numeral::whole(typed, 0, MOST_DAYS))
                    .map(Self::Before)
            }
            (true, false) => {
                let date = form.date("balance_on", dates)?;
                if date < dates.today {
                    form.complain("balance_on", "Choose today or a later day.");
                    return None;
                }
                Some(Self::On(date))
            }
            (false, false) => {
                let words = "Enter either days before departure or a date, not both.";
                form.complain("balance_on", words);
                None
            }
        }
    }

    /// Fills the two fields.
    pub fn fill(self, form: &mut Form) {
        match self {
            Self::ByInvoice => {}
            Self::Before(days) => form.set("balance_days", days.to_string()),
            Self::On(date) => form.set("balance_on", date.to_string()),
        }
    }
}

impl Quote {
    pub fn balance_rule(&self) -> BalanceRule {
        BalanceRule::of(self.balance_days, self.balance_on)
    }

    /// Its schedule in this time zone: that of the acceptance, or of one that came now.
    pub fn schedule(&self, zone: &str, now: i64) -> Schedule {
        let accepted_at = self.answered_at.filter(|_| self.state == super::State::Accepted);
        Schedule {
            total: self.total,
            deposit: self.deposit,
            balance_on: self.balance_on,
            accepted_on: zoned::today(accepted_at.unwrap_or(now), zone),
        }
    }

    pub fn steps(&self, visitor: &Visitor) -> Vec<Step> {
        self.schedule(&visitor.workspace.zone, visitor.now).steps()
    }

    /// What the client who accepted it is to pay today, before its invoice.
    pub fn due_now(&self, visitor: &Visitor) -> i64 {
        let schedule = self.schedule(&visitor.workspace.zone, visitor.now);
        (schedule.due_by(visitor.today()) - self.received).max(0)
    }

    /// "Deposit, 50%": a step as documents name it.
    pub fn step_name(&self, step: &Step) -> String {
        if step.is_deposit() {
            format!("{}, {}%", step.name(), self.deposit_percent())
        } else {
            step.name().to_owned()
        }
    }

    /// "Dec 12, 2026": the date as it is offered, whenever that is accepted.
    pub fn balance_told(&self, style: Style) -> String {
        self.balance_on.map_or_else(|| "by invoice".to_owned(), |date| style.date(date))
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{State, samples::quote},
        *,
    };
    use crate::kit::{schedule::Due, zoned::DAY};

    const ZONE: &str = "America/New_York";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_before_departure_are_counted_by_the_calendar_of_the_place() {
        // 8:15 PM on December 10 at Teterboro is the 11th in Greenwich.
        let legs = quote(State::Draft).itinerary;
        assert_eq!(BalanceRule::Before(14).date(&legs), Some(day("2026-11-26")));
        assert_eq!(BalanceRule::Before(0).date(&legs), Some(day("2026-12-10")));
        assert_eq!(BalanceRule::Before(14).date(&[]), None);
        assert_eq!(BalanceRule::On(day("2026-12-01")).date(&legs), Some(day("2026-12-01")));
        assert_eq!(BalanceRule::ByInvoice.date(&legs), None);
    }

    #[test]
    fn an_accepted_quote_keeps_the_schedule_of_its_acceptance() {
        let date = day("2026-11-26");
        let sent = Quote { balance_on: Some(date), ..quote(State::Sent) };
        let due = |quote: &Quote, now| quote.schedule(ZONE, now).steps()[1].due;
        // Midnight in New York is five hours later than in Greenwich.
        let on_the_day = zoned::start_of_day(ZONE, date);
        assert_eq!(due(&sent, on_the_day - 1), Due::On(date));
        assert_eq!(due(&sent, on_the_day), Due::OnAcceptance);
        let accepted = Quote { state: State::Accepted, answered_at: Some(on_the_day - 1), ..sent };
        assert_eq!(due(&accepted, on_the_day + 30 * DAY), Due::On(date));
        let late = Quote { answered_at: Some(on_the_day), ..accepted };
        assert_eq!(due(&late, on_the_day + 30 * DAY), Due::OnAcceptance);
    }
}
