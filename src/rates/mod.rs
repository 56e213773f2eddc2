//! Rates: taxes and fees, each in force between two dates. The operator enters them; none is built
//! in.
mod ops;
mod queries;
mod views;
pub use {ops::routes as ops, queries::rates};

use crate::{error::Error, itineraries::Area, kit::ids::RateId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A percentage of what is taxable of the lines, for the legs within the country.
    Percent,
    /// A segment fee: an amount for each passenger on each leg within the country.
    PerPassengerLeg,
    /// An amount for each passenger on each leg that begins or ends abroad.
    InternationalHead,
    /// An amount for each passenger on each leg between Alaska or Hawaii and another state.
    AlaskaHawaiiHead,
}

impl Kind {
    pub const ALL: [Self; 4] =
        [Self::Percent, Self::PerPassengerLeg, Self::InternationalHead, Self::AlaskaHawaiiHead];

    /// The stored word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::PerPassengerLeg => "per_passenger_leg",
            Self::InternationalHead => "international_head",
            Self::AlaskaHawaiiHead => "alaska_hawaii_head",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Percent => "Percent of what is taxable on domestic legs",
            Self::PerPassengerLeg => "Fee for each passenger and domestic leg",
            Self::InternationalHead => {
                "International head tax: for each passenger and leg to or from abroad"
            }
            Self::AlaskaHawaiiHead => {
                "Alaska and Hawaii head tax: for each passenger and leg to or from there"
            }
        }
    }

    /// Whether this rate applies to a leg in this area.
    pub fn applies_to(self, area: Area) -> bool {
        match self {
            Self::Percent => area.is_taxed(),
            Self::PerPassengerLeg => matches!(area, Area::Domestic | Area::AlaskaHawaii),
            Self::InternationalHead => area == Area::International,
            Self::AlaskaHawaiiHead => area == Area::AlaskaHawaii,
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub id: RateId,
    pub name: String,
    pub kind: Kind,
    /// The percentage in parts per million; 0 for a fee.
    pub ppm: i64,
    /// The fee in minor units; 0 for a percentage.
    pub amount: i64,
    #[serde(rename = "in_force_from")]
    pub from: NaiveDate,
    /// The last day in force.
    #[serde(rename = "in_force_until")]
    pub until: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    ToCome,
    InForce,
    Over,
}

/// A rate that is given its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub rate: RateId,
    pub last: NaiveDate,
    /// The last day it had before, if any.
    pub was: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    BeforeItsFirstDay,
    Over,
}

impl Rate {
    pub fn standing(&self, on: NaiveDate) -> Standing {
        match self.until {
            _ if on < self.from => Standing::ToCome,
            Some(last) if last < on => Standing::Over,
            Some(_) | None => Standing::InForce,
        }
    }

    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.standing(on) == Standing::InForce
    }

    /// Sets the last day. A rate that has ended cannot change, because quotes were priced with it.
    pub fn end(&self, last: NaiveDate, today: NaiveDate) -> Result<Ending, Refusal> {
        if self.standing(today) == Standing::Over {
            return Err(Refusal::Over);
        }
        if last < self.from {
            return Err(Refusal::BeforeItsFirstDay);
        }
        Ok(Ending { rate: self.id, last, was: self.until })
    }
}

impl Refusal {
    pub fn words(self) -> &'static str {
        match self {
            Self::BeforeItsFirstDay => "The last day cannot come before the first.",
            Self::Over => "This rate is over already. Add a new one for the time after it.",
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, d).unwrap()
    }

    fn rate(until: Option<NaiveDate>) -> Rate {
        Rate {
            id: RateId(Uuid::nil()),
            name: "Excise".into(),
            kind: Kind::Percent,
            ppm: 75_000,
            amount: 0,
            from: day(10),
            until,
        }
    }

    #[test]
    fn each_rate_applies_to_the_legs_that_the_law_names() {
        let applying = |area| Kind::ALL.into_iter().filter(|kind| kind.applies_to(area)).collect();
        let rates: [Vec<Kind>; 5] = Area::ALL.map(applying);
        assert_eq!(
            rates,
            [
                vec![Kind::Percent, Kind::PerPassengerLeg],
                vec![Kind::Percent],
                vec![Kind::Percent, Kind::PerPassengerLeg, Kind::AlaskaHawaiiHead],
                vec![Kind::InternationalHead],
                vec![],
            ]
        );
    }

    #[test]
    fn a_rate_is_in_force_from_its_first_day_to_its_last() {
        let rate = rate(Some(day(12)));
        let standing: Vec<_> = [9, 10, 12, 13].map(|d| rate.standing(day(d))).into();
        assert_eq!(
            standing,
            [Standing::ToCome, Standing::InForce, Standing::InForce, Standing::Over]
        );
    }

    #[test]
    fn a_rate_ends_on_its_first_day_at_the_earliest() {
        assert_eq!(rate(None).end(day(9), day(11)), Err(Refusal::BeforeItsFirstDay));
        assert_eq!(rate(None).end(day(10), day(11)).map(|it| it.last), Ok(day(10)));
    }

    #[test]
    fn a_rate_that_has_ended_cannot_be_ended_again() {
        assert_eq!(rate(Some(day(12))).end(day(20), day(13)), Err(Refusal::Over));
        assert_eq!(rate(Some(day(12))).end(day(20), day(12)).map(|it| it.last), Ok(day(20)));
    }
}
