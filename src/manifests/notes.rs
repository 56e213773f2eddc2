//! What is to be known about a passenger on a leg: the passport, what is missing, and whether they are a child.
use crate::{
    itineraries::Leg,
    passengers::{AgeGroup, AgeLimits, Passenger, Standing},
};
use chrono::NaiveDate;

/// One thing to know, from the worst to the best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The passport expires before an international leg arrives.
    Expired(NaiveDate),
    /// What the authorities ask for and is not known.
    Missing(Vec<&'static str>),
    /// The passport expires within six months after the trip.
    Soon(NaiveDate),
    Ready,
    LapChild(u32),
    Minor(u32),
}

/// What is to be known of a passenger on a leg of a trip that ends on `ends_on`.
pub fn notes(
    passenger: &Passenger,
    born_on: Option<NaiveDate>,
    leg: &Leg,
    ends_on: NaiveDate,
    limits: AgeLimits,
) -> Vec<Note> {
    let mut notes =
        if leg.is_international() { abroad(passenger, leg, ends_on) } else { Vec::new() };
    let day = leg.departs().date();
    if let Some(years) = born_on.and_then(|born| day.years_since(born)) {
        match born_on.and_then(|born| limits.group(born, day)) {
            Some(AgeGroup::LapChild) => notes.push(Note::LapChild(years)),
            Some(AgeGroup::Minor) => notes.push(Note::Minor(years)),
            Some(AgeGroup::Adult) | None => {}
        }
    }
    notes
}

fn abroad(passenger: &Passenger, leg: &Leg, ends_on: NaiveDate) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(expires) = passenger.expires_on() {
        if passenger.standing(leg.last_day()) == Standing::Expired {
            notes.push(Note::Expired(expires));
        } else if passenger.standing(ends_on) != Standing::Fine {
            notes.push(Note::Soon(expires));
        }
    }
    let missing = passenger.missing();
    if !missing.is_empty() {
        notes.push(Note::Missing(missing));
    }
    if notes.is_empty() { vec![Note::Ready] } else { notes }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        itineraries::samples::{leg, luton, nice, palm_beach, teterboro},
        kit::zoned::HOUR,
        passengers::Detail,
        testing::cast::NOON,
    };

    const LIMITS: AgeLimits = AgeLimits { lap_child_under: 2, minor_under: 18 };

    fn complete(expires: &str) -> Passenger {
        let mut it = Passenger::sample();
        it.sex = "F".into();
        it.nationality = "SE".into();
        it.residence = "SE".into();
        it.document_country = "SE".into();
        it.document_expires_on = expires.into();
        it.details.insert(Detail::BornOn, "sealed".into());
        it.details.insert(Detail::DocumentNumber, "sealed".into());
        it
    }

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    /// To London on 21 November, back by the end of the month.
    fn of(passenger: &Passenger) -> Vec<Note> {
        let leg = leg(teterboro(), luton(), NOON, NOON + 7 * HOUR);
        notes(passenger, None, &leg, on("2026-11-30"), LIMITS)
    }

    #[test]
    fn a_passport_must_be_good_when_the_leg_arrives_and_should_be_for_six_months_after_the_trip() {
        assert_eq!(of(&complete("2026-11-20")), [Note::Expired(on("2026-11-20"))]);
        assert_eq!(of(&complete("2026-11-21")), [Note::Soon(on("2026-11-21"))]);
        assert_eq!(of(&complete("2027-05-29")), [Note::Soon(on("2027-05-29"))]);
        assert_eq!(of(&complete("2027-05-30")), [Note::Ready]);
    }

    #[test]
    fn what_is_missing_is_told_for_international_legs_alone() {
        let empty = Passenger::sample();
        assert!(matches!(of(&empty).as_slice(), [Note::Missing(it)] if it.len() == 7));
        let domestic = leg(teterboro(), palm_beach(), NOON, NOON + 3 * HOUR);
        assert_eq!(notes(&empty, None, &domestic, on("2026-11-30"), LIMITS), []);
        assert_eq!(notes(&complete("2020-01-01"), None, &domestic, on("2026-11-30"), LIMITS), []);
    }

    #[test]
    fn a_child_is_told_by_the_age_on_the_day_of_the_leg_where_it_departs() {
        let born = Some(on("2024-11-22"));
        let day = |hours: i64| leg(luton(), nice(), NOON + hours * HOUR, NOON + (hours + 2) * HOUR);
        let it = complete("2030-01-01");
        let child = |hours| notes(&it, born, &day(hours), on("2026-11-30"), LIMITS).pop();
        assert_eq!(child(11), Some(Note::LapChild(1)), "23:00 on the day before the birthday");
        assert_eq!(child(12), Some(Note::Minor(2)));
    }
}
