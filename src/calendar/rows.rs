//! The rows of a calendar: one for each tail, with what it is planned for.
use super::{CalendarTail, entries::Entry, grid, window::Window};
use chrono::{Datelike as _, NaiveDate, Weekday};

/// A cell of a row as it is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    entry: Option<usize>,
    pub days: usize,
    /// "today", "weekend" or empty.
    pub day: &'static str,
    /// Whether the entry goes beyond the window.
    pub cut: &'static str,
}

/// What one tail, or what has none, is planned for.
#[derive(Debug)]
pub struct Row {
    pub name: String,
    pub detail: String,
    pub entries: Vec<Entry>,
    pub lanes: Vec<Vec<Slot>>,
}

impl Row {
    fn new(
        (name, detail): (String, String),
        entries: Vec<Entry>,
        window: &Window,
        today: NaiveDate,
    ) -> Self {
        let spans: Vec<_> = entries.iter().map(|it| (it.first, it.last)).collect();
        let lanes = grid::lanes(&spans, window);
        let slot = |cell: grid::Cell| match cell {
            grid::Cell::Free(day) => {
                Slot { entry: None, days: 1, day: class_of(day, today), cut: "" }
            }
            grid::Cell::Taken { entry, days, is_cut_before, is_cut_after } => Slot {
                entry: Some(entry),
                days,
                day: "",
                cut: match (is_cut_before, is_cut_after) {
                    (false, false) => "",
                    (true, false) => " cut-before",
                    (false, true) => " cut-after",
                    (true, true) => " cut-before cut-after",
                },
            },
        };
        let lanes = lanes.into_iter().map(|lane| lane.into_iter().map(slot).collect()).collect();
        Self { name, detail, entries, lanes }
    }

    pub fn entry(&self, slot: &Slot) -> Option<&Entry> {
        slot.entry.and_then(|i| self.entries.get(i))
    }
}

/// The class of a day's column.
pub fn class_of(day: NaiveDate, today: NaiveDate) -> &'static str {
    match day.weekday() {
        _ if day == today => "today",
        Weekday::Sat | Weekday::Sun => "weekend",
        _ => "",
    }
}

/// A row for each tail, and one for what has no tail or another one, if there is anything. `name` tells a tail.
pub fn rows(
    tails: &[CalendarTail],
    entries: Vec<Entry>,
    others: &str,
    window: &Window,
    today: NaiveDate,
) -> Vec<Row> {
    let mut left: Vec<Entry> = entries;
    left.sort_by_key(|it| (it.at, it.last));
    left.retain(|it| it.first <= window.last && it.last >= window.first);
    let mut all = Vec::new();
    for tail in tails {
        let (own, rest) = left.into_iter().partition(|it| it.tail == Some(tail.id));
        left = rest;
        let names = match tail.registration.as_str() {
            "" => (tail.vehicle.clone(), String::new()),
            registration => (registration.to_owned(), tail.vehicle.clone()),
        };
        all.push(Row::new(names, own, window, today));
    }
    if !left.is_empty() || all.is_empty() {
        all.push(Row::new((others.to_owned(), String::new()), left, window, today));
    }
    all
}
