//! Tests of the map.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::itineraries::{
    Place,
    samples::{leg, luton, nice, teterboro},
};

fn place(code: &str, position: (f64, f64)) -> Place {
    Place { code: code.into(), position: Some(position), ..teterboro() }
}

fn map(stops: &[(&str, (f64, f64))]) -> Map {
    let legs: Vec<_> = stops
        .windows(2)
        .filter_map(|two| match two {
            [a, b] => Some(leg(place(a.0, a.1), place(b.0, b.1), 0, 1)),
            _ => None,
        })
        .collect();
    of(&legs).unwrap()
}

fn height(map: &Map) -> f64 {
    map.view_box.rsplit(' ').next().unwrap().parse().unwrap()
}

/// Every point of a path.
fn points(path: &str) -> Vec<(f64, f64)> {
    path.split(['M', 'L'])
        .filter(|it| !it.is_empty())
        .map(|it| it.split_once(' ').unwrap())
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect()
}

/// Checks what holds for every map: the route and its labels are on the page, and no label overlaps
/// another.
fn holds(map: &Map) {
    let height = height(map);
    assert!((3600.0..=4400.0).contains(&height));
    for path in &map.route {
        for (x, y) in points(path) {
            assert!((0.0..=6400.0).contains(&x) && (0.0..=height).contains(&y), "{x} {y}: {map:?}");
        }
    }
    let mut boxes: Vec<(f64, f64, f64, f64)> = Vec::new();
    for dot in &map.airports {
        let Some(label) = &dot.label else { continue };
        let width = 150.0 * f64::from(u32::try_from(dot.code.len()).unwrap());
        let left = match label.anchor {
            "start" => label.x,
            "end" => label.x - width,
            "middle" => label.x - width / 2.0,
            other => panic!("{other}"),
        };
        let area = (left, left + width, label.y - 130.0, label.y + 130.0);
        assert!(area.0 >= 0.0 && area.1 <= 6400.0 && area.2 >= 0.0 && area.3 <= height, "{dot:?}");
        assert!(
            !boxes.iter().any(|b| b.0 < area.1 && area.0 < b.1 && b.2 < area.3 && area.2 < b.3),
            "{dot:?}"
        );
        boxes.push(area);
    }
    assert!((1..=9).contains(&map.ground.len()), "{:?}", map.ground);
    for piece in &map.ground {
        assert!(!piece.transform.contains("NaN") && !piece.transform.contains("inf"), "{piece:?}");
    }
}

const TEB: (&str, (f64, f64)) = ("TEB", (40.85, -74.06));
const LTN: (&str, (f64, f64)) = ("LTN", (51.87, -0.37));

#[test]
fn a_route_across_an_ocean_is_one_path() {
    let map = map(&[TEB, LTN, ("NCE", (43.66, 7.22))]);
    holds(&map);
    assert_eq!(map.route.len(), 2);
    assert!(map.route.iter().all(|path| path.matches('M').count() == 1));
    assert!(map.airports.iter().all(|dot| dot.label.is_some()));
    let [teb, ltn, _] = map.airports.as_slice() else { panic!() };
    assert!(teb.x < ltn.x, "west is left");
}

#[test]
fn coordinates_are_whole_numbers() {
    let map = map(&[TEB, LTN, ("NCE", (43.66, 7.22))]);
    for path in &map.route {
        assert!(!path.contains('.'), "{path}");
    }
}

#[test]
fn a_route_across_the_date_line_is_not_broken() {
    let map = map(&[("NRT", (35.76, 140.39)), ("ANC", (61.17, -150.0)), ("HNL", (21.32, -157.92))]);
    holds(&map);
    assert!(map.route.iter().all(|path| path.matches('M').count() == 1), "each route is one path");
    let steps = points(map.route.first().unwrap());
    assert!(steps.windows(2).all(|two| (two[0].0 - two[1].0).hypot(two[0].1 - two[1].1) < 400.0));
}

fn files(map: &Map) -> Vec<&str> {
    map.ground.iter().map(|piece| piece.file.as_str()).collect()
}

#[test]
fn a_long_route_lies_on_the_world_and_a_short_one_on_tiles() {
    let long = map(&[TEB, LTN]);
    assert_eq!(files(&long), ["world.svg"]);
    let short = map(&[TEB, ("PHL", (39.87, -75.24))]);
    assert_eq!(files(&short), ["6-3.svg", "7-3.svg"], "on both sides of 75 degrees west");
    // Where the tile's own coordinates put Teterboro is where its dot is.
    let [dot, _] = short.airports.as_slice() else { panic!() };
    let matrix = short.ground[0].transform.replace("matrix(", "").replace(')', "");
    let matrix: Vec<f64> = matrix.split(' ').map(|it| it.parse().unwrap()).collect();
    let (x, y) = (-74.06 * 250.0, miller(40.85) * 250.0);
    assert!((matrix[0] * x + matrix[4] - dot.x).abs() < 1.5, "{matrix:?} {dot:?}");
    assert!((matrix[3] * y + matrix[5] - dot.y).abs() < 1.5, "{matrix:?} {dot:?}");
}

#[test]
fn the_world_goes_on_at_the_date_line() {
    let ocean = map(&[("NRT", (35.76, 140.39)), ("HNL", (21.32, -157.92))]);
    assert_eq!(files(&ocean), ["world.svg", "world.svg"]);
    let fiji = map(&[("NAN", (-17.76, 177.44)), ("TVU", (-16.69, -179.88))]);
    assert_eq!(files(&fiji), ["23-7.svg", "0-7.svg"]);
    let eastward = &fiji.airports;
    assert!(eastward[0].x < eastward[1].x, "{eastward:?}");
}

#[test]
fn a_projected_latitude_leads_back_to_itself() {
    for degrees in [-90.0, -45.0, 0.0, 12.5, 89.0] {
        assert!((latitude(miller(degrees)) - degrees).abs() < 1e-9, "{degrees}");
    }
}

#[test]
fn the_map_is_said_in_words() {
    let map = of(&[leg(teterboro(), luton(), 0, 1)]).unwrap();
    assert_eq!(map.words, "Map: Teterboro to London Luton, 2,989 nm");
}

#[test]
fn a_route_across_a_pole_is_not_broken() {
    let map = map(&[("ANC", (61.17, -150.0)), ("HEL", (60.32, 24.96)), ("X", (90.0, 0.0))]);
    holds(&map);
    assert_eq!(map.route.first().unwrap().matches('M').count(), 1);
}

#[test]
fn a_single_point_is_shown_in_the_middle() {
    let map = map(&[TEB, TEB]);
    holds(&map);
    let [dot] = map.airports.as_slice() else { panic!("{map:?}") };
    assert_eq!((dot.x, dot.y), (3200.0, 1800.0));
}

#[test]
fn antipodes_and_a_trip_round_the_world_have_a_map() {
    holds(&map(&[("A", (0.0, 0.0)), ("B", (0.0, 180.0))]));
    holds(&map(&[("A", (90.0, 0.0)), ("B", (-90.0, 0.0))]));
    holds(&map(&[("A", (0.0, 0.0)), ("B", (0.0, 120.0)), ("C", (0.0, -120.0)), ("A", (0.0, 0.0))]));
    let map = map(&[TEB, ("PER", (-31.94, 115.97))]);
    holds(&map);
    assert_eq!(map.airports.len(), 2);
}

#[test]
fn labels_of_close_airports_do_not_overlap() {
    let around = [
        TEB,
        ("LGA", (40.78, -73.87)),
        ("JFK", (40.64, -73.78)),
        ("EWR", (40.69, -74.17)),
        ("HPN", (41.07, -73.71)),
        ("FRG", (40.73, -73.41)),
        ("ISP", (40.80, -73.10)),
        ("BDR", (41.16, -73.13)),
        LTN,
    ];
    let map = map(&around);
    holds(&map);
    assert_eq!(map.airports.len(), 9);
    assert!(map.airports.iter().filter(|dot| dot.label.is_some()).count() >= 5);
    holds(&self::map(&around[..8]));
}

#[test]
fn a_return_trip_names_each_airport_once() {
    let legs = [leg(luton(), nice(), 0, 1), leg(nice(), luton(), 2, 3)];
    assert_eq!(of(&legs).unwrap().airports.len(), 2);
}

#[test]
fn without_positions_there_is_no_map() {
    let street = Place { position: None, airport: None, ..teterboro() };
    assert_eq!(of(&[leg(street.clone(), street.clone(), 0, 1)]), None);
    assert_eq!(of(&[]), None);
    let mixed = of(&[leg(street, nice(), 0, 1), leg(nice(), luton(), 2, 3)]).unwrap();
    assert_eq!(mixed.airports.len(), 2);
}

#[test]
fn a_label_is_not_on_the_route() {
    let map = map(&[TEB, LTN, ("NCE", (43.66, 7.22))]);
    let line: Vec<_> = map.route.iter().flat_map(|path| points(path)).collect();
    for dot in &map.airports {
        let label = dot.label.as_ref().unwrap();
        let left = match label.anchor {
            "start" => label.x,
            "end" => label.x - 450.0,
            _ => label.x - 225.0,
        };
        let meets =
            |(x, y): &(f64, f64)| (left..left + 450.0).contains(x) && (y - label.y).abs() < 130.0;
        assert!(!line.iter().any(meets), "{dot:?}");
    }
}
