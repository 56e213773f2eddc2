//! Statements about trips.
use super::Birth;
use crate::write::Follower;

/// What an accepted quote leaves: the trip, its legs and its manifest.
pub fn born_of(_birth: &Birth) -> Vec<Follower> {
    Vec::new()
}
