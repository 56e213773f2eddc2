//! The words for the state of a request, and for its alternative.
use super::super::{
    State,
    alternative::{Alternative, Answer},
};
use crate::itineraries::Leg;

impl State {
    /// The word that the client reads.
    pub fn word(self) -> &'static str {
        match self {
            Self::Submitted => "Requested",
            Self::UnderReview => "Under review",
            Self::AlternativeProposed => "Alternative proposed",
            Self::Quoted => "Quoted",
            Self::Won => "Accepted",
            Self::Declined => "Declined",
            Self::Lost => "Closed",
            Self::Cancelled => "Canceled",
            Self::Dropped => "Dates past",
        }
    }

    /// The word that staff read.
    pub fn stage(self) -> &'static str {
        match self {
            Self::Submitted => "New",
            Self::Won => "Won",
            Self::Lost => "Lost",
            Self::Dropped => "Dropped",
            Self::UnderReview
            | Self::AlternativeProposed
            | Self::Quoted
            | Self::Declined
            | Self::Cancelled => self.word(),
        }
    }

    pub fn class(self) -> &'static str {
        match self {
            Self::Submitted => "wait",
            Self::UnderReview | Self::AlternativeProposed | Self::Quoted => "info",
            Self::Won => "ok",
            Self::Declined | Self::Lost | Self::Cancelled | Self::Dropped => "off",
        }
    }
}

impl Alternative {
    pub fn legs_asked(&self) -> &[Leg] {
        &self.asked
    }

    pub fn legs_proposed(&self) -> &[Leg] {
        &self.itinerary
    }

    /// Whether it took the place of what was asked for.
    pub fn is_agreed(&self) -> bool {
        self.answer == Some(Answer::Yes)
    }

    /// Whether the client can still answer it.
    pub fn is_open(&self) -> bool {
        self.answer.is_none() && !self.is_withdrawn
    }

    pub fn class(&self) -> &'static str {
        match self.answer {
            None if self.is_withdrawn => "off",
            None => "wait",
            Some(Answer::Yes) => "ok",
            Some(Answer::No) => "off",
        }
    }

    pub fn word(&self) -> &'static str {
        match self.answer {
            None if self.is_withdrawn => "Withdrawn",
            None => "Proposed",
            Some(Answer::Yes) => "Agreed",
            Some(Answer::No) => "Refused",
        }
    }
}
