//! How a request ends without a trip: the operator declines it or loses it, or the client cancels it.
use super::{Refusal, Request, Step};
use crate::workspaces::Trade;
use serde::{Deserialize, Serialize};

/// A request that is open, and so may be closed.
#[derive(Debug)]
pub struct Closable<'r>(&'r Request);

/// The end that the operator gives a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    pub step: Step,
    pub reason: CloseReason,
}

/// Why the operator declined a request, or did not win it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    Vehicle,
    Dates,
    Route,
    Price,
    Elsewhere,
    NoAnswer,
    PlansChanged,
    Duplicate,
    Other,
}

impl CloseReason {
    /// The reasons for which the operator declines. The client reads them.
    pub const TO_DECLINE: [Self; 4] = [Self::Vehicle, Self::Dates, Self::Route, Self::Other];
    /// The reasons for which a deal is lost. The client does not read them.
    pub const OF_LOSS: [Self; 8] = [
        Self::Price,
        Self::Elsewhere,
        Self::Vehicle,
        Self::Dates,
        Self::NoAnswer,
        Self::PlansChanged,
        Self::Duplicate,
        Self::Other,
    ];

    /// As it is stored and sent by the form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vehicle => "vehicle",
            Self::Dates => "dates",
            Self::Route => "route",
            Self::Price => "price",
            Self::Elsewhere => "elsewhere",
            Self::NoAnswer => "no_answer",
            Self::PlansChanged => "plans_changed",
            Self::Duplicate => "duplicate",
            Self::Other => "other",
        }
    }

    /// The one of these reasons that has the code.
    pub fn among(all: &[Self], code: &str) -> Option<Self> {
        all.iter().copied().find(|it| it.code() == code)
    }

    pub fn word(self, trade: Trade) -> &'static str {
        match (self, trade) {
            (Self::Vehicle, Trade::Air) => "No aircraft available",
            (Self::Vehicle, Trade::Coach) => "No coach available",
            (Self::Dates, _) => "Not possible on these dates or times",
            (Self::Route, _) => "Not possible on this route",
            (Self::Price, _) => "Price",
            (Self::Elsewhere, _) => "Booked with somebody else",
            (Self::NoAnswer, _) => "No answer from the client",
            (Self::PlansChanged, _) => "Plans changed",
            (Self::Duplicate, _) => "Asked for twice",
            (Self::Other, _) => "Another reason",
        }
    }

    /// The reason together with the words beside it: "Price: 10 % above theirs".
    pub fn with(self, words: &str, trade: Trade) -> String {
        let word = self.word(trade);
        if words.is_empty() { word.to_owned() } else { format!("{word}: {words}") }
    }
}

impl Request {
    /// Whether the client may still change it: nobody works on it yet.
    pub fn amendable(&self, seen: i64) -> Result<Step, Refusal> {
        self.review(seen)
    }

    /// Whether the request may be closed.
    pub fn closable(&self) -> Result<Closable<'_>, Refusal> {
        self.state.end().map_or(Ok(Closable(self)), Err)
    }
}

impl Closable<'_> {
    /// The client cancels it; `seen` is the version of the request on the page.
    pub fn cancel(self, seen: i64, words: &str) -> Result<Step, Refusal> {
        Ok(Step { words: words.to_owned(), ..self.0.step(seen)? })
    }

    /// The operator declines it or marks it as lost.
    pub fn close(self, seen: i64, reason: CloseReason, words: &str) -> Result<Closing, Refusal> {
        Ok(Closing { step: self.cancel(seen, words)?, reason })
    }
}
