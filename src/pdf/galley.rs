//! The layout of pages: positioned marks, and the structure tree for screen readers.
//!
//! All pages are laid out before any is drawn, so that the footer can tell how many there are.

use krilla::geom::Size;
use krilla::image::Image;
use krilla::tagging::{Tag, TagKind};

use super::color::{Color, HAIR, RULE};
use super::face::Typeface;
use super::letters::clean;
use super::text::{Line, Run};

pub(super) const MARGIN: f32 = 42.0;
/// The space between items side by side.
pub(super) const COLUMN_GAP: f32 = 16.0;
/// The height of the header of every page but the first.
const RUNNING_HEAD: f32 = 28.0;

/// A mark on a page. Text for screen readers has a leaf in the structure tree; other marks are
/// decoration.
pub(super) enum Mark {
    Text { line: Line, x: f32, baseline: f32, leaf: Option<usize> },
    Rule { x: f32, y: f32, width: f32, color: Color },
    Tile { x: f32, y: f32, size: f32, radius: f32, color: Color },
    Picture { image: Image, x: f32, y: f32, size: Size },
}

/// A node of the structure tree. Leaves are numbered in the order they are set, page by page.
pub(super) struct Branch {
    pub tag: TagKind,
    pub kids: Vec<Kid>,
}

pub(super) enum Kid {
    Branch(Branch),
    Leaf(usize),
}

impl Branch {
    pub fn new(tag: impl Into<TagKind>) -> Self {
        Self { tag: tag.into(), kids: Vec::new() }
    }

    pub fn of(tag: impl Into<TagKind>, leaves: impl IntoIterator<Item = usize>) -> Self {
        Self { tag: tag.into(), kids: leaves.into_iter().map(Kid::Leaf).collect() }
    }

    pub fn push(&mut self, branch: Branch) {
        self.kids.push(Kid::Branch(branch));
    }

    pub fn with(mut self, branches: impl IntoIterator<Item = Branch>) -> Self {
        self.kids.extend(branches.into_iter().map(Kid::Branch));
        self
    }
}

/// A heading in the outline.
pub(super) struct Heading {
    pub text: String,
    pub page: usize,
    pub y: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A cell: lines beside those of other cells. `x` is the distance from the left margin.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub x: f32,
    pub width: f32,
    pub align: Align,
    pub lines: Vec<Line>,
}

impl Cell {
    /// The ascent of the first line, and the height of all lines.
    fn rise(&self) -> f32 {
        self.lines.first().map_or(0.0, Line::rise)
    }

    fn height(&self) -> f32 {
        self.lines.iter().map(Line::leading).sum()
    }
}

/// The height of cells that share their first baseline.
pub(super) fn height(cells: &[Cell]) -> f32 {
    let rise = cells.iter().map(Cell::rise).fold(0.0, f32::max);
    cells.iter().map(|cell| rise - cell.rise() + cell.height()).fold(0.0, f32::max)
}

pub(super) struct Galley {
    pub typeface: Typeface,
    pub pages: Vec<Vec<Mark>>,
    pub width: f32,
    pub tree: Vec<Branch>,
    pub headings: Vec<Heading>,
    pub y: f32,
    bottom: f32,
    leaves: usize,
}

impl Galley {
    /// `foot` is the height at the bottom of every page that is kept for its footer.
    pub fn new(typeface: Typeface, paper: (f32, f32), foot: f32) -> Self {
        Self {
            typeface,
            pages: vec![Vec::new()],
            width: paper.0 - 2.0 * MARGIN,
            tree: Vec::new(),
            headings: Vec::new(),
            y: MARGIN,
            bottom: paper.1 - foot,
            leaves: 0,
        }
    }

    pub fn room(&self) -> f32 {
        self.bottom - self.y
    }

    /// The height of an empty page.
    pub fn full(&self) -> f32 {
        self.bottom - MARGIN - RUNNING_HEAD
    }

    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = MARGIN + RUNNING_HEAD;
    }

    /// Begins a new page unless this height fits on the present one, or would not fit on any.
    pub fn need(&mut self, height: f32) {
        if height > self.room() && height <= self.full() {
            self.turn();
        }
    }

    pub fn skip(&mut self, height: f32) {
        self.y += height;
    }

    pub fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    pub fn hairline(&mut self, x: f32, width: f32) {
        self.mark(Mark::Rule { x: MARGIN + x, y: self.y, width, color: HAIR });
    }

    pub fn rule(&mut self, x: f32, width: f32) {
        self.mark(Mark::Rule { x: MARGIN + x, y: self.y, width, color: RULE });
    }

    pub fn cell(&self, x: f32, width: f32, align: Align, runs: &[Run]) -> Cell {
        Cell { x, width, align, lines: self.typeface.wrap(runs, width) }
    }

    /// The next leaf of the structure tree.
    fn leaf(&mut self) -> usize {
        let leaf = self.leaves;
        self.leaves += 1;
        leaf
    }

    fn text(&mut self, cell: &Cell, line: Line, top: f32, leaf: Option<usize>) {
        let slack = match cell.align {
            Align::Left => 0.0,
            Align::Right => cell.width - line.width,
        };
        let (x, baseline) = (MARGIN + cell.x + slack, top + line.rise());
        self.mark(Mark::Text { line, x, baseline, leaf });
    }

    /// Sets cells as decoration, for what every page repeats.
    pub fn echo(&mut self, cells: &[Cell]) {
        let rise = cells.iter().map(Cell::rise).fold(0.0, f32::max);
        let bottom = self.y + height(cells);
        for cell in cells {
            let mut top = self.y + rise - cell.rise();
            for line in &cell.lines {
                self.text(cell, line.clone(), top, None);
                top += line.leading();
            }
        }
        self.y = bottom;
    }

    /// Sets cells side by side on one baseline and returns the leaves of each. Lines that do not
    /// fit continue on the next page, below what `resume` sets there.
    pub fn row(&mut self, cells: Vec<Cell>, resume: &dyn Fn(&mut Self)) -> Vec<Vec<usize>> {
        let mut rise = cells.iter().map(Cell::rise).fold(0.0, f32::max);
        let mut leaves: Vec<Vec<usize>> = cells.iter().map(|_| Vec::new()).collect();
        let mut waiting: Vec<_> = cells
            .into_iter()
            .map(|mut cell| {
                let lines = std::mem::take(&mut cell.lines).into_iter().peekable();
                (cell, lines)
            })
            .collect();
        loop {
            let mut lowest = self.y;
            for ((cell, lines), leaves) in waiting.iter_mut().zip(&mut leaves) {
                let mut top = self.y + lines.peek().map_or(0.0, |line| rise - line.rise());
                while let Some(line) = lines.next_if(|line| top + line.leading() <= self.bottom) {
                    let leading = line.leading();
                    let leaf = self.leaf();
                    self.text(cell, line, top, Some(leaf));
                    leaves.push(leaf);
                    top += leading;
                    lowest = lowest.max(top);
                }
            }
            self.y = lowest;
            let rest = waiting.iter_mut().filter_map(|(_, lines)| lines.peek().map(Line::rise));
            match rest.reduce(f32::max) {
                None => return leaves,
                Some(next) => rise = next,
            }
            self.turn();
            resume(self);
        }
    }

    /// Sets one run of text over the full width or less.
    pub fn paragraph(&mut self, runs: &[Run], width: f32) -> Branch {
        let cell = self.cell(0.0, width, Align::Left, runs);
        // At least two lines are set before a page ends.
        self.need(cell.lines.iter().take(2).map(Line::leading).sum());
        let leaves = self.row(vec![cell], &|_| {});
        Branch::of(Tag::P, leaves.into_iter().flatten())
    }

    /// Adds the heading that is set next to the outline.
    pub fn announce(&mut self, text: &str) {
        let page = self.pages.len().saturating_sub(1);
        self.headings.push(Heading { text: clean(text), page, y: self.y });
    }
}
