//! The days that a calendar shows: a month, a week, or two weeks as a list.
use crate::kit::zoned::{DAY, Moment, end_of_day, start_of_day};
use chrono::{Datelike as _, Days, Months, NaiveDate};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Month,
    Week,
    List,
}

/// How many days before and after its window a calendar looks for conflicts: a trip of last week may have left
/// the aircraft elsewhere.
const AROUND: i64 = 15 * DAY;

impl View {
    pub const ALL: [Self; 3] = [Self::Month, Self::Week, Self::List];

    /// A month, unless the word is another's.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.word() == word).unwrap_or(Self::Month)
    }

    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
            Self::List => "list",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "Month",
            Self::Week => "Week",
            Self::List => "List",
        }
    }
}

/// The days of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub view: View,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

fn plus(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

fn minus(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

impl Window {
    /// The month or the week (from Monday) of a date, or the two weeks that begin with it.
    pub fn around(view: View, on: NaiveDate) -> Self {
        let (first, last) = match view {
            View::Month => {
                let first = on.with_day(1).unwrap_or(on);
                let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
                (first, minus(next, 1))
            }
            View::Week => {
                let monday = minus(on, on.weekday().num_days_from_monday().into());
                (monday, plus(monday, 6))
            }
            View::List => (on, plus(on, 13)),
        };
        Self { view, first, last }
    }

    /// Five weeks from the Monday before a date: what is to come, and on the last days of a month not only that month.
    pub fn ahead(on: NaiveDate) -> Self {
        let Self { first, .. } = Self::around(View::Week, on);
        Self { view: View::Month, first, last: plus(first, 34) }
    }

    /// Whether it is a month of the calendar.
    pub fn is_whole_month(&self) -> bool {
        self.view == View::Month && self.first.day() == 1 && self.next().day() == 1
    }

    /// A day of the window before this one.
    pub fn previous(&self) -> NaiveDate {
        match self.view {
            View::Month => minus(self.first, 1).with_day(1).unwrap_or(self.first),
            View::Week => minus(self.first, 7),
            View::List => minus(self.first, 14),
        }
    }

    /// The first day of the window after this one.
    pub fn next(&self) -> NaiveDate {
        plus(self.last, 1)
    }

    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }

    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Its first moment, and the first one after it.
    pub fn span(&self, zone: &str) -> (i64, i64) {
        (start_of_day(zone, self.first), end_of_day(zone, self.last) + 1)
    }
}

/// What is asked for, before the workspace's time zone is known.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub view: View,
    /// None: today.
    pub on: Option<NaiveDate>,
    now: i64,
    /// Whether the month of today is that which begins with this week.
    is_ahead: bool,
}

impl Asked {
    pub fn of(view: &str, on: &str, now: i64) -> Self {
        let on = on.parse::<NaiveDate>().ok().filter(|on| (2000..2100).contains(&on.year()));
        Self { view: View::of(view), on, now, is_ahead: false }
    }

    /// Shows the weeks to come where no day is asked for, in place of the month of today.
    pub fn ahead(self) -> Self {
        Self { is_ahead: self.on.is_none() && self.view == View::Month, ..self }
    }

    fn around(&self, on: NaiveDate) -> Window {
        if self.is_ahead { Window::ahead(on) } else { Window::around(self.view, on) }
    }

    /// The time that is read: that of the window whatever the zone is, and of the days around it.
    pub fn span(&self) -> (i64, i64) {
        let on = self.on.unwrap_or_else(|| Moment::new(self.now, "UTC").date());
        let first = self.around(minus(on, 1)).span("UTC").0;
        let last = self.around(plus(on, 1)).span("UTC").1;
        (first - AROUND, last + AROUND)
    }

    pub fn window(&self, today: NaiveDate) -> Window {
        self.around(self.on.unwrap_or(today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::NOON;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn around(view: View, on: &str) -> [String; 4] {
        let it = Window::around(view, day(on));
        [it.first, it.last, it.previous(), it.next()].map(|day| day.to_string())
    }

    #[test]
    fn a_month_and_a_week_are_whole_and_lead_to_the_next() {
        assert_eq!(
            around(View::Month, "2028-02-10"),
            ["2028-02-01", "2028-02-29", "2028-01-01", "2028-03-01"]
        );
        assert_eq!(
            around(View::Week, "2026-11-22"),
            ["2026-11-16", "2026-11-22", "2026-11-09", "2026-11-23"],
            "a Sunday is the last day of its week"
        );
        assert_eq!(
            around(View::List, "2026-11-22"),
            ["2026-11-22", "2026-12-05", "2026-11-08", "2026-12-06"]
        );
        assert_eq!(Window::around(View::Month, day("2026-11-22")).days().count(), 30);
    }

    #[test]
    fn the_weeks_to_come_begin_with_this_week_and_lead_to_whole_months() {
        let it = Window::ahead(day("2026-11-30"));
        assert_eq!((it.first, it.last), (day("2026-11-30"), day("2027-01-03")));
        assert!(!it.is_whole_month() && Window::around(View::Month, it.first).is_whole_month());
        let [before, after] = [it.previous(), it.next()].map(|on| Window::around(View::Month, on));
        assert_eq!((before.first, after.first), (day("2026-11-01"), day("2027-01-01")));
        assert_eq!(Asked::of("", "", NOON).ahead().window(day("2026-11-30")), it);
        let asked = Asked::of("", "2026-11-30", NOON).ahead().window(day("2026-12-02"));
        assert_eq!(asked.first, day("2026-11-01"), "a day that is asked for shows its month");
    }

    #[test]
    fn what_is_read_holds_the_window_in_every_zone() {
        for on in ["", "2026-11-30", "nonsense", "1850-01-01"] {
            for view in View::ALL {
                for asked in
                    [Asked::of(view.word(), on, NOON), Asked::of(view.word(), on, NOON).ahead()]
                {
                    let (from, until) = asked.span();
                    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"] {
                        let window = asked.window(Moment::new(NOON, zone).date());
                        let (first, last) = window.span(zone);
                        assert!(
                            from <= first - 14 * DAY && last + 14 * DAY <= until,
                            "{on} {zone}"
                        );
                    }
                }
            }
        }
    }
}
