//! The reasons for which a client may decline a quote.
use crate::workspaces::Trade;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    Price,
    Dates,
    Vehicle,
    PlansChanged,
    Other,
}

impl DeclineReason {
    pub const ALL: [Self; 5] =
        [Self::Price, Self::Dates, Self::Vehicle, Self::PlansChanged, Self::Other];

    /// As it is stored and sent by the form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Dates => "dates",
            Self::Vehicle => "vehicle",
            Self::PlansChanged => "plans_changed",
            Self::Other => "other",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The words of the choice, which both sides read.
    pub fn word(self, trade: Trade) -> &'static str {
        match (self, trade) {
            (Self::Price, _) => "Price",
            (Self::Dates, _) => "Dates or times",
            (Self::Vehicle, Trade::Air) => "Aircraft",
            (Self::Vehicle, Trade::Coach) => "Coach",
            (Self::PlansChanged, _) => "Plans changed",
            (Self::Other, _) => "Another reason",
        }
    }

    /// The reason together with what the client wrote: "Price: above our budget".
    pub fn with(self, words: &str, trade: Trade) -> String {
        let word = self.word(trade);
        if words.is_empty() { word.to_owned() } else { format!("{word}: {words}") }
    }
}
