//! Lists of orders: their tabs, and which states each shows.
use super::State;
use crate::db::page::Cursor;

/// Orders on a page.
pub const PER_PAGE: usize = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Of staff: those that wait for an answer.
    ToAnswer,
    /// Of staff: those that are agreed, or wait for the customer.
    Agreed,
    /// Of customers: every open order.
    Open,
    Closed,
}

impl Tab {
    pub const OPS: [Self; 3] = [Self::ToAnswer, Self::Agreed, Self::Closed];
    pub const CLIENT: [Self; 2] = [Self::Open, Self::Closed];

    /// The tab of a side with this word in the address; the first one if there is none.
    pub fn of(tabs: &[Self], word: &str) -> Self {
        let found = tabs.iter().copied().find(|it| it.word() == word);
        found.or(tabs.first().copied()).unwrap_or(Self::Open)
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::ToAnswer => "to-answer",
            Self::Agreed => "agreed",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::ToAnswer => "To answer",
            Self::Agreed => "Agreed",
            Self::Open => "Open",
            Self::Closed => "Closed",
        }
    }

    pub fn states(self) -> Vec<&'static str> {
        let is_in = |it: &State| match (self, it) {
            (Self::ToAnswer, State::Requested)
            | (Self::Agreed, State::Confirmed | State::Amended)
            | (Self::Open, State::Requested | State::Confirmed | State::Amended)
            | (Self::Closed, State::Completed | State::Declined | State::Canceled) => true,
            (Self::ToAnswer | Self::Agreed | Self::Open | Self::Closed, _) => false,
        };
        State::ALL.into_iter().filter(is_in).map(State::stored).collect()
    }

    /// Open orders are listed by arrival, the soonest first; closed ones the latest first.
    pub fn start(self) -> Cursor {
        if self == Self::Closed { Cursor::newest() } else { Cursor::oldest() }
    }
}
