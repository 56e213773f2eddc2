//! The distance and the block time of a leg.
use super::{Leg, Place};
use crate::kit::zoned;

/// Taxi time at both ends together, in minutes.
const GROUND_MINUTES: f64 = 20.0;

impl Place {
    /// The great-circle distance; none where a place has no position.
    pub fn nautical_miles_to(&self, other: &Self) -> Option<f64> {
        Some(great_circle(self.position?, other.position?))
    }

    /// The block time to another place in minutes, at this speed; none where a place has no
    /// position.
    pub fn block_to(&self, other: &Self, speed_kt: i64) -> Option<i64> {
        let speed = f64::from(u16::try_from(speed_kt).ok()?);
        let minutes = self.nautical_miles_to(other)? / speed * 60.0 + GROUND_MINUTES;
        #[allow(clippy::cast_possible_truncation)] // half the Earth at walking pace fits
        Some(minutes.round() as i64)
    }
}

impl Leg {
    /// "3,009 nm"; none where a place has no position.
    pub fn distance(&self) -> Option<String> {
        let distance = self.origin.nautical_miles_to(&self.destination)?;
        Some(format!("{} nm", thousands(distance)))
    }

    /// The block time and the distance, as far as they are known: "6 h 50 min, 3,009 nm".
    pub fn extent(&self) -> String {
        let lasts = self.lasts.map(|minutes| minutes * zoned::MINUTE);
        let time = self.arrives_at.map(|at| at - self.departs_at).or(lasts).map(zoned::duration);
        let distance = match self.lasts {
            Some(_) => Some("back to the start".to_owned()),
            None => self.distance(),
        };
        time.into_iter().chain(distance).collect::<Vec<_>>().join(", ")
    }

    /// The extent, and the type of its own tail: "6 h 50 min, 3,009 nm, Phenom 300E".
    pub fn way(&self) -> String {
        let known = [self.extent(), self.vehicle.clone().unwrap_or_default()];
        known.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// The types of vehicle that the legs of a trip are flown or driven with, each once; that of the trip for legs that
/// have no tail of their own.
pub fn vehicles(of_trip: &str, legs: &[Leg]) -> String {
    let mut all: Vec<&str> = Vec::new();
    for leg in legs {
        let vehicle = leg.vehicle.as_deref().unwrap_or(of_trip);
        if !all.contains(&vehicle) {
            all.push(vehicle);
        }
    }
    if all.is_empty() { of_trip.to_owned() } else { all.join(", ") }
}

/// Whether a leg is on the tail of the trip, or there is none.
pub fn needs_tail_of_trip(legs: &[Leg]) -> bool {
    legs.is_empty() || legs.iter().any(|leg| leg.tail.is_none())
}

/// Nautical miles on a sphere of the Earth's mean radius, between (latitude, longitude) in degrees.
fn great_circle(from: (f64, f64), to: (f64, f64)) -> f64 {
    const RADIUS_NM: f64 = 3_440.065;
    let [lat1, lon1, lat2, lon2] = [from.0, from.1, to.0, to.1].map(f64::to_radians);
    let h = ((lat2 - lat1) / 2.0).sin().powi(2)
        + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
    2.0 * RADIUS_NM * h.sqrt().min(1.0).asin()
}

fn thousands(n: f64) -> String {
    let digits = format!("{n:.0}");
    match digits.len().checked_sub(3).and_then(|at| digits.split_at_checked(at)) {
        Some((head, tail)) if !head.is_empty() => format!("{head},{tail}"),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples::*, *};

    #[test]
    fn block_time_is_flight_time_and_taxi_time() {
        let block = |from: &Place| from.block_to(&luton(), 470);
        assert_eq!(block(&teterboro()), Some(402), "2,989 nm at 470 kt are 382 minutes");
        assert_eq!(block(&Place { position: None, ..teterboro() }), None);
    }

    #[test]
    fn a_distance_across_the_date_line_is_the_short_one() {
        assert!(great_circle((0.0, 179.0), (0.0, -179.0)) < 121.0);
    }
}
