//! Places and legs for tests.
use super::{Leg, Place};

pub fn teterboro() -> Place {
    airport("kteb", "TEB", "Teterboro", "America/New_York", (40.850_1, -74.060_8))
}
pub fn luton() -> Place {
    airport("eggw", "LTN", "London Luton", "Europe/London", (51.874_7, -0.368_3))
}
pub fn nice() -> Place {
    airport("lfmn", "NCE", "Nice Côte d\u{2019}Azur", "Europe/Paris", (43.658_4, 7.215_9))
}
pub fn palm_beach() -> Place {
    airport("kdjt", "PBI", "Palm Beach", "America/New_York", (26.683_2, -80.095_6))
}
fn airport(id: &str, code: &str, name: &str, zone: &str, position: (f64, f64)) -> Place {
    Place {
        code: code.into(),
        name: name.into(),
        city: name.into(),
        zone: zone.into(),
        position: Some(position),
        airport: Some(id.into()),
        ..Place::default()
    }
}
pub fn leg(origin: Place, destination: Place, departs_at: i64, arrives_at: i64) -> Leg {
    Leg {
        id: None,
        origin,
        destination,
        departs_at,
        time_agreed: true,
        arrives_at: Some(arrives_at),
        tail: None,
        vehicle: None,
        arrive_by: None,
        lasts: None,
        area: None,
    }
}
