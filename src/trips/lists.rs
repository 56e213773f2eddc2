//! Lists of trips, upcoming and past, a page at a time.
use super::ListedTrip;
use crate::db::page::{Cursor, Page};

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
}

/// Trips on a page.
pub const PER_PAGE: usize = 25;

/// A page of trips. They are read by their end; upcoming trips are then shown in the order of
/// departure.
pub fn paged(rows: Vec<ListedTrip>, tab: Tab) -> Page<ListedTrip> {
    let mut page = Page::of(rows, PER_PAGE, |it| Cursor::after(it.ends_at, it.id));
    if tab == Tab::Upcoming {
        page.rows.sort_by_key(|it| it.departs_at);
    }
    page
}
