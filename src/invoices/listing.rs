//! Lists of invoices: which of them, in what order, and where a page begins.
use super::Entry;
use crate::db::query::Value;

pub const PER_PAGE: usize = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    Open,
    Overdue,
    Paid,
    All,
    /// Of an owner's aircraft, billed to others.
    OnAircraft,
}

impl Show {
    pub fn of(word: &str) -> Option<Self> {
        [Self::Open, Self::Overdue, Self::Paid, Self::All, Self::OnAircraft]
            .into_iter()
            .find(|show| show.word() == word)
    }

    /// As it stands in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Paid => "paid",
            Self::All => "all",
            Self::OnAircraft => "aircraft",
        }
    }

    /// What is owed is read by the day it is due, the rest from the newest on.
    pub fn is_by_due_day(self) -> bool {
        match self {
            Self::Open | Self::Overdue => true,
            Self::Paid | Self::All | Self::OnAircraft => false,
        }
    }

    /// Takes what is beyond the page off the list; answers the address of the next.
    pub fn next(self, entries: &mut Vec<Entry>) -> Option<String> {
        let is_more = entries.len() > PER_PAGE;
        entries.truncate(PER_PAGE);
        let last = entries.last().filter(|_| is_more)?;
        let key = if self.is_by_due_day() {
            last.balance.due_on.to_string()
        } else {
            last.created_at.to_string()
        };
        Some(format!("/invoices?show={}&before={key}_{}", self.word(), last.id))
    }
}

/// The last invoice of the page before: its place in the order, and its id.
pub fn cursor(show: Show, before: &str) -> [Value; 2] {
    let (key, id) = before.split_once('_').unwrap_or_default();
    let key = if show.is_by_due_day() {
        key.into()
    } else {
        // Beyond any moment, and still a whole number as a double.
        key.parse::<i64>().unwrap_or(i64::MAX >> 11).into()
    };
    [key, id.into()]
}
