//! The tails that a trip is given, each with the legs that it is needed for.
use crate::{
    itineraries::{Leg, by_tail},
    kit::ids::TailId,
};
use serde::Serialize;

/// A tail and the legs that it is needed for, as the SQL of `trips::is_taken!` reads them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assigned {
    pub tail: TailId,
    pub departs_at: i64,
    pub ends_at: i64,
    pub legs: Vec<Leg>,
}

/// The tails of these legs; `tail` is that of the legs which have none of their own.
pub fn assigned(tail: Option<TailId>, legs: &[Leg]) -> Vec<Assigned> {
    let of = |(tail, legs): (TailId, Vec<&Leg>)| Assigned {
        tail,
        departs_at: legs.iter().map(|leg| leg.departs_at).min().unwrap_or_default(),
        ends_at: legs.iter().map(|leg| leg.ends_at()).max().unwrap_or_default(),
        legs: legs.into_iter().cloned().collect(),
    };
    by_tail(tail, legs).into_iter().map(of).collect()
}
