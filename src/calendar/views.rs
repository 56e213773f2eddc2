//! What the pages of calendars show.
use super::{
    entries::Entry,
    rows::{Row, class_of},
    window::{View, Window},
};
use crate::{
    approvals::Question,
    blocks::Block,
    http::page::address,
    kit::{ids::TripId, style::Style},
    users::{Role, Visitor},
};
use askama::Template;
use chrono::{Datelike as _, NaiveDate};

/// A calendar of some days: the grid of a month or a week, and the same as a list.
pub struct Calendar {
    pub path: &'static str,
    pub window: Window,
    pub today: NaiveDate,
    pub style: Style,
    pub rows: Vec<Row>,
    /// Whether there is more than is shown.
    pub is_cut: bool,
}

/// The head of a day's column.
pub struct DayHead {
    pub weekday: &'static str,
    pub number: u32,
    pub class: &'static str,
    pub is_today: bool,
}

/// A day of the list, with what begins on it.
pub struct ListedDay<'a> {
    pub day: String,
    pub is_today: bool,
    pub entries: Vec<(&'a Row, &'a Entry)>,
}

/// A tab of the calendar.
pub struct ViewTab {
    pub href: String,
    pub word: &'static str,
    pub is_current: bool,
}

impl Calendar {
    /// "Dec 2026", or the first and the last day.
    pub fn title(&self) -> String {
        let Window { view, first, last } = self.window;
        match view {
            View::Month if self.window.is_whole_month() => {
                format!("{} {}", self.style.language.month(first), first.year())
            }
            View::Month | View::Week | View::List => {
                format!("{} to {}", self.style.short(first), self.style.date(last))
            }
        }
    }

    pub fn is_list(&self) -> bool {
        self.window.view == View::List
    }

    pub fn tabs(&self) -> [ViewTab; 3] {
        // Another view begins with today if this one shows it, else with the first day.
        let on = if self.window.holds(self.today) { self.today } else { self.window.first };
        View::ALL.map(|view| ViewTab {
            href: self.href(view, Some(on)),
            word: view.name(),
            is_current: view == self.window.view,
        })
    }

    pub fn previous(&self) -> String {
        self.href(self.window.view, Some(self.window.previous()))
    }

    pub fn next(&self) -> String {
        self.href(self.window.view, Some(self.window.next()))
    }

    pub fn now(&self) -> String {
        self.href(self.window.view, None)
    }

    fn href(&self, view: View, on: Option<NaiveDate>) -> String {
        let on = on.filter(|it| *it != self.today).map(|it| it.to_string()).unwrap_or_default();
        let view = if view == View::Month { "" } else { view.word() };
        address(self.path, &[("view", view), ("on", &on)])
    }

    pub fn days(&self) -> Vec<DayHead> {
        let head = |day: NaiveDate| DayHead {
            weekday: self.style.language.weekday(day),
            number: day.day(),
            class: class_of(day, self.today),
            is_today: day == self.today,
        };
        self.window.days().map(head).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.entries.is_empty())
    }

    /// The days on which something begins; what began before is on the first.
    pub fn listed(&self) -> Vec<ListedDay<'_>> {
        let entries =
            || self.rows.iter().flat_map(|row| row.entries.iter().map(move |it| (row, it)));
        let begins = |it: &Entry| it.first.max(self.window.first);
        let of_day = |day: NaiveDate| ListedDay {
            day: self.style.day_and_year(day),
            is_today: day == self.today,
            entries: entries().filter(|(_, it)| begins(it) == day).collect(),
        };
        self.window.days().map(of_day).filter(|it| !it.entries.is_empty()).collect()
    }
}

/// A conflict in words, with its trips.
pub struct ConflictLine {
    pub words: String,
    pub trips: Vec<(TripId, String)>,
}

#[derive(Template)]
#[template(path = "calendar/index.html")]
pub struct Ops {
    pub visitor: Visitor,
    pub calendar: Calendar,
    pub conflicts: Vec<ConflictLine>,
    /// What owners wait for.
    pub asked: Vec<Block>,
}

#[derive(Template)]
#[template(path = "calendar/schedule.html")]
pub struct Schedule {
    pub visitor: Visitor,
    pub calendar: Calendar,
    /// The trips of others that they are asked about.
    pub questions: Vec<Question>,
    /// Whether their accounts are tied to a tail.
    pub is_tied: bool,
}

impl Schedule {
    /// What an entry of somebody else is called in the key.
    pub fn others(&self) -> &'static str {
        if self.visitor.user.role == Role::Owner {
            "Charter of somebody else"
        } else {
            "Busy: somebody else"
        }
    }
}
