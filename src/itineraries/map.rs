//! The map of a route: great circles over land and borders, in Miller's cylindrical projection. Its north and
//! south are stretched so that shapes are true at the middle of the route.
mod ground;
mod labels;
mod sphere;
#[cfg(test)]
mod tests;
pub use {ground::Piece, labels::Dot};

use super::Leg;
use sphere::{Degrees, Vector, arc, degrees, plus, unit, vector};

/// The map's unit is a tenth of a CSS pixel, so that whole numbers are exact enough: they are written and
/// read in a fraction of the time of decimals.
const WIDTH: f64 = 6400.0;
const HEIGHTS: (f64, f64) = (3600.0, 4400.0);
/// Room for labels around the route.
const MARGIN: f64 = 600.0;
/// The smallest extent of the map, in degrees of latitude: about 70 nautical miles.
const LEAST: f64 = 1.2;

#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    pub view_box: String,
    /// The parts of the drawn world that lie below the route.
    pub ground: Vec<Piece>,
    /// Path data of the legs.
    pub route: Vec<String>,
    pub airports: Vec<Dot>,
    /// What the map shows, for those who cannot see it.
    pub words: String,
}

/// The map of the legs whose two places have positions; none where there is no such leg.
pub fn of(legs: &[Leg]) -> Option<Map> {
    let ends: Vec<_> = legs
        .iter()
        .filter_map(|leg| Some((leg, leg.origin.position?, leg.destination.position?)))
        .collect();
    let mut last = None;
    let arcs: Vec<Vec<Degrees>> = ends
        .iter()
        .map(|(_, from, to)| unrolled(arc(vector(*from), vector(*to)), &mut last))
        .collect();
    let page = Page::around(&arcs)?;
    let mut places: Vec<(&str, (f64, f64))> = Vec::new();
    for ((leg, _, _), arc) in ends.iter().zip(&arcs) {
        for (place, at) in [(&leg.origin, arc.first()), (&leg.destination, arc.last())] {
            let Some(at) = at.map(|at| page.point(*at)) else { continue };
            if !places.contains(&(&place.code, at)) {
                places.push((&place.code, at));
            }
        }
    }
    let line: Vec<_> = arcs.iter().flatten().map(|at| page.point(*at)).collect();
    Some(Map {
        view_box: format!("0 0 {WIDTH} {}", page.height),
        ground: ground::below(&page),
        route: arcs.iter().map(|arc| page.path(arc)).collect(),
        airports: labels::placed(&places, &line, (WIDTH, page.height)),
        words: words(&ends.iter().map(|(leg, ..)| *leg).collect::<Vec<_>>()),
    })
}

/// "Map: Teterboro to London, 2,989 nm; London to Nice, 563 nm"
fn words(legs: &[&Leg]) -> String {
    let said = legs.iter().map(|leg| {
        let far = leg.distance().map(|it| format!(", {it}")).unwrap_or_default();
        format!("{} to {}{far}", leg.origin.city, leg.destination.city)
    });
    format!("Map: {}", said.collect::<Vec<_>>().join("; "))
}

/// The points of an arc in degrees. Their longitudes go on beyond 180 degrees, so that a route over the date line
/// is one line. Where it passes a pole, points are added until the line is smooth.
fn unrolled(arc: Vec<Vector>, last: &mut Option<f64>) -> Vec<Degrees> {
    let mut line: Vec<Degrees> = Vec::with_capacity(arc.len());
    let mut before: Option<Vector> = None;
    for point in arc {
        let mut steps = vec![point];
        if let Some(before) = before {
            smooth(before, point, 6, &mut steps);
        }
        for step in steps.into_iter().rev() {
            let (latitude, longitude) = degrees(step);
            let near = last
                .map_or(longitude, |last| longitude + 360.0 * ((last - longitude) / 360.0).round());
            *last = Some(near);
            line.push((latitude, near));
        }
        before = Some(point);
    }
    line
}

/// Adds points between two, the last one first, as long as their longitudes are far apart.
fn smooth(from: Vector, to: Vector, most: u8, into: &mut Vec<Vector>) {
    let turn = (degrees(to).1 - degrees(from).1).rem_euclid(360.0);
    let middle = unit(plus(from, to));
    let (Some(middle), true) = (middle, most > 0 && turn.min(360.0 - turn) > 6.0) else { return };
    smooth(middle, to, most - 1, into);
    into.push(middle);
    smooth(from, middle, most - 1, into);
}

/// The part of the flat world that the page shows.
#[derive(Debug)]
struct Page {
    /// The longitude, and the projected latitude, at the middle of the page.
    middle: (f64, f64),
    /// Page units per degree of longitude, and per projected degree of latitude.
    scale: (f64, f64),
    height: f64,
}

impl Page {
    /// The page that shows all of these points.
    fn around(arcs: &[Vec<Degrees>]) -> Option<Self> {
        let span = |axis: fn(&Degrees) -> f64| {
            let all = arcs.iter().flatten().map(axis);
            let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| {
                (low.min(it), high.max(it))
            });
            (high - low, low.midpoint(high))
        };
        let (across, x) = span(|it| it.1);
        let (down, y) = span(|it| miller(it.0));
        if !across.is_finite() {
            return None;
        }
        let latitude = latitude(y).to_radians();
        let stretch = ((0.8 * latitude).cos() / latitude.cos().max(0.2)).min(1.5);
        let least = LEAST / latitude.cos().max(0.2);
        let room = (WIDTH - 2.0 * MARGIN, HEIGHTS.1 - 2.0 * MARGIN);
        let scale = (room.0 / across.max(least)).min(room.1 / (down * stretch).max(least));
        Some(Self {
            middle: (x, y),
            scale: (scale, scale * stretch),
            height: (down * stretch * scale + 2.0 * MARGIN).clamp(HEIGHTS.0, HEIGHTS.1).round(),
        })
    }

    fn point(&self, (latitude, longitude): Degrees) -> (f64, f64) {
        let across = (longitude - self.middle.0) * self.scale.0 + WIDTH / 2.0;
        let down = (miller(latitude) - self.middle.1) * self.scale.1 + self.height / 2.0;
        (across.round(), down.round())
    }

    /// The path data through points.
    fn path(&self, points: &[Degrees]) -> String {
        let mut data = String::with_capacity(points.len() * 10);
        let mut digits = itoa::Buffer::new();
        for point in points {
            let (x, y) = self.point(*point);
            data.push(if data.is_empty() { 'M' } else { 'L' });
            data.push_str(digits.format(whole(x)));
            data.push(' ');
            data.push_str(digits.format(whole(y)));
        }
        data
    }
}

/// The projected latitude, in degrees at the equator. South is down, as on the page.
fn miller(latitude: f64) -> f64 {
    let up = (std::f64::consts::FRAC_PI_4 + 0.4 * latitude.to_radians()).tan().ln();
    -(1.25 * up).to_degrees()
}

/// The latitude of a projected one.
fn latitude(miller: f64) -> f64 {
    let up = (-0.8 * miller.to_radians()).exp().atan();
    (2.5 * (up - std::f64::consts::FRAC_PI_4)).to_degrees()
}

#[allow(clippy::cast_possible_truncation)] // rounded, and near the page
fn whole(n: f64) -> i32 {
    n as i32
}
