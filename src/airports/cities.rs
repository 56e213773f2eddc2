//! The time zone of a city: of the airports that serve it, or else of its state.
use super::{Candidates, Found};
use crate::kit::text::folded;

/// The time zone of a city, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CityZone {
    Known(String),
    /// Several cities have this name: their regions.
    Several(Vec<String>),
    Unknown,
}

impl CityZone {
    /// The zone of a city as it was typed, with or without its state: "Portland", "Portland, OR". `found` are the
    /// airports that match it.
    pub fn of(typed: &str, found: &[Found]) -> Self {
        let city = folded(typed);
        let mut zones: Vec<(&str, &str)> = Vec::new();
        for it in Candidates::of(typed, found).called {
            let is_there = !it.city.is_empty() && city.starts_with(&folded(&it.city));
            if is_there && !zones.iter().any(|(_, zone)| *zone == it.zone) {
                zones.push((&it.region, &it.zone));
            }
        }
        match zones.as_slice() {
            [] => state_zone(&city).map_or(Self::Unknown, |zone| Self::Known(zone.to_owned())),
            [(_, zone)] => Self::Known((*zone).to_owned()),
            several => {
                Self::Several(several.iter().map(|(region, _)| (*region).to_owned()).collect())
            }
        }
    }
}

/// The zone of the state that a folded text ends with after a comma, or with its abbreviation.
fn state_zone(city: &str) -> Option<&'static str> {
    let area = match city.split_once(',') {
        Some((_, area)) => area.split(',').next()?.trim(),
        None => city.rsplit_once(' ')?.1,
    };
    let is_it = |(short, name, _): &&(&str, &str, &str)| area == *short || area == *name;
    STATES.iter().find(is_it).map(|(_, _, zone)| *zone)
}

const EASTERN: &str = "America/New_York";
const CENTRAL: &str = "America/Chicago";
const MOUNTAIN: &str = "America/Denver";
const PACIFIC: &str = "America/Los_Angeles";

/// The states and provinces that have one time zone: abbreviation, name and zone.
#[rustfmt::skip]
const STATES: [(&str, &str, &str); 45] = [
    ("al", "alabama", CENTRAL), ("ar", "arkansas", CENTRAL), ("az", "arizona", "America/Phoenix"),
    ("ca", "california", PACIFIC), ("co", "colorado", MOUNTAIN), ("ct", "connecticut", EASTERN),
    ("dc", "district of columbia", EASTERN), ("de", "delaware", EASTERN), ("ga", "georgia", EASTERN),
    ("hi", "hawaii", "Pacific/Honolulu"), ("ia", "iowa", CENTRAL), ("il", "illinois", CENTRAL),
    ("la", "louisiana", CENTRAL), ("ma", "massachusetts", EASTERN), ("md", "maryland", EASTERN),
    ("me", "maine", EASTERN), ("mn", "minnesota", CENTRAL), ("mo", "missouri", CENTRAL),
    ("ms", "mississippi", CENTRAL), ("mt", "montana", MOUNTAIN), ("nc", "north carolina", EASTERN),
    ("nh", "new hampshire", EASTERN), ("nj", "new jersey", EASTERN), ("nm", "new mexico", MOUNTAIN),
    ("nv", "nevada", PACIFIC), ("ny", "new york", EASTERN), ("oh", "ohio", EASTERN),
    ("ok", "oklahoma", CENTRAL), ("pa", "pennsylvania", EASTERN), ("ri", "rhode island", EASTERN),
    ("sc", "south carolina", EASTERN), ("ut", "utah", MOUNTAIN), ("va", "virginia", EASTERN),
    ("vt", "vermont", EASTERN), ("wa", "washington", PACIFIC), ("wi", "wisconsin", CENTRAL),
    ("wv", "west virginia", EASTERN), ("wy", "wyoming", MOUNTAIN), ("pr", "puerto rico", "America/Puerto_Rico"),
    ("ab", "alberta", "America/Edmonton"), ("mb", "manitoba", "America/Winnipeg"),
    ("nb", "new brunswick", "America/Moncton"), ("ns", "nova scotia", "America/Halifax"),
    ("pe", "prince edward island", "America/Halifax"), ("sk", "saskatchewan", "America/Regina"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_without_airport_has_the_zone_of_its_state_if_that_has_one() {
        let zone = |typed| CityZone::of(typed, &[]);
        assert_eq!(zone("Northfield, MN"), CityZone::Known(CENTRAL.into()));
        assert_eq!(zone("Northfield MN"), CityZone::Known(CENTRAL.into()));
        assert_eq!(zone("Athens, Georgia, USA"), CityZone::Known(EASTERN.into()));
        assert_eq!(zone("Northfield"), CityZone::Unknown);
        assert_eq!(zone("Pensacola Beach, FL"), CityZone::Unknown, "Florida has two");
    }
}
