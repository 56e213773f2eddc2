//! Which legs lead to another country, so that passports are needed.
use super::{Leg, Place, area::is_american_zone};
use crate::kit::zoned::Moment;
use chrono::NaiveDate;

/// Territories of the United States, which are not another country than the states: by country, and by zone.
const TERRITORIES: [&str; 5] = ["PR", "VI", "GU", "MP", "AS"];
const TERRITORY_ZONES: [&str; 5] = [
    "America/Puerto_Rico",
    "America/St_Thomas",
    "Pacific/Guam",
    "Pacific/Saipan",
    "Pacific/Pago_Pago",
];

/// The country of a place. One that was stored without its country is told by its time zone.
fn country(place: &Place) -> &str {
    match place.country.as_str() {
        "" if TERRITORY_ZONES.contains(&place.zone.as_str()) => "US",
        "" if is_american_zone(&place.zone) => "US",
        "" => &place.zone,
        territory if TERRITORIES.contains(&territory) => "US",
        country => country,
    }
}

impl Leg {
    /// Whether it leads to another country. Of a place that nobody knows yet this cannot be said.
    pub fn is_international(&self) -> bool {
        !self.origin.unsettled
            && !self.destination.unsettled
            && country(&self.origin) != country(&self.destination)
    }

    /// Whether it enters the United States from another country.
    pub fn enters_united_states(&self) -> bool {
        self.is_international() && country(&self.destination) == "US"
    }

    /// The local day on which it arrives, or departs while it is not known when it arrives.
    pub fn last_day(&self) -> NaiveDate {
        let by = self.arrive_by.map(|at| Moment::new(at, &self.destination.zone));
        self.arrives().or(by).unwrap_or_else(|| self.departs()).date()
    }
}

/// The day on which an itinerary ends.
pub fn last_day(legs: &[Leg]) -> Option<NaiveDate> {
    legs.iter().map(Leg::last_day).max()
}

/// The day on which the last leg to another country arrives; none if no leg leads to one.
pub fn last_day_abroad(legs: &[Leg]) -> Option<NaiveDate> {
    legs.iter().filter(|leg| leg.is_international()).map(Leg::last_day).max()
}

#[cfg(test)]
mod tests {
    use super::{super::samples::*, *};

    fn is_international(from: Place, to: Place) -> bool {
        leg(from, to, 1_796_951_700_000, 1_796_976_300_000).is_international()
    }

    fn in_country(country: &str, place: Place) -> Place {
        Place { country: country.into(), ..place }
    }

    #[test]
    fn a_leg_between_two_countries_is_international() {
        assert!(is_international(teterboro(), luton()) && is_international(luton(), nice()));
        assert!(!is_international(teterboro(), palm_beach()));
        assert!(is_international(in_country("US", teterboro()), in_country("CA", palm_beach())));
        assert!(!is_international(in_country("ES", nice()), in_country("ES", luton())));
    }

    #[test]
    fn a_leg_enters_the_united_states_from_another_country_only() {
        let enters = |from, to| leg(from, to, 0, 1).enters_united_states();
        assert!(enters(luton(), teterboro()));
        assert!(enters(luton(), in_country("PR", nice())));
        assert!(!enters(teterboro(), luton()) && !enters(palm_beach(), teterboro()));
    }

    #[test]
    fn the_territories_of_the_united_states_are_no_other_country() {
        for country in TERRITORIES {
            assert!(!is_international(teterboro(), in_country(country, luton())), "{country}");
        }
        let san_juan = Place { zone: "America/Puerto_Rico".into(), ..luton() };
        assert!(!is_international(teterboro(), san_juan));
    }

    #[test]
    fn a_place_that_nobody_knows_needs_no_passport_yet() {
        assert!(!is_international(teterboro(), Place { unsettled: true, ..luton() }));
    }
}
