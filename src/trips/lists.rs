//! Lists of trips, upcoming and past, a page at a time.
use super::ListedTrip;
use crate::{
    db::{
        page::{Cursor, Page},
        sorting::{self, Sorting},
    },
    http::form::Form,
    kit::{
        ids::StageId,
        zoned::{DAY, HOUR},
    },
};
use chrono::{NaiveDate, NaiveTime};

/// The days on which trips depart that are asked for, each by the calendar of the place. Either may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Days {
    pub fn of(form: &Form) -> Self {
        Self { from: form.day("from"), to: form.day("to") }
    }

    pub fn is_any(self) -> bool {
        self == Self::default()
    }

    pub fn holds(self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// The first moment of the first day anywhere on Earth.
    pub fn earliest(self) -> i64 {
        self.from.map_or(-MOST, |date| midnight(date) - 14 * HOUR)
    }

    /// The moment after the last day has ended everywhere.
    pub fn latest(self) -> i64 {
        self.to.map_or(MOST, |date| midnight(date) + DAY + 12 * HOUR)
    }
}

/// Beyond every moment, and exact in the database and in JSON.
const MOST: i64 = 9_000_000_000_000_000;

fn midnight(date: NaiveDate) -> i64 {
    date.and_time(NaiveTime::MIN).and_utc().timestamp_millis().clamp(-MOST + DAY, MOST - 2 * DAY)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Upcoming,
    Past,
}

impl Tab {
    pub fn of(word: &str) -> Self {
        if word == "past" { Self::Past } else { Self::Upcoming }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Past => "past",
        }
    }

    /// Upcoming trips are listed the soonest first, past ones the newest first.
    pub fn usual(self) -> Sorting<Column> {
        match self {
            Self::Upcoming => Sorting::up(Column::Departure),
            Self::Past => Sorting::down(Column::Departure),
        }
    }
}

/// The columns that the operator's list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Departure,
    Client,
}

impl Column {
    pub const ALL: [Self; 2] = [Self::Departure, Self::Client];
}

impl sorting::Column for Column {
    fn word(self) -> &'static str {
        match self {
            Self::Departure => "departure",
            Self::Client => "client",
        }
    }

    fn is_text(self) -> bool {
        self == Self::Client
    }
}

/// The operator's list: which trips it shows, and in what order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub tab: Tab,
    /// One stage, or all.
    pub stage: Option<StageId>,
    pub days: Days,
    pub sorting: Sorting<Column>,
    /// What is searched for in both tabs and at every stage; empty for a tab of the list.
    pub q: String,
}

impl Listing {
    /// As the address says: `?tab`, `?stage`, `?sort` and `?q`. The trips of some days are sorted by departure alone.
    pub fn of(param: impl Fn(&str) -> String, days: Days) -> Self {
        let tab = Tab::of(&param("tab"));
        let columns: &[Column] = if days.is_any() { &Column::ALL } else { &[Column::Departure] };
        let sorting = Sorting::read(&param(sorting::PARAM), columns, tab.usual());
        let stage = param("stage").parse().ok();
        Self { tab, stage, days, sorting, q: param("q").trim().to_owned() }
    }

    /// The parameters of an address that shows the same trips.
    pub fn filters(&self) -> [(&'static str, String); 4] {
        let day = |date: Option<NaiveDate>| date.map(|it| it.to_string()).unwrap_or_default();
        let stage = self.stage.map(|id| id.to_string()).unwrap_or_default();
        [
            ("tab", self.tab.word().to_owned()),
            ("stage", stage),
            ("from", day(self.days.from)),
            ("to", day(self.days.to)),
        ]
    }
}

/// Trips on a page.
pub const PER_PAGE: usize = 25;

/// A page of trips that are sorted by a column.
pub fn paged(rows: Vec<ListedTrip>, by: Column) -> Page<ListedTrip> {
    Page::of(rows, PER_PAGE, |it| match by {
        Column::Departure => Cursor::after(it.departs_at, it.id),
        Column::Client => Cursor::after_text(it.account_name.as_str(), it.id),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::kit::zoned::{end_of_day, start_of_day};

    #[test]
    fn a_range_holds_its_days_in_every_time_zone() {
        let days = |from: &'static str, to: &'static str| {
            let asked = move |name: &str| match name {
                "from" => from.to_owned(),
                "to" => to.to_owned(),
                _ => String::new(),
            };
            Days::of(&Form::days(["from", "to"], asked))
        };
        let any = days("", "next week");
        let days = days("2026-12-10", "2026-12-12");
        let [first, last] = [days.from.unwrap(), days.to.unwrap()];
        assert!(days.holds(first) && days.holds(last));
        assert!(!days.holds(first.pred_opt().unwrap()) && !days.holds(last.succ_opt().unwrap()));
        for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"] {
            assert!(days.earliest() <= start_of_day(zone, first), "{zone}");
            assert!(end_of_day(zone, last) < days.latest(), "{zone}");
        }
        assert!(any.is_any());
        assert!(Days::default().earliest() < 0 && Days::default().latest() > i64::from(u32::MAX));
    }
}
