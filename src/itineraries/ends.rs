//! How the two ends of a leg are read.
use crate::{
    airports::Found,
    workspaces::{Trade, Workspace},
};

/// How the two ends of a leg are read.
#[derive(Debug, Clone, Copy)]
pub enum Ends<'a> {
    /// Airports, looked up in the same batch as the visitor by what [`fields::typed`](super::fields::typed) names. The times
    /// of a place that is kept as it was written are in this zone.
    Airports { found: &'a [Found], zone: &'a str },
    /// Street addresses, each in the time zone of its city unless another is chosen. The cities are
    /// looked up like airports.
    Addresses { found: &'a [Found] },
}

impl<'a> Ends<'a> {
    /// How the ends of legs are read in this workspace, with the places that were looked up.
    pub fn of(workspace: &'a Workspace, found: &'a [Found]) -> Self {
        if workspace.is_air() {
            Self::Airports { found, zone: &workspace.zone }
        } else {
            Self::Addresses { found }
        }
    }
}

impl Ends<'_> {
    /// Aircraft go to airports, coaches to addresses.
    pub fn trade(self) -> Trade {
        match self {
            Self::Airports { .. } => Trade::Air,
            Self::Addresses { .. } => Trade::Coach,
        }
    }
}
