//! The services that a client asks for on a leg of a trip, and how staff answer.
use super::{ClientTrip, Kind};
use crate::{error::Error, itineraries::Leg, kit::ids::ExtraId, workspaces::Trade};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraKind {
    Catering,
    Ground,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraState {
    Requested,
    Confirmed,
    Completed,
    Declined,
    Canceled,
}

/// A service that was asked for on a leg of a trip.
#[derive(Debug, Clone, Deserialize)]
pub struct Extra {
    pub id: ExtraId,
    pub leg_id: String,
    pub kind: ExtraKind,
    pub words: String,
    pub state: ExtraState,
    /// What staff said.
    pub answer: String,
    /// Who asked for it.
    pub by: String,
    pub version: i64,
}

/// A change of an extra's state, and the version that it applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraStep {
    pub extra: ExtraId,
    pub version: i64,
    pub from: ExtraState,
    pub to: ExtraState,
    pub answer: String,
    /// The entry of the trip's history.
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtraRefusal {
    Stale,
    /// It is not in a state from which staff or the client may bring it to the other.
    NotNow,
}

impl From<ExtraRefusal> for Error {
    fn from(refusal: ExtraRefusal) -> Self {
        Self::refused(match refusal {
            ExtraRefusal::Stale => {
                "This service changed since you opened the page. Please check it again."
            }
            ExtraRefusal::NotNow => "This can no longer be done with this service.",
        })
    }
}

impl ExtraKind {
    pub const ALL: [Self; 3] = [Self::Catering, Self::Ground, Self::Other];

    pub fn word(self) -> &'static str {
        match self {
            Self::Catering => "catering",
            Self::Ground => "ground",
            Self::Other => "other",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Catering => "Catering",
            Self::Ground => "Ground transportation",
            Self::Other => "Another service",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

impl ExtraState {
    pub fn stored(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::Canceled => "canceled",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Requested => "Requested",
            Self::Confirmed => "Confirmed",
            Self::Completed => "Completed",
            Self::Declined => "Declined",
            Self::Canceled => "Canceled",
        }
    }

    /// The states that staff may bring it to.
    pub fn answers(self) -> &'static [Self] {
        match self {
            Self::Requested => &[Self::Confirmed, Self::Declined],
            Self::Confirmed => &[Self::Completed, Self::Declined],
            Self::Completed | Self::Declined | Self::Canceled => &[],
        }
    }

    /// Whether the client may still cancel it.
    pub fn is_open(self) -> bool {
        !self.answers().is_empty()
    }
}

impl Extra {
    /// "Leg 2, PBI to TEB"
    pub fn place(&self, legs: &[Leg], trade: Trade) -> String {
        let found = legs.iter().enumerate().find(|(_, leg)| leg.id.as_ref() == Some(&self.leg_id));
        found.map_or_else(
            || trade.says("A leg that was removed"),
            |(i, leg)| leg_named(i, leg, trade),
        )
    }

    fn step(&self, seen: i64, to: ExtraState, answer: &str) -> Result<ExtraStep, ExtraRefusal> {
        if seen != self.version {
            return Err(ExtraRefusal::Stale);
        }
        let note = format!("{}: {}", self.kind.name(), to.name().to_lowercase());
        let note = if answer.is_empty() { note } else { format!("{note}, {answer}") };
        let (extra, from, answer) = (self.id, self.state, answer.to_owned());
        Ok(ExtraStep { extra, version: seen, from, to, answer, note })
    }

    /// Staff confirm, complete or decline it.
    pub fn answer(
        &self,
        seen: i64,
        to: ExtraState,
        words: &str,
    ) -> Result<ExtraStep, ExtraRefusal> {
        if self.state.answers().contains(&to) {
            self.step(seen, to, words)
        } else {
            Err(ExtraRefusal::NotNow)
        }
    }

    /// The client no longer wants it.
    pub fn cancel(&self, seen: i64) -> Result<ExtraStep, ExtraRefusal> {
        if self.state.is_open() {
            self.step(seen, ExtraState::Canceled, "")
        } else {
            Err(ExtraRefusal::NotNow)
        }
    }
}

fn leg_named(i: usize, leg: &Leg, trade: Trade) -> String {
    format!("{} {}, {} to {}", trade.says("Leg"), i + 1, leg.origin.code, leg.destination.code)
}

impl ClientTrip {
    /// The legs on which services may be asked for: those ahead, by id and name.
    pub fn legs_ahead(&self, now: i64, trade: Trade) -> Vec<(String, String)> {
        if !self.is_own || matches!(self.kind, Kind::Completed | Kind::Cancelled) {
            return Vec::new();
        }
        let all = self.legs.iter().enumerate().filter(|(_, leg)| leg.leaves_by() > now);
        all.filter_map(|(i, leg)| Some((leg.id.clone()?, leg_named(i, leg, trade)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ExtraState::{Canceled, Completed, Confirmed, Declined, Requested};
    use uuid::Uuid;

    fn extra(state: ExtraState) -> Extra {
        Extra {
            id: ExtraId(Uuid::nil()),
            leg_id: "a.0".into(),
            kind: ExtraKind::Catering,
            words: "Fruit".into(),
            state,
            answer: String::new(),
            by: "Mira Lindqvist".into(),
            version: 2,
        }
    }

    #[test]
    fn every_answer_to_every_state_is_decided() {
        for (state, allowed) in [
            (Requested, &[Confirmed, Declined][..]),
            (Confirmed, &[Completed, Declined]),
            (Completed, &[]),
            (Declined, &[]),
            (Canceled, &[]),
        ] {
            for to in [Requested, Confirmed, Completed, Declined, Canceled] {
                let decided = extra(state).answer(2, to, "").is_ok();
                assert_eq!(decided, allowed.contains(&to), "{state:?} to {to:?}");
            }
            assert_eq!(extra(state).cancel(2).is_ok(), !allowed.is_empty(), "{state:?}");
        }
        assert_eq!(extra(Requested).cancel(1), Err(ExtraRefusal::Stale));
    }
}
