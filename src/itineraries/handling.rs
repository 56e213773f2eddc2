//! The FBOs that handle an aircraft where its legs begin and end.
use super::{Leg, Place};
use serde::{Deserialize, Serialize};

/// The FBO at a place. It is a copy that later changes of the directory do not affect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandledBy {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

/// An FBO of a trip, and the departures and arrivals there.
#[derive(Debug, Clone, PartialEq)]
pub struct Handled<'a> {
    pub place: &'a Place,
    pub fbo: &'a HandledBy,
    /// "Leg 1 departure"
    pub ends: Vec<String>,
}

impl Handled<'_> {
    pub fn ends_written(&self) -> String {
        self.ends.join(", ")
    }

    /// The address of a map with the airport on it, if its position is known.
    pub fn map(&self) -> Option<String> {
        self.place.position.map(|(latitude, longitude)| map_at(latitude, longitude))
    }

    /// What a phone dials.
    pub fn dialed(&self) -> String {
        self.fbo.phone.replace(' ', "")
    }
}

impl HandledBy {
    /// "Meridian Teterboro, 485 Industrial Avenue, +1 201 555 0144"
    pub fn written(&self) -> String {
        let address = self.address.replace('\n', ", ");
        let parts = [self.name.as_str(), &address, &self.phone];
        parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// The address of a page of `OpenStreetMap` with a mark at this position.
pub fn map_at(latitude: f64, longitude: f64) -> String {
    format!(
        "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=14/{latitude}/{longitude}"
    )
}

/// Each FBO of these legs once, in the order in which they come.
pub fn handled(legs: &[Leg]) -> Vec<Handled<'_>> {
    let mut all: Vec<Handled> = Vec::new();
    for (i, leg) in legs.iter().enumerate() {
        for (place, end) in [(&leg.origin, "departure"), (&leg.destination, "arrival")] {
            let Some(fbo) = &place.fbo else { continue };
            let end = format!("Leg {} {end}", i + 1);
            let is_it = |it: &&mut Handled| it.fbo == fbo && it.place.is_same_as(place);
            match all.iter_mut().find(is_it) {
                Some(known) => known.ends.push(end),
                None => all.push(Handled { place, fbo, ends: vec![end] }),
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{super::samples::*, *};

    #[test]
    fn an_fbo_is_shown_once_with_all_that_happens_there() {
        let at = |place: Place, name: &str| Place {
            fbo: Some(HandledBy { name: name.into(), ..HandledBy::default() }),
            ..place
        };
        let legs = [
            leg(at(teterboro(), "Meridian"), at(luton(), "Harrods"), 0, 1),
            leg(at(luton(), "Harrods"), nice(), 2, 3),
            leg(nice(), at(teterboro(), "Signature"), 4, 5),
        ];
        let all = handled(&legs);
        let told: Vec<_> = all.iter().map(|it| (it.fbo.name.as_str(), it.ends_written())).collect();
        assert_eq!(
            told,
            [
                ("Meridian", "Leg 1 departure".to_owned()),
                ("Harrods", "Leg 1 arrival, Leg 2 departure".to_owned()),
                ("Signature", "Leg 3 arrival".to_owned()),
            ]
        );
        assert_eq!(
            all[0].map().unwrap(),
            "https://www.openstreetmap.org/?mlat=40.8501&mlon=-74.0608#map=14/40.8501/-74.0608"
        );
    }

    #[test]
    fn a_place_without_an_fbo_is_stored_as_it_always_was() {
        let stored = serde_json::to_string(&teterboro()).unwrap();
        assert!(!stored.contains("fbo"), "{stored}");
        assert_eq!(serde_json::from_str::<Place>(&stored).unwrap(), teterboro());
    }
}
