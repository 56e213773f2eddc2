//! The text on the pages of a sheet, for the tests of features.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use super::galley::{Galley, Mark};
use super::{Sheet, Typeface};

/// The typeface that is shipped.
pub static TYPEFACE: LazyLock<&'static Typeface> = LazyLock::new(|| {
    let regular = include_bytes!("../../assets/fonts/portal-regular.ttf");
    let bold = include_bytes!("../../assets/fonts/portal-semibold.ttf");
    Typeface::keep(regular.to_vec(), bold.to_vec()).unwrap()
});

/// The text of each page, line by line in the order it was set.
pub fn pages(sheet: &Sheet) -> Vec<Vec<String>> {
    let Galley { pages, .. } = sheet.galley(&TYPEFACE);
    let said = |mark| match mark {
        Mark::Text { line, .. } => {
            Some(line.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>())
        }
        Mark::Rule { .. } | Mark::Tile { .. } | Mark::Picture { .. } => None,
    };
    pages.into_iter().map(|marks| marks.into_iter().filter_map(said).collect()).collect()
}

/// Whether the pages contain a sentence, which may go over several lines.
pub fn says(sheet: &Sheet, sentence: &str) -> bool {
    pages(sheet).concat().join(" ").contains(sentence)
}
