//! The drawn world below a route: which of its files the page shows, and where. `scripts/map.mjs` draws them.
use super::{Page, WIDTH, latitude, whole};

/// A short route is shown on tiles of this many degrees, a long one on a drawing of the whole world.
const TILE: f64 = 15.0;
/// The units of a degree in the files.
const TILE_UNITS: f64 = 250.0;
const WORLD_UNITS: f64 = 20.0;

/// A file of the drawn world, and how it is placed on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub file: String,
    pub transform: String,
}

/// The pieces that the page shows. East of 180 degrees the world begins anew.
pub fn below(page: &Page) -> Vec<Piece> {
    let reach = (WIDTH / 2.0 / page.scale.0, page.height / 2.0 / page.scale.1);
    let (west, east) = (page.middle.0 - reach.0, page.middle.0 + reach.0);
    if east - west > TILE {
        return steps(west, east, 360.0)
            .map(|turn| piece(page, "world.svg".to_owned(), WORLD_UNITS, turn))
            .collect();
    }
    let (north, south) = (latitude(page.middle.1 - reach.1), latitude(page.middle.1 + reach.1));
    let rows: Vec<_> = steps(90.0 - north - 180.0, 90.0 - south - 180.0, TILE).collect();
    steps(west, east, TILE)
        .flat_map(|column| rows.iter().map(move |row| (column, *row)))
        .filter(|(_, row)| (0..12).contains(row))
        .map(|(column, row)| {
            let file = format!("{}-{row}.svg", column.rem_euclid(24));
            piece(page, file, TILE_UNITS, column.div_euclid(24))
        })
        .collect()
}

/// The numbers of the steps of this width, counted from -180, that a range lies in.
fn steps(from: f64, to: f64, width: f64) -> std::ops::RangeInclusive<i32> {
    let number = |at: f64| whole(((at + 180.0) / width).floor());
    number(from)..=number(to)
}

/// A file whose world begins this many turns east of the first one.
fn piece(page: &Page, file: String, units: f64, turn: i32) -> Piece {
    let across = (f64::from(turn) * 360.0 - page.middle.0) * page.scale.0 + WIDTH / 2.0;
    let down = page.height / 2.0 - page.middle.1 * page.scale.1;
    let (wide, high) = (page.scale.0 / units, page.scale.1 / units);
    Piece { file, transform: format!("matrix({wide:.5} 0 0 {high:.5} {across:.1} {down:.1})") }
}
