//! The map of a route: great circles in an azimuthal equidistant projection around the middle of
//! the journey, which has no edge at the date line or at a pole.
mod labels;
mod sphere;
#[cfg(test)]
mod tests;
pub use labels::Dot;

use super::Leg;
use sphere::{Vector, arc, cross, dot, plus, unit, vector};

/// The map's unit is a tenth of a CSS pixel, so that whole numbers are exact enough: they are written and
/// read in a fraction of the time of decimals.
const WIDTH: f64 = 6400.0;
const HEIGHTS: (f64, f64) = (2400.0, 4000.0);
/// Room for labels around the route.
const MARGIN: f64 = 600.0;
/// The smallest extent of the map in radians, about 70 nautical miles.
const LEAST: f64 = 0.02;

#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    pub view_box: String,
    /// Path data of meridians and parallels.
    pub graticule: Vec<String>,
    /// Path data of the legs.
    pub route: Vec<String>,
    pub airports: Vec<Dot>,
}

/// The map of the legs whose two places have positions; none where there is no such leg.
pub fn of(legs: &[Leg]) -> Option<Map> {
    let ends: Vec<_> = legs
        .iter()
        .filter_map(|leg| Some((leg, leg.origin.position?, leg.destination.position?)))
        .collect();
    let arcs: Vec<Vec<Vector>> =
        ends.iter().map(|(_, from, to)| arc(vector(*from), vector(*to))).collect();
    let globe = Globe::around(&arcs)?;
    let mut places: Vec<(&str, (f64, f64))> = Vec::new();
    for (leg, from, to) in &ends {
        for (place, position) in [(&leg.origin, from), (&leg.destination, to)] {
            if !places.iter().any(|(code, _)| *code == place.code) {
                places.push((&place.code, globe.point(vector(*position))));
            }
        }
    }
    let line: Vec<_> = arcs.iter().flatten().map(|point| globe.point(*point)).collect();
    Some(Map {
        view_box: format!("0 0 {WIDTH} {}", globe.height.round()),
        graticule: graticule(&globe),
        route: arcs.iter().map(|arc| globe.path(arc)).collect(),
        airports: labels::placed(&places, &line, (WIDTH, globe.height)),
    })
}

/// The projection of the sphere around a point, scaled to the page.
struct Globe {
    center: Vector,
    east: Vector,
    north: Vector,
    /// Page units per radian.
    scale: f64,
    /// The projected point at the middle of the page.
    middle: (f64, f64),
    height: f64,
}

impl Globe {
    /// The projection that shows all of these points.
    fn around(arcs: &[Vec<Vector>]) -> Option<Self> {
        let points = || arcs.iter().flatten();
        let first = *points().next()?;
        let sum = points().fold([0.0; 3], |sum, point| plus(sum, *point));
        let center = unit(sum).unwrap_or(first);
        let east = unit([-center[1], center[0], 0.0]).unwrap_or([0.0, 1.0, 0.0]);
        let mut it = Self {
            center,
            east,
            north: cross(center, east),
            scale: 1.0,
            middle: (0.0, 0.0),
            height: 0.0,
        };
        let flat: Vec<_> = points().map(|point| it.flat(*point)).collect();
        let span = |axis: fn(&(f64, f64)) -> f64| {
            let low = flat.iter().map(axis).fold(f64::INFINITY, f64::min);
            let high = flat.iter().map(axis).fold(f64::NEG_INFINITY, f64::max);
            (high - low, low.midpoint(high))
        };
        let ((across, x), (down, y)) = (span(|it| it.0), span(|it| it.1));
        let room = (WIDTH - 2.0 * MARGIN, HEIGHTS.1 - 2.0 * MARGIN);
        it.scale = (room.0 / across.max(LEAST)).min(room.1 / down.max(LEAST));
        it.middle = (x, y);
        it.height = (down * it.scale + 2.0 * MARGIN).clamp(HEIGHTS.0, HEIGHTS.1);
        Some(it)
    }

    /// Projects a point, in radians with north up. Distance and direction from the center are true.
    fn flat(&self, point: Vector) -> (f64, f64) {
        let (x, y, z) = (dot(point, self.east), dot(point, self.north), dot(point, self.center));
        let off = x.hypot(y);
        let stretch = if off < 1e-12 { 1.0 } else { off.atan2(z) / off };
        (x * stretch, y * stretch)
    }

    fn point(&self, point: Vector) -> (f64, f64) {
        let (x, y) = self.flat(point);
        let across = (x - self.middle.0) * self.scale + WIDTH / 2.0;
        let down = self.height / 2.0 - (y - self.middle.1) * self.scale;
        (across.round(), down.round())
    }

    /// The path data through points. It starts a new segment where two neighboring points are far
    /// apart on the map, at the antipode of the center.
    fn path(&self, points: &[Vector]) -> String {
        let mut data = String::with_capacity(points.len() * 10);
        let mut digits = itoa::Buffer::new();
        let mut last: Option<(f64, f64)> = None;
        for point in points {
            let (x, y) = self.point(*point);
            let is_torn = last.is_none_or(|(a, b)| (x - a).hypot(y - b) > self.scale);
            data.push(if is_torn { 'M' } else { 'L' });
            data.push_str(digits.format(whole(x)));
            data.push(' ');
            data.push_str(digits.format(whole(y)));
            last = Some((x, y));
        }
        data
    }
}

/// The path data of a few meridians and parallels across the page.
fn graticule(globe: &Globe) -> Vec<String> {
    let reach = (WIDTH.hypot(globe.height) / 2.0 / globe.scale
        + globe.middle.0.hypot(globe.middle.1))
    .to_degrees()
    .min(180.0);
    let [x, y, z] = globe.center;
    let (latitude, longitude) = (z.clamp(-1.0, 1.0).asin().to_degrees(), y.atan2(x).to_degrees());
    let (south, north) = ((latitude - reach).max(-90.0), (latitude + reach).min(90.0));
    let around = if latitude.abs() + reach >= 89.0 {
        180.0
    } else {
        (reach.to_radians().sin() / latitude.to_radians().cos())
            .clamp(-1.0, 1.0)
            .asin()
            .to_degrees()
    };
    let (west, east) = (longitude - around, longitude + around);
    let parallels =
        lines(south, north).into_iter().map(|lat| between(west, east, |lon| (lat, lon)));
    let meridians =
        lines(west, east).into_iter().map(|lon| between(south, north, |lat| (lat, lon)));
    parallels.chain(meridians).map(|points| globe.path(&points)).collect()
}

/// The multiples of a round step within a range, about ten at most.
fn lines(from: f64, to: f64) -> Vec<f64> {
    let step = [0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0]
        .into_iter()
        .find(|step| (to - from) / step <= 10.0)
        .unwrap_or(30.0);
    let first = (from / step).ceil() * step;
    std::iter::successors(Some(first), |at| Some(at + step)).take_while(|at| *at <= to).collect()
}

fn between(from: f64, to: f64, place: impl Fn(f64) -> (f64, f64)) -> Vec<Vector> {
    (0..=30).map(|i| vector(place(from + (to - from) * f64::from(i) / 30.0))).collect()
}

#[allow(clippy::cast_possible_truncation)] // rounded, and near the page
fn whole(n: f64) -> i32 {
    n as i32
}
