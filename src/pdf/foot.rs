//! The footer of every page, and the header of every page but the first.

use super::color::HAIR;
use super::face::Typeface;
use super::galley::{Align, COLUMN_GAP, Cell, Galley, MARGIN, Mark};
use super::style::SMALL;
use super::text::{Line, Run};
use super::{Paper, Sheet};

/// The most lines of a footer.
const MOST: usize = 3;
/// The width at the right of the footer that is kept for the page number.
const NUMBER: f32 = 90.0;

/// The footer with its measured height.
pub(super) struct Foot {
    lines: Vec<Line>,
    /// The height at the bottom of every page that is kept for it.
    pub height: f32,
}

impl Foot {
    pub fn measured(footer: &str, typeface: &Typeface, paper: Paper) -> Self {
        let width = paper.size().0 - 2.0 * MARGIN - NUMBER;
        let lines = typeface.wrap(&[Run::new(footer, SMALL)], width);
        let lines = typeface.shortened(lines, MOST);
        let height: f32 = lines.iter().map(Line::leading).sum();
        Self { lines, height: height.max(SMALL.leading()) + 52.0 }
    }

    /// Sets the header and the footer on every page, when the number of pages is known.
    pub fn set(self, galley: &mut Galley, sheet: &Sheet) {
        let top = sheet.paper.size().1 - self.height + 18.0;
        let count = galley.pages.len();
        let (width, typeface) = (galley.width, galley.typeface);
        let one = |x, width, align, text: String| {
            // A little less than the full width, to leave room for the ellipsis.
            let lines = typeface.wrap(&[Run::new(text, SMALL)], width - SMALL.size);
            Cell { x, width, align, lines: typeface.shortened(lines, 1) }
        };
        for (index, page) in galley.pages.iter_mut().enumerate() {
            let number = format!("Page {} of {count}", index + 1);
            let mut cells = vec![
                (Cell { x: 0.0, width, align: Align::Left, lines: self.lines.clone() }, top),
                (one(0.0, width, Align::Right, number), top),
            ];
            page.push(Mark::Rule { x: MARGIN, y: top - 10.0, width, color: HAIR });
            if index > 0 {
                let half = (width - COLUMN_GAP) / 2.0;
                let y = MARGIN - 10.0;
                cells.push((one(0.0, half, Align::Left, sheet.letterhead.name.clone()), y));
                cells.push((one(width - half, half, Align::Right, sheet.title()), y));
                page.push(Mark::Rule { x: MARGIN, y: y + 20.0, width, color: HAIR });
            }
            for (cell, mut y) in cells {
                for line in cell.lines {
                    let slack = if cell.align == Align::Right { width - line.width } else { 0.0 };
                    let (x, baseline) = (MARGIN + slack, y + line.rise());
                    y += line.leading();
                    page.push(Mark::Text { line, x, baseline, leaf: None });
                }
            }
        }
    }
}
