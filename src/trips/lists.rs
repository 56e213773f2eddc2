//! Lists of trips, upcoming and past, a page at a time.
use super::ListedTrip;
use crate::db::{
    page::{Cursor, Page},
    sorting::{self, Sorting},
};

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

/// Trips on a page.
pub const PER_PAGE: usize = 25;

/// A page of trips that are sorted by a column.
pub fn paged(rows: Vec<ListedTrip>, by: Column) -> Page<ListedTrip> {
    Page::of(rows, PER_PAGE, |it| match by {
        Column::Departure => Cursor::after(it.departs_at, it.id),
        Column::Client => Cursor::after_text(it.account_name.as_str(), it.id),
    })
}
