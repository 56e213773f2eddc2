//! Times at which a tail is not free for a client's trip.
use crate::{
    itineraries::{Leg, keeps},
    kit::ids::TailId,
    trips::Assigned,
};
use serde::Deserialize;

/// A time at which a tail is not free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Busy {
    pub tail_id: TailId,
    pub starts_at: i64,
    pub ends_at: i64,
    /// Whether it is blocked then, which also counts while it waits for its next leg. Otherwise it is a leg of another
    /// trip.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_block: bool,
}

impl Busy {
    fn is_in_the_way(self, legs: &[Leg]) -> bool {
        let time = (self.starts_at, self.ends_at);
        if self.is_block { keeps(legs, time) } else { legs.iter().any(|leg| keeps([leg], time)) }
    }
}

/// Whether the tail is not free for these legs. The SQL of `trips::is_taken!` says the same.
pub fn is_busy(busy: &[Busy], tail: TailId, legs: &[Leg]) -> bool {
    busy.iter().any(|it| it.tail_id == tail && it.is_in_the_way(legs))
}

/// The first of the tails that is not free for its legs.
pub fn first_busy<'a>(busy: &[Busy], assigned: &'a [Assigned]) -> Option<&'a Assigned> {
    assigned.iter().find(|it| is_busy(busy, it.tail, &it.legs))
}
