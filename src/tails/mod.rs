//! The fleet: the operator's aircraft or coaches, which staff keep.
mod ops;
mod queries;
#[cfg(test)]
mod tests;
mod views;
pub use ops::routes;

use crate::{
    kit::{ids::TailId, text::changes},
    workspaces::Trade,
};
use serde::Deserialize;

/// Knots in a mile per hour: the length of a statute mile in nautical miles.
const KNOTS_PER_MPH: f64 = 1_609.344 / 1_852.0;

#[derive(Debug, Clone, Deserialize)]
pub struct Tail {
    pub id: TailId,
    /// "N517HA", or the number of a coach.
    pub registration: String,
    /// As clients know it: "Citation Latitude", "56-seat coach".
    pub kind: String,
    pub seats: i64,
    /// The speed from door to door, in knots, by which times are estimated.
    pub speed_kt: i64,
    pub speed_mph: Option<i64>,
    /// The accounts that own it.
    pub owners: String,
    pub retired_at: Option<i64>,
    pub version: i64,
}

/// The details of a tail that a form may change.
#[derive(Debug, Clone, PartialEq)]
pub struct Particulars {
    pub registration: String,
    pub kind: String,
    pub seats: i64,
    pub speed: Speed,
}

/// A speed as it is typed: of aircraft in knots, of coaches in miles per hour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Speed {
    Knots(i64),
    Mph(i64),
}

impl Speed {
    pub fn of(trade: Trade, typed: i64) -> Self {
        match trade {
            Trade::Air => Self::Knots(typed),
            Trade::Coach => Self::Mph(typed),
        }
    }

    /// The speed in knots, rounded.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // speeds of three digits
    pub fn knots(self) -> i64 {
        match self {
            Self::Knots(knots) => knots,
            Self::Mph(mph) => ((mph as f64) * KNOTS_PER_MPH).round() as i64,
        }
    }

    pub fn mph(self) -> Option<i64> {
        match self {
            Self::Knots(_) => None,
            Self::Mph(mph) => Some(mph),
        }
    }

    /// "420 kt", "55 mph"
    pub fn told(self) -> String {
        match self {
            Self::Knots(knots) => format!("{knots} kt"),
            Self::Mph(mph) => format!("{mph} mph"),
        }
    }
}

impl Tail {
    pub fn is_in_use(&self) -> bool {
        self.retired_at.is_none()
    }

    /// The speed as it was typed; of a coach that came with its speed in knots, the nearest.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // speeds of three digits
    pub fn speed(&self, trade: Trade) -> Speed {
        match (trade, self.speed_mph) {
            (Trade::Air, _) => Speed::Knots(self.speed_kt),
            (Trade::Coach, Some(mph)) => Speed::Mph(mph),
            (Trade::Coach, None) => {
                Speed::Mph(((self.speed_kt as f64) / KNOTS_PER_MPH).round() as i64)
            }
        }
    }

    /// The differences, for the history.
    pub fn changes(&self, now: &Particulars, trade: Trade) -> String {
        changes(&[
            ("Registration", &self.registration, &now.registration),
            ("Type", &self.kind, &now.kind),
            ("Seats", &self.seats.to_string(), &now.seats.to_string()),
            ("Speed", &self.speed(trade).told(), &now.speed.told()),
        ])
    }
}
