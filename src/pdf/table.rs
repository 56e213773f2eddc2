//! Tables whose header is repeated on every page.

use krilla::tagging::{TableHeaderScope, Tag};

use super::galley::{Align, Branch, Cell, Galley, height};
use super::style::SMALL;
use super::text::Run;
use super::totals::{MeasuredTotals, Total};

/// The space between columns.
pub(super) const GAP: f32 = 14.0;
/// The space above and below a row.
const PAD: f32 = 3.5;
/// The space above and below a row in a table of more rows than [`MANY`].
const DENSE: f32 = 3.0;
const MANY: usize = 24;
/// The least width of a column of figures.
const NARROWEST: f32 = 56.0;

/// Rows below a header, which is repeated on every page of the table.
#[derive(Debug, Clone)]
pub struct Table {
    pub columns: Vec<Column>,
    /// The cells of each row, in the order of the columns; each cell is runs of text.
    pub rows: Vec<Vec<Vec<Run>>>,
    /// The totals below the rows. They stay together on a page with the last row.
    pub totals: Vec<Total>,
}

#[derive(Debug, Clone)]
pub struct Column {
    title: String,
    measure: Measure,
}

/// The width of a column.
#[derive(Debug, Clone, Copy)]
enum Measure {
    /// A share of the width that the columns of figures leave.
    Share(f32),
    /// As wide as its widest cell.
    Fit,
}

impl Column {
    /// A column of text, which is left-aligned and wraps. The columns of text divide the width that
    /// the figures leave by their shares, which must be positive.
    pub fn text(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), measure: Measure::Share(share) }
    }

    /// A column of figures, which is right-aligned and as wide as the widest of them.
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
    pub(super) fn texts(&self) -> Vec<&str> {
        let titles = self.columns.iter().map(|it| it.title.as_str());
        let cells = self.rows.iter().flatten().flatten().map(Run::text);
        let totals = self.totals.iter().flat_map(|it| [it.label.as_str(), it.amount.as_str()]);
        titles.chain(cells).chain(totals).collect()
    }

    pub(super) fn set(&self, galley: &mut Galley) -> Branch {
        let places = self.places(galley);
        let pad = if self.rows.len() > MANY { DENSE } else { PAD };
        let titles: Vec<Cell> = (self.columns.iter().zip(&places))
            .map(|(column, place)| {
                let mut cell = place.cell(galley, &[column.head()]);
                // A header as high as a page would be repeated forever.
                cell.lines = galley.typeface.shortened(cell.lines, 2);
                cell
            })
            .collect();
        let repeat = |galley: &mut Galley| {
            galley.echo(&titles);
            galley.skip(PAD - 1.0);
            galley.rule(0.0, galley.width);
            galley.skip(pad);
        };
        // Totals begin at the column of quantities, or in the middle.
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

    fn places(&self, galley: &Galley) -> Vec<Place> {
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

/// The position of a column.
struct Place {
    x: f32,
    width: f32,
    align: Align,
}

impl Place {
    fn cell(&self, galley: &Galley, runs: &[Run]) -> Cell {
        galley.cell(self.x, self.width, self.align, runs)
    }
}
