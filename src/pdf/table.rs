//! Tables whose head is repeated on every page they reach.

use krilla::tagging::{TableHeaderScope, Tag};

use super::galley::{Align, Branch, Cell, Galley, height};
use super::style::SMALL;
use super::text::Run;
use super::totals::{MeasuredTotals, Total};

/// Between columns.
pub(super) const GAP: f32 = 14.0;
/// Above and below a row.
const PAD: f32 = 5.5;
/// The same in a table of more rows than [`MANY`], which is looked through rather than read.
const DENSE: f32 = 3.5;
const MANY: usize = 24;
/// A column of figures is at least this wide.
const NARROWEST: f32 = 56.0;

/// Rows below named columns. The head is repeated on every page the table reaches.
#[derive(Debug, Clone)]
pub struct Table {
    pub columns: Vec<Column>,
    /// For every row its cells, in the order of the columns; for every cell its text.
    pub rows: Vec<Vec<Vec<Run>>>,
    /// What the rows sum up to. They stay together, and with the last row.
    pub totals: Vec<Total>,
}

#[derive(Debug, Clone)]
pub struct Column {
    title: String,
    measure: Measure,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy)]
enum Measure {
    /// A part of what the figures leave.
    Share(f32),
    /// As wide as its widest cell.
    Fit,
}

impl Column {
    /// Of text, which stands left and wraps. The columns of text divide by their shares, which are
    /// positive, what the figures leave of the width.
    pub fn text(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), measure: Measure::Share(share) }
    }

    /// Of amounts, which stand right; as wide as the widest of them.
    pub fn figures(title: impl Into<String>) -> Self {
        Self { title: title.into(), measure: Measure::Fit }
    }

    fn head(&self) -> Run {
        Run::new(&self.title, SMALL)
    }

    fn share(&self) -> Option<f32> {
        match self.measure {
            Measure::Share(share) => Some(share),
            Measure::Fit => None,
        }
    }
}

impl Table {
    pub(super) fn set(&self, galley: &mut Galley<'_>) -> Branch {
        let places = self.places(galley);
        let pad = if self.rows.len() > MANY { DENSE } else { PAD };
        let titles: Vec<Cell> = (self.columns.iter().zip(&places))
            .map(|(column, place)| {
                let mut cell = place.cell(galley, &[column.head()]);
                // A head that filled the page would be repeated for ever.
                cell.lines = galley.typeface.shortened(cell.lines, 2);
                cell
            })
            .collect();
        let repeat = |galley: &mut Galley<'_>| {
            galley.echo(&titles);
            galley.skip(PAD - 1.0);
            galley.rule(0.0, galley.width);
            galley.skip(pad);
        };
        // Totals begin where the quantities do, or halfway.
        let x = match places.as_slice() {
            [_, .., quantity, _] if quantity.align == Align::Left => quantity.x,
            _ => galley.width / 2.0,
        };
        let totals = MeasuredTotals::of(&self.totals, galley, x);
        let cells = |row: &Vec<Vec<Run>>| {
            let cell = |(index, place): (usize, &Place)| {
                place.cell(galley, row.get(index).map_or(&[], Vec::as_slice))
            };
            places.iter().enumerate().map(cell).collect()
        };
        let rows: Vec<Vec<Cell>> = self.rows.iter().map(cells).collect();

        let tall = |row: &Vec<Cell>| height(row) + 2.0 * pad;
        galley.need(height(&titles) + 2.0 * PAD + rows.first().map_or(0.0, tall));
        let mut scope = Branch::new(Tag::TR);
        for leaves in galley.row(titles.clone(), &|_| {}) {
            scope.push(Branch::of(Tag::TH(TableHeaderScope::Column), leaves));
        }
        galley.skip(PAD - 1.0);
        galley.rule(0.0, galley.width);

        let mut body = Branch::new(Tag::TBody);
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let height = tall(&row);
            let wanted = height + if index == last { totals.height } else { 0.0 };
            let wanted = if wanted > galley.full() / 2.0 { height } else { wanted };
            if wanted > galley.room() && wanted < galley.full() / 2.0 {
                galley.turn();
                repeat(galley);
            } else {
                if index > 0 {
                    galley.hairline(0.0, galley.width);
                }
                galley.skip(pad);
            }
            let cells = galley.row(row, &repeat);
            body.push(Branch::new(Tag::TR).with(cells.into_iter().map(|l| Branch::of(Tag::TD, l))));
            galley.skip(pad);
        }
        galley.rule(0.0, galley.width);

        let mut table = Branch::new(Tag::Table);
        table.push(Branch::new(Tag::THead).with([scope]));
        if !body.kids.is_empty() {
            table.push(body);
        }
        if !totals.is_empty() {
            table.push(totals.set(galley, self.columns.len()));
        }
        table
    }

    fn places(&self, galley: &Galley<'_>) -> Vec<Place> {
        let gaps = GAP * f32::from(u8::try_from(self.columns.len()).unwrap_or(u8::MAX)) - GAP;
        let free = galley.width - gaps;
        let fitted: Vec<Option<f32>> = (self.columns.iter().enumerate())
            .map(|(index, column)| match column.measure {
                Measure::Share(_) => None,
                Measure::Fit => {
                    let title = [column.head()];
                    let cells = self.rows.iter().filter_map(|row| row.get(index));
                    let runs = cells.map(Vec::as_slice).chain([title.as_slice()]);
                    let widest = runs.map(|runs| galley.typeface.natural(runs));
                    Some(widest.fold(0.0, f32::max).clamp(NARROWEST, free * 0.4))
                }
            })
            .collect();
        let wanted: f32 = fitted.iter().flatten().sum();
        let squeeze = if wanted > free * 0.7 { free * 0.7 / wanted } else { 1.0 };
        let taken = wanted * squeeze;
        let shares: f32 = self.columns.iter().filter_map(Column::share).sum();
        let mut x = 0.0;
        let place = |(column, fitted): (&Column, Option<f32>)| {
            let (width, align) = match column.measure {
                Measure::Fit => (fitted.unwrap_or_default() * squeeze, Align::Right),
                Measure::Share(share) => ((free - taken) * share / shares, Align::Left),
            };
            let place = Place { x, width, align };
            x += width + GAP;
            place
        };
        self.columns.iter().zip(fitted).map(place).collect()
    }
}

/// Where a column stands.
struct Place {
    x: f32,
    width: f32,
    align: Align,
}

impl Place {
    fn cell(&self, galley: &Galley<'_>, runs: &[Run]) -> Cell {
        galley.cell(self.x, self.width, self.align, runs)
    }
}
