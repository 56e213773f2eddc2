//! Where a leg leads, as far as taxes differ by it.
use super::{Detail, Leg, Place};
use crate::http::form::Form;
use serde::{Deserialize, Serialize};

/// The areas that 26 U.S.C. 4261 and 4262 tell apart. An operator elsewhere has domestic and
/// international legs only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Within the country. In the United States also to and from the zone of 225 miles beyond its
    /// border in Canada and Mexico, which staff choose.
    Domestic,
    /// To or from a rural airport, which staff choose.
    Rural,
    /// Between Alaska or Hawaii and another state.
    AlaskaHawaii,
    /// Begins or ends abroad.
    International,
    /// Begins and ends abroad.
    Abroad,
}

impl Area {
    pub const ALL: [Self; 5] =
        [Self::Domestic, Self::Rural, Self::AlaskaHawaii, Self::International, Self::Abroad];

    /// The stored word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Domestic => "domestic",
            Self::Rural => "rural",
            Self::AlaskaHawaii => "alaska_hawaii",
            Self::International => "international",
            Self::Abroad => "abroad",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Domestic => "Domestic",
            Self::Rural => "Domestic, rural airport",
            Self::AlaskaHawaii => "Alaska or Hawaii",
            Self::International => "International",
            Self::Abroad => "Entirely abroad",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.word() == word)
    }

    /// Whether percentages are taken of the price of such a leg.
    pub fn is_taxed(self) -> bool {
        match self {
            Self::Domestic | Self::Rural | Self::AlaskaHawaii => true,
            Self::International | Self::Abroad => false,
        }
    }
}

/// What lies around a place.
#[derive(Debug, PartialEq, Eq)]
enum Ground<'a> {
    States,
    Alaska,
    Hawaii,
    Abroad(&'a str),
}

/// The territories that the United States tax as foreign.
const TERRITORIES: [&str; 6] = [
    "Puerto Rico",
    "U.S. Virgin Islands",
    "Guam",
    "American Samoa",
    "Northern Mariana Islands",
    "Virgin Islands",
];

const ALASKA: [&str; 6] = ["Anchorage", "Juneau", "Sitka", "Metlakatla", "Yakutat", "Nome"];

/// The time zones of the other states, below `America/`.
const STATES: [&str; 16] = [
    "New_York",
    "Detroit",
    "Kentucky/",
    "Indiana/",
    "Indianapolis",
    "Louisville",
    "Fort_Wayne",
    "Chicago",
    "Menominee",
    "North_Dakota/",
    "Denver",
    "Boise",
    "Phoenix",
    "Shiprock",
    "Los_Angeles",
    "Knox_IN",
];

fn ground(place: &Place) -> Ground<'_> {
    match (place.country.as_str(), place.region.as_str()) {
        ("US", "Alaska") => Ground::Alaska,
        ("US", "Hawaii") => Ground::Hawaii,
        ("US", region) if TERRITORIES.contains(&region) => Ground::Abroad(region),
        ("US", _) => Ground::States,
        // A street address, or a place that was stored without its country.
        ("", _) => in_zone(&place.zone),
        (country, _) => Ground::Abroad(country),
    }
}

fn in_zone(zone: &str) -> Ground<'_> {
    let is_one_of = |names: &[&str], city: &str| {
        names.iter().any(|it| if it.ends_with('/') { city.starts_with(it) } else { *it == city })
    };
    match zone.strip_prefix("America/") {
        Some("Adak") => Ground::Alaska,
        Some(city) if is_one_of(&ALASKA, city) => Ground::Alaska,
        Some(city) if is_one_of(&STATES, city) => Ground::States,
        _ if zone == "Pacific/Honolulu" => Ground::Hawaii,
        _ => Ground::Abroad(zone),
    }
}

/// Whether a time zone is one of the United States, without their territories.
pub fn is_american_zone(zone: &str) -> bool {
    !matches!(in_zone(zone), Ground::Abroad(_))
}

impl Detail {
    /// The area that staff chose for a leg.
    pub fn area(self, form: &Form, i: usize) -> Option<Area> {
        match self {
            Self::Asked => None,
            Self::Planned { .. } => Area::of(form.value(&format!("area.{i}"))),
        }
    }
}

impl Leg {
    /// The area that follows from the two places, for an operator whose clock is in this zone.
    pub fn area_from(&self, operator_zone: &str) -> Area {
        let is_american = is_american_zone(operator_zone);
        match (ground(&self.origin), ground(&self.destination)) {
            (Ground::Abroad(a), Ground::Abroad(b)) if is_american || a != b => {
                if is_american {
                    Area::Abroad
                } else {
                    Area::International
                }
            }
            (Ground::Abroad(_), Ground::Abroad(_)) => Area::Domestic,
            (Ground::Abroad(_), _) | (_, Ground::Abroad(_)) => Area::International,
            (a, b) if a == b || !is_american => Area::Domestic,
            _ => Area::AlaskaHawaii,
        }
    }

    /// The area it is taxed by.
    pub fn taxed_area(&self) -> Area {
        self.area.unwrap_or(Area::Domestic)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples::*, *};

    const TETERBORO: &str = "America/New_York";

    fn place(country: &str, region: &str) -> Place {
        Place { country: country.into(), region: region.into(), ..teterboro() }
    }
    fn area(from: (&str, &str), to: (&str, &str), operator: &str) -> Area {
        leg(place(from.0, from.1), place(to.0, to.1), 0, 0).area_from(operator)
    }

    #[test]
    fn an_american_leg_is_domestic_international_or_to_alaska_and_hawaii() {
        let jersey = ("US", "New Jersey");
        for (from, to, expected) in [
            (jersey, ("US", "Florida"), Area::Domestic),
            (jersey, ("BS", "New Providence"), Area::International),
            (("BS", "New Providence"), jersey, Area::International),
            (jersey, ("US", "Puerto Rico"), Area::International),
            (("GB", "England"), ("FR", "Nice"), Area::Abroad),
            (("FR", "Paris"), ("FR", "Nice"), Area::Abroad),
            (jersey, ("US", "Hawaii"), Area::AlaskaHawaii),
            (("US", "Hawaii"), ("US", "Alaska"), Area::AlaskaHawaii),
            (("US", "Hawaii"), ("US", "Hawaii"), Area::Domestic),
            (("US", "Alaska"), ("CA", "Yukon"), Area::International),
        ] {
            assert_eq!(area(from, to, TETERBORO), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn elsewhere_a_leg_between_two_countries_is_international() {
        assert_eq!(area(("FR", "Paris"), ("FR", "Nice"), "Europe/Paris"), Area::Domestic);
        assert_eq!(area(("FR", "Paris"), ("CH", "Geneva"), "Europe/Paris"), Area::International);
        assert_eq!(area(("FR", "Paris"), ("US", "Maine"), "Europe/Paris"), Area::International);
    }

    #[test]
    fn a_place_without_its_country_is_told_by_its_zone() {
        assert_eq!(leg(teterboro(), luton(), 0, 0).area_from(TETERBORO), Area::International);
        let louisville = Place { zone: "America/Kentucky/Louisville".into(), ..teterboro() };
        assert_eq!(leg(teterboro(), louisville, 0, 0).area_from(TETERBORO), Area::Domestic);
        let juneau = Place { zone: "America/Juneau".into(), ..teterboro() };
        assert_eq!(leg(teterboro(), juneau, 0, 0).area_from(TETERBORO), Area::AlaskaHawaii);
    }
}
