//! Stages: the steps of a trip, which each operator names, and the moves between them.
mod editing;
pub use editing::{COLORS, EditedStage, StageDraft, addable};

use super::Trip;
use crate::{
    error::Error,
    kit::ids::{StageId, TripId},
};
use serde::Deserialize;

/// What a stage means, independent of the name the operator gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Pending,
    Booked,
    Dispatched,
    InProgress,
    Completed,
    Cancelled,
}

impl Kind {
    /// The word that clients read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "Being confirmed",
            Self::Booked | Self::Dispatched => "Confirmed",
            Self::InProgress => "Active",
            Self::Completed => "Completed",
            Self::Cancelled => "Canceled",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Stage {
    pub id: StageId,
    pub name: String,
    pub rank: i64,
    pub kind: Kind,
}

/// A stage that a trip may be moved to.
#[derive(Debug)]
struct Way<'t> {
    trip: &'t Trip,
    to: &'t Stage,
    needs_reason: bool,
}

/// A trip to be moved to another stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub trip: TripId,
    pub version: i64,
    pub to: Stage,
    pub reason: String,
    /// The word that clients read at the new stage, where it is another than before.
    pub announced: Option<&'static str>,
}

impl Move {
    /// The entry of the operator's history.
    pub fn note(&self) -> String {
        with_reason(&self.to.name, &self.reason)
    }

    /// Whether it cancels the trip or restores it.
    pub fn crosses_cancellation(&self, from: &Trip) -> bool {
        (self.to.kind == Kind::Cancelled) != (from.kind == Kind::Cancelled)
    }

    /// The entry of the client's history, if the move changes what they read.
    pub fn announcement(&self) -> Option<String> {
        self.announced.map(|word| with_reason(word, &self.reason))
    }
}

fn with_reason(what: &str, reason: &str) -> String {
    if reason.is_empty() { what.to_owned() } else { format!("{what}: {reason}") }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Stale,
    AlreadyThere,
    Completed,
    /// A canceled trip is restored before it is changed.
    Cancelled,
    /// A canceled trip can only be moved to this stage, the first.
    RestoreTo(String),
    /// A canceled trip whose tail was booked for another trip meanwhile.
    Displaced,
    NoReason,
    /// It is completed or canceled, so its FBOs stay as they are.
    Over,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Stale => {
                "This trip changed while you were looking at it. Please check it again.".to_owned()
            }
            Refusal::AlreadyThere => "This trip is at that stage already.".to_owned(),
            Refusal::Completed => "This trip is completed and can no longer be moved.".to_owned(),
            Refusal::Cancelled => "This trip is canceled. Restore it before you change it.".to_owned(),
            Refusal::RestoreTo(first) => {
                format!("A canceled trip must be moved to {first} first.")
            }
            Refusal::Displaced => {
                "Another trip was booked at these times meanwhile. Cancel that trip first, or make a new quote for this one.".to_owned()
            }
            Refusal::Over => {
                "This trip is over, so its FBOs can no longer be changed.".to_owned()
            }
            Refusal::NoReason => {
                "Enter a reason: it is required to go back or to cancel.".to_owned()
            }
        })
    }
}

/// The stage at which trips begin: the lowest in rank that is neither completed nor canceled.
pub fn first(stages: &[Stage]) -> Option<&Stage> {
    stages
        .iter()
        .filter(|it| !matches!(it.kind, Kind::Completed | Kind::Cancelled))
        .min_by_key(|it| it.rank)
}

impl Trip {
    /// Whether staff may change it.
    pub fn editable(&self) -> Result<(), Refusal> {
        match self.kind {
            Kind::Completed => Err(Refusal::Completed),
            Kind::Cancelled => Err(Refusal::Cancelled),
            Kind::Pending | Kind::Booked | Kind::Dispatched | Kind::InProgress => Ok(()),
        }
    }

    /// Refuses a form that was made from another version of it.
    pub fn seen(&self, version: i64) -> Result<(), Refusal> {
        if version == self.version { Ok(()) } else { Err(Refusal::Stale) }
    }

    /// Moving back or cancelling needs a reason. `seen` is the version on the page.
    pub fn move_to(
        &self,
        to: &Stage,
        stages: &[Stage],
        reason: &str,
        seen: i64,
    ) -> Result<Move, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        self.way(to, stages)?.take(reason)
    }

    /// Whether the trip may be moved from its stage to another.
    fn way<'t>(&'t self, to: &'t Stage, stages: &[Stage]) -> Result<Way<'t>, Refusal> {
        if to.id == self.stage_id {
            return Err(Refusal::AlreadyThere);
        }
        match self.kind {
            Kind::Completed => Err(Refusal::Completed),
            Kind::Cancelled => match first(stages) {
                Some(first) if first.id == to.id && self.is_displaced => Err(Refusal::Displaced),
                Some(first) if first.id == to.id => Ok(Way { trip: self, to, needs_reason: false }),
                first => {
                    Err(Refusal::RestoreTo(first.map(|it| it.name.clone()).unwrap_or_default()))
                }
            },
            Kind::Pending | Kind::Booked | Kind::Dispatched | Kind::InProgress => {
                let needs_reason = to.kind == Kind::Cancelled || to.rank < self.rank;
                Ok(Way { trip: self, to, needs_reason })
            }
        }
    }

    /// The next stage in rank, if there is one.
    pub fn next_stage<'a>(&self, stages: &'a [Stage]) -> Option<&'a Stage> {
        let ahead = self.open_stages(stages).into_iter();
        ahead
            .filter(|it| it.kind != Kind::Cancelled && it.rank > self.rank)
            .min_by_key(|it| it.rank)
    }

    /// The stages that the trip may be moved to.
    pub fn open_stages<'a>(&self, stages: &'a [Stage]) -> Vec<&'a Stage> {
        stages.iter().filter(|to| self.way(to, stages).is_ok()).collect()
    }
}

impl Way<'_> {
    fn take(self, reason: &str) -> Result<Move, Refusal> {
        let Self { trip, to, needs_reason } = self;
        if needs_reason && reason.is_empty() {
            return Err(Refusal::NoReason);
        }
        Ok(Move {
            trip: trip.id,
            version: trip.version,
            to: to.clone(),
            reason: reason.to_owned(),
            announced: (to.kind.word() != trip.kind.word()).then(|| to.kind.word()),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Kind::{Booked, Cancelled, Completed, Dispatched, InProgress, Pending};
    use uuid::Uuid;

    const KINDS: [Kind; 6] = [Pending, Booked, Dispatched, InProgress, Completed, Cancelled];

    fn stages() -> Vec<Stage> {
        (1_u8..)
            .zip(KINDS)
            .map(|(n, kind)| Stage {
                id: StageId(Uuid::from_u128(n.into())),
                name: format!("{kind:?}"),
                rank: i64::from(n) * 10,
                kind,
            })
            .collect()
    }

    fn trip(at: &Stage) -> Trip {
        Trip {
            stage_id: at.id,
            stage: at.name.clone(),
            rank: at.rank,
            kind: at.kind,
            ..Trip::sample()
        }
    }

    /// For each stage and each target: allowed (yes), allowed with a reason (why), or not allowed
    /// (no).
    const LAW: [(Kind, [&str; 6]); 6] = [
        (Pending, ["no", "yes", "yes", "yes", "yes", "why"]),
        (Booked, ["why", "no", "yes", "yes", "yes", "why"]),
        (Dispatched, ["why", "why", "no", "yes", "yes", "why"]),
        (InProgress, ["why", "why", "why", "no", "yes", "why"]),
        (Completed, ["no", "no", "no", "no", "no", "no"]),
        (Cancelled, ["yes", "no", "no", "no", "no", "no"]),
    ];

    #[test]
    fn every_pair_of_stages_is_decided() {
        let stages = stages();
        for (from, (kind, row)) in stages.iter().zip(LAW) {
            assert_eq!(from.kind, kind);
            for (to, law) in stages.iter().zip(row) {
                let without = trip(from).move_to(to, &stages, "", 3);
                let with = trip(from).move_to(to, &stages, "Weather", 3);
                let found = match (without, with) {
                    (Ok(_), Ok(_)) => "yes",
                    (Err(Refusal::NoReason), Ok(_)) => "why",
                    (Err(_), Err(_)) => "no",
                    other => panic!("{other:?}"),
                };
                assert_eq!(found, law, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn a_move_is_announced_only_if_it_changes_what_the_client_reads() {
        let stages = stages();
        for from in &stages {
            for to in &stages {
                if let Ok(it) = trip(from).move_to(to, &stages, "Weather", 3) {
                    assert_eq!(it.announced.is_some(), from.kind.word() != to.kind.word());
                }
            }
        }
        let [pending, booked, dispatched, ..] = stages.as_slice() else { panic!() };
        let told = |from, to| trip(from).move_to(to, &stages, "Fog", 3).unwrap().announcement();
        assert_eq!(told(booked, dispatched), None);
        assert_eq!(told(pending, booked).as_deref(), Some("Confirmed: Fog"));
    }

    #[test]
    fn a_form_of_an_older_version_moves_nothing() {
        let stages = stages();
        let [pending, booked, ..] = stages.as_slice() else { panic!() };
        assert_eq!(trip(pending).move_to(booked, &stages, "", 2), Err(Refusal::Stale));
        assert!(trip(pending).move_to(booked, &stages, "", 3).is_ok());
    }

    #[test]
    fn the_order_of_stages_is_by_rank_and_not_by_kind() {
        let mut stages = stages();
        for it in &mut stages {
            it.rank = -it.rank;
        }
        let [pending, booked, .., in_progress, _, cancelled] = stages.as_slice() else { panic!() };
        assert!(trip(booked).move_to(pending, &stages, "", 3).is_ok());
        assert_eq!(trip(pending).move_to(booked, &stages, "", 3), Err(Refusal::NoReason));
        assert_eq!(
            trip(cancelled).move_to(pending, &stages, "", 3),
            Err(Refusal::RestoreTo(in_progress.name.clone()))
        );
        assert!(trip(cancelled).move_to(in_progress, &stages, "", 3).is_ok());
    }
}
