//! Whether a passenger may travel on a day: the passport, the age, and what a border asks for.
use super::{Detail, Passenger};
use crate::workspaces::Workspace;
use chrono::{Months, NaiveDate};

/// The state of a passport on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Missing,
    Expired,
    /// Expires within six calendar months, which many countries do not accept.
    Soon,
    Fine,
}

/// The ages by which a workspace tells passengers apart, in years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeLimits {
    pub lap_child_under: i64,
    pub minor_under: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeGroup {
    LapChild,
    Minor,
    Adult,
}

impl AgeLimits {
    pub fn of(workspace: &Workspace) -> Self {
        let Workspace { lap_child_under, minor_under, .. } = *workspace;
        Self { lap_child_under, minor_under }
    }

    /// The group of somebody on the day of a leg; none if they are born later.
    pub fn group(self, born_on: NaiveDate, day: NaiveDate) -> Option<AgeGroup> {
        let years = i64::from(day.years_since(born_on)?);
        Some(if years < self.lap_child_under {
            AgeGroup::LapChild
        } else if years < self.minor_under {
            AgeGroup::Minor
        } else {
            AgeGroup::Adult
        })
    }
}

/// The state of a passport that expires on this day (YYYY-MM-DD, or empty).
pub fn standing(expires_on: &str, day: NaiveDate) -> Standing {
    match expires_on.parse::<NaiveDate>() {
        Err(_) => Standing::Missing,
        Ok(expires) if expires < day => Standing::Expired,
        Ok(expires) if expires < in_six_months(day) => Standing::Soon,
        Ok(_) => Standing::Fine,
    }
}

/// Six calendar months later: 31 August becomes the last of February.
pub fn in_six_months(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(6)).unwrap_or(day)
}

impl Passenger {
    pub fn expires_on(&self) -> Option<NaiveDate> {
        self.document_expires_on.parse().ok()
    }

    pub fn standing(&self, day: NaiveDate) -> Standing {
        standing(&self.document_expires_on, day)
    }

    /// What the authorities ask for before an international flight and is not given here.
    pub fn missing(&self) -> Vec<&'static str> {
        let has = |it| self.details.contains_key(&it);
        let all = [
            (has(Detail::BornOn), "date of birth"),
            (!self.sex.is_empty(), "sex"),
            (!self.nationality.is_empty(), "nationality"),
            (!self.residence.is_empty(), "country of residence"),
            (has(Detail::DocumentNumber), "passport number"),
            (!self.document_country.is_empty(), "country that issued the passport"),
            (!self.document_expires_on.is_empty(), "passport expiry"),
        ];
        all.into_iter().filter(|(is_given, _)| !is_given).map(|(_, words)| words).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn a_passport_is_good_on_its_last_day() {
        assert_eq!(standing("2026-11-21", on("2026-11-21")), Standing::Soon);
        assert_eq!(standing("2026-11-20", on("2026-11-21")), Standing::Expired);
        assert_eq!(standing("", on("2026-11-21")), Standing::Missing);
    }

    #[test]
    fn six_months_are_calendar_months() {
        assert_eq!(standing("2027-05-20", on("2026-11-21")), Standing::Soon);
        assert_eq!(standing("2027-05-21", on("2026-11-21")), Standing::Fine);
        assert_eq!(standing("2027-02-27", on("2026-08-31")), Standing::Soon);
        assert_eq!(standing("2027-02-28", on("2026-08-31")), Standing::Fine);
        assert_eq!(standing("2028-02-28", on("2027-08-31")), Standing::Soon, "a leap year");
        assert_eq!(standing("2028-02-29", on("2027-08-31")), Standing::Fine);
    }

    #[test]
    fn an_age_is_that_on_the_day_of_the_leg() {
        let limits = AgeLimits { lap_child_under: 2, minor_under: 18 };
        let group = |born, day| limits.group(on(born), on(day));
        assert_eq!(group("2024-12-10", "2026-12-09"), Some(AgeGroup::LapChild));
        assert_eq!(group("2024-12-10", "2026-12-10"), Some(AgeGroup::Minor));
        assert_eq!(group("2008-12-10", "2026-12-09"), Some(AgeGroup::Minor));
        assert_eq!(group("2008-12-10", "2026-12-10"), Some(AgeGroup::Adult));
        assert_eq!(group("2008-02-29", "2026-02-28"), Some(AgeGroup::Minor), "a leap day");
        assert_eq!(group("2027-01-01", "2026-12-10"), None);
    }

    #[test]
    fn what_is_missing_for_an_international_flight_is_named() {
        let mut it = Passenger::sample();
        assert_eq!(it.missing().len(), 7);
        it.sex = "F".into();
        it.nationality = "SE".into();
        it.residence = "US".into();
        it.document_country = "SE".into();
        it.document_expires_on = "2030-01-01".into();
        assert_eq!(it.missing(), ["date of birth", "passport number"]);
        it.details.insert(Detail::BornOn, "sealed".into());
        it.details.insert(Detail::DocumentNumber, "sealed".into());
        assert!(it.missing().is_empty());
    }
}
