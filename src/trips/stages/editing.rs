//! The workspace's own stages: which may be added, changed and deleted.
use super::Kind;
use crate::{error::Error, kit::ids::StageId};
use serde::Deserialize;

/// The colors to choose from.
pub const COLORS: [(&str, &str); 7] = [
    ("gray", "Gray"),
    ("amber", "Amber"),
    ("green", "Green"),
    ("teal", "Teal"),
    ("blue", "Blue"),
    ("violet", "Violet"),
    ("red", "Red"),
];

/// A stage, as an administrator edits it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EditedStage {
    pub id: StageId,
    pub name: String,
    pub rank: i64,
    pub kind: Kind,
    pub color: String,
    /// Whether a trip is at it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub has_trips: bool,
    /// Whether clients can change nothing from it on.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_limit: bool,
}

/// What was typed for a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageDraft {
    pub name: String,
    pub rank: i64,
    pub kind: Kind,
    pub color: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageRefusal {
    NameTaken,
    RankTaken,
    /// Trips are at it, so it cannot be deleted or mean something else.
    InUse,
    /// It is the limit.
    Limit,
    /// It is the last at which trips can begin, be completed or be canceled.
    Last,
}

impl StageRefusal {
    /// The field at fault.
    pub fn field(self) -> &'static str {
        match self {
            Self::NameTaken => "name",
            Self::RankTaken => "rank",
            Self::InUse | Self::Limit | Self::Last => "kind",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::NameTaken => "Another stage has this name.",
            Self::RankTaken => {
                "Another stage has this place in the order. Choose a number between two others."
            }
            Self::InUse => "Trips are at this stage. Move them to another one first.",
            Self::Limit => "This stage is the trip stage limit. Choose another limit first.",
            Self::Last => {
                "The workspace needs a stage at which trips begin, one that completes them and one that cancels them."
            }
        }
    }
}

impl From<StageRefusal> for Error {
    fn from(refusal: StageRefusal) -> Self {
        Self::refused(refusal.words())
    }
}

/// What a workspace cannot do without.
#[derive(Debug, PartialEq, Eq)]
enum Need {
    Begin,
    Complete,
    Cancel,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::Pending,
        Self::Booked,
        Self::Dispatched,
        Self::InProgress,
        Self::Completed,
        Self::Cancelled,
    ];

    /// The word that is stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Booked => "booked",
            Self::Dispatched => "dispatched",
            Self::InProgress => "in_progress",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.stored() == word)
    }

    fn fills(self) -> Need {
        match self {
            Self::Pending | Self::Booked | Self::Dispatched | Self::InProgress => Need::Begin,
            Self::Completed => Need::Complete,
            Self::Cancelled => Need::Cancel,
        }
    }
}

/// Whether a new stage may be added to these.
pub fn addable(draft: &StageDraft, stages: &[EditedStage]) -> Result<(), StageRefusal> {
    draft.fits(stages.iter())
}

impl StageDraft {
    fn fits<'a>(
        &self,
        mut others: impl Iterator<Item = &'a EditedStage>,
    ) -> Result<(), StageRefusal> {
        let taken = others.find_map(|it| match () {
            () if it.name.eq_ignore_ascii_case(&self.name) => Some(StageRefusal::NameTaken),
            () if it.rank == self.rank => Some(StageRefusal::RankTaken),
            () => None,
        });
        taken.map_or(Ok(()), Err)
    }
}

impl EditedStage {
    /// Whether it may become what was typed.
    pub fn changeable(&self, draft: &StageDraft, stages: &[Self]) -> Result<(), StageRefusal> {
        draft.fits(stages.iter().filter(|it| it.id != self.id))?;
        match draft.kind == self.kind {
            true => Ok(()),
            false if self.has_trips => Err(StageRefusal::InUse),
            false if draft.kind.fills() == self.kind.fills() => Ok(()),
            false => self.spare(stages),
        }
    }

    pub fn deletable(&self, stages: &[Self]) -> Result<(), StageRefusal> {
        match () {
            () if self.has_trips => Err(StageRefusal::InUse),
            () if self.is_limit => Err(StageRefusal::Limit),
            () => self.spare(stages),
        }
    }

    fn spare(&self, stages: &[Self]) -> Result<(), StageRefusal> {
        let fills = |it: &&Self| it.id != self.id && it.kind.fills() == self.kind.fills();
        stages.iter().find(fills).map(|_| ()).ok_or(StageRefusal::Last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn stage(rank: i64, name: &str, kind: Kind) -> EditedStage {
        let id = StageId(Uuid::from_u128(u128::try_from(rank).unwrap_or_default()));
        let (name, color) = (name.to_owned(), "gray".to_owned());
        EditedStage { id, name, rank, kind, color, has_trips: false, is_limit: false }
    }

    fn stages() -> Vec<EditedStage> {
        vec![
            stage(10, "Pending", Kind::Pending),
            stage(20, "Booked", Kind::Booked),
            stage(50, "Completed", Kind::Completed),
            stage(90, "Canceled", Kind::Cancelled),
        ]
    }

    fn draft(rank: i64, name: &str, kind: Kind) -> StageDraft {
        StageDraft { name: name.into(), rank, kind, color: "teal".into() }
    }

    #[test]
    fn a_stage_has_a_name_and_a_place_of_its_own() {
        let add = |rank, name| addable(&draft(rank, name, Kind::Booked), &stages());
        assert_eq!(add(25, "Briefed"), Ok(()));
        assert_eq!(add(25, "booked"), Err(StageRefusal::NameTaken));
        assert_eq!(add(20, "Briefed"), Err(StageRefusal::RankTaken));
    }

    #[test]
    fn a_stage_keeps_its_name_and_place_when_it_is_changed() {
        let all = stages();
        let booked = &all[1];
        assert_eq!(booked.changeable(&draft(20, "Booked", Kind::Dispatched), &all), Ok(()));
        let in_use = EditedStage { has_trips: true, ..booked.clone() };
        assert_eq!(in_use.changeable(&draft(25, "Firm", Kind::Booked), &all), Ok(()));
        assert_eq!(
            in_use.changeable(&draft(20, "Booked", Kind::Completed), &all),
            Err(StageRefusal::InUse)
        );
    }

    #[test]
    fn the_limit_and_the_last_of_its_kind_and_one_in_use_cannot_be_deleted() {
        let all = stages();
        assert_eq!(all[1].deletable(&all), Ok(()));
        assert_eq!(all[2].deletable(&all), Err(StageRefusal::Last));
        let with = |change: fn(&mut EditedStage)| {
            let mut stage = all[1].clone();
            change(&mut stage);
            stage.deletable(&all)
        };
        assert_eq!(with(|it| it.is_limit = true), Err(StageRefusal::Limit));
        assert_eq!(with(|it| it.has_trips = true), Err(StageRefusal::InUse));
    }
}
