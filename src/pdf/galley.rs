//! Pages as they fill up: marks with places, and the structure a reader hears.
//!
//! Laid out whole before anything is drawn, so that a foot can say how many pages there are.

use krilla::tagging::{Tag, TagKind};

use super::colour::{Colour, HAIR, RULE};
use super::face::Typeface;
use super::text::{Line, Run, clean};

pub(super) const MARGIN: f32 = 48.0;
/// Between things side by side.
pub(super) const COLUMN_GAP: f32 = 16.0;
/// Room for the name and number that open every page but the first.
const RUNNING_HEAD: f32 = 28.0;

/// Something on a page. Text that is heard has a leaf; the rest is there for the eye only.
pub(super) enum Mark {
    Text { line: Line, x: f32, baseline: f32, leaf: Option<usize> },
    Rule { x: f32, y: f32, width: f32, colour: Colour },
    Tile { x: f32, y: f32, size: f32, radius: f32, colour: Colour },
}

/// A node of the structure. Leaves are numbered in the order they are set, which is page by page.
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

/// A heading as the outline lists it.
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

/// Lines side by side with those of other cells. `x` counts from the left margin.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub x: f32,
    pub width: f32,
    pub align: Align,
    pub lines: Vec<Line>,
}

impl Cell {
    /// From the first baseline to the top, and the height of all lines.
    fn rise(&self) -> f32 {
        self.lines.first().map_or(0.0, Line::rise)
    }

    fn height(&self) -> f32 {
        self.lines.iter().map(Line::leading).sum()
    }
}

/// Height of cells that share their first baseline.
pub(super) fn height(cells: &[Cell]) -> f32 {
    let rise = cells.iter().map(Cell::rise).fold(0.0, f32::max);
    cells.iter().map(|cell| rise - cell.rise() + cell.height()).fold(0.0, f32::max)
}

pub(super) struct Galley<'f> {
    pub typeface: &'f Typeface,
    pub pages: Vec<Vec<Mark>>,
    pub width: f32,
    pub tree: Vec<Branch>,
    pub headings: Vec<Heading>,
    pub y: f32,
    bottom: f32,
    leaves: usize,
}

impl<'f> Galley<'f> {
    /// `foot` is what the bottom of every page keeps for its footer.
    pub fn new(typeface: &'f Typeface, paper: (f32, f32), foot: f32) -> Self {
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

    /// What a page holds that has nothing on it yet.
    pub fn full(&self) -> f32 {
        self.bottom - MARGIN - RUNNING_HEAD
    }

    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = MARGIN + RUNNING_HEAD;
    }

    /// Turns the page unless this much fits on it, or would fit on none.
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
        self.mark(Mark::Rule { x: MARGIN + x, y: self.y, width, colour: HAIR });
    }

    pub fn rule(&mut self, x: f32, width: f32) {
        self.mark(Mark::Rule { x: MARGIN + x, y: self.y, width, colour: RULE });
    }

    pub fn cell(&self, x: f32, width: f32, align: Align, runs: &[Run]) -> Cell {
        Cell { x, width, align, lines: self.typeface.wrap(runs, width) }
    }

    /// The next leaf of the structure.
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

    /// Sets cells for the eye only: what every page repeats.
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

    /// Sets cells side by side on one baseline and returns the leaves of each. What a page can't
    /// hold goes on on the next, below whatever `resume` puts there.
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

    /// One run of text over the whole width, or less.
    pub fn paragraph(&mut self, runs: &[Run], width: f32) -> Branch {
        let cell = self.cell(0.0, width, Align::Left, runs);
        // Two lines at least before a page ends.
        self.need(cell.lines.iter().take(2).map(Line::leading).sum());
        let leaves = self.row(vec![cell], &|_| {});
        Branch::of(Tag::P, leaves.into_iter().flatten())
    }

    /// Notes a heading about to be set at this place.
    pub fn announce(&mut self, text: &str) {
        let page = self.pages.len().saturating_sub(1);
        self.headings.push(Heading { text: clean(text), page, y: self.y });
    }
}
