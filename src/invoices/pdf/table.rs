//! Tables whose head is repeated on every page they reach.

use std::num::NonZeroU32;

use krilla::tagging::{TableHeaderScope, Tag};

use super::face::Style;
use super::galley::{Align, Branch, Cell, Galley, height};
use super::text::Span;

const GAP: f32 = 14.0;
const PAD: f32 = 5.5;
/// Above and below a row once there are so many that they are counted rather than read.
const DENSE: f32 = 3.5;
const MANY: usize = 24;

/// What a column asks of the width.
#[derive(Debug, Clone, Copy)]
pub(super) enum Measure {
    /// A part of what is left.
    Share(f32),
    /// As much as its widest cell, numbers mostly, and those stand right.
    Fit,
}

pub(super) struct Table {
    pub columns: Vec<(String, Measure)>,
    pub rows: Vec<Vec<Vec<Span>>>,
    /// Rows that sum up: they stay together, and with the last row.
    pub foot: Vec<Total>,
}

/// A sum: its name and figure at the right of the table.
pub(super) struct Total {
    pub label: Span,
    pub amount: Span,
    pub strong: bool,
}

impl Table {
    pub fn set(self, galley: &mut Galley<'_, '_>, head: Style) -> Branch {
        let places = self.places(galley, head);
        let pad = if self.rows.len() > MANY { DENSE } else { PAD };
        let titles: Vec<Cell> = (self.columns.iter().zip(&places))
            .map(|((title, _), place)| {
                let mut cell = place.cell(galley, &[Span::new(title, head)]);
                // A head that filled the page would be repeated for ever.
                cell.lines = galley.faces.shortened(cell.lines, 2);
                cell
            })
            .collect();
        let repeat = |galley: &mut Galley<'_, '_>| {
            galley.echo(&titles);
            galley.skip(PAD - 1.0);
            galley.rule(0.0, galley.width);
            galley.skip(pad);
        };
        // Sums begin where the quantities do, or halfway.
        let x = match places.as_slice() {
            [_, .., quantity, _] => quantity.x,
            _ => galley.width / 2.0,
        };
        let foot = Foot::measured(self.foot, galley, x);
        let rows: Vec<Vec<Cell>> = (self.rows.iter())
            .map(|row| {
                row.iter().zip(&places).map(|(spans, place)| place.cell(galley, spans)).collect()
            })
            .collect();

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
            let wanted = height + if index == last { foot.height } else { 0.0 };
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
        if !foot.rows.is_empty() {
            table.push(foot.set(galley, self.columns.len()));
        }
        table
    }

    fn places(&self, galley: &Galley<'_, '_>, head: Style) -> Vec<Place> {
        let gaps = GAP * f32::from(u8::try_from(self.columns.len()).unwrap_or(u8::MAX)) - GAP;
        let free = galley.width - gaps;
        let widths =
            self.columns.iter().enumerate().map(|(index, (title, measure))| match measure {
                Measure::Share(share) => Err(*share),
                Measure::Fit => {
                    let title = [Span::new(title, head)];
                    let cells = self.rows.iter().filter_map(|row| row.get(index));
                    let spans = cells.map(Vec::as_slice).chain([title.as_slice()]);
                    let widest = spans.map(|spans| galley.faces.natural(spans)).fold(0.0, f32::max);
                    Ok(widest.clamp(56.0, free * 0.4))
                }
            });
        let widths: Vec<Result<f32, f32>> = widths.collect();
        let taken: f32 = widths.iter().flatten().sum();
        let shares: f32 = widths.iter().filter_map(|w| w.err()).sum();
        let mut x = 0.0;
        let place = |width: Result<f32, f32>| {
            let (width, align) = match width {
                Ok(width) => (width, Align::Right),
                Err(share) => ((free - taken) * share / shares, Align::Left),
            };
            let place = Place { x, width, align };
            x += width + GAP;
            place
        };
        widths.into_iter().map(place).collect()
    }
}

/// Where a column stands.
struct Place {
    x: f32,
    width: f32,
    align: Align,
}

impl Place {
    fn cell(&self, galley: &Galley<'_, '_>, spans: &[Span]) -> Cell {
        galley.cell(self.x, self.width, self.align, spans)
    }
}

/// The sums, measured.
struct Foot {
    x: f32,
    height: f32,
    rows: Vec<Sum>,
}

struct Sum {
    cells: Vec<Cell>,
    strong: bool,
}

impl Sum {
    /// Above and below.
    fn pad(&self) -> f32 {
        if self.strong { 6.0 } else { 3.5 }
    }

    fn height(&self) -> f32 {
        height(&self.cells) + 2.0 * self.pad() + if self.strong { Foot::AIR } else { 0.0 }
    }
}

impl Foot {
    const PAD: f32 = 3.5;
    /// Between a figure and the rule it is summed up under.
    const AIR: f32 = 3.0;

    fn measured(totals: Vec<Total>, galley: &Galley<'_, '_>, x: f32) -> Self {
        let block = galley.width - x;
        let widest = totals.iter().map(|t| galley.faces.natural(std::slice::from_ref(&t.amount)));
        let figures = widest.fold(0.0, f32::max).min(block * 0.6);
        let names = block - figures - GAP;
        let rows = totals.into_iter().map(|Total { label, amount, strong }| {
            let cells = vec![
                galley.cell(x, names, Align::Left, &[label]),
                galley.cell(x + names + GAP, figures, Align::Right, &[amount]),
            ];
            Sum { cells, strong }
        });
        let rows: Vec<Sum> = rows.collect();
        let height = rows.iter().map(Sum::height).sum::<f32>() + Self::PAD;
        Self { x, height, rows }
    }

    fn set(self, galley: &mut Galley<'_, '_>, columns: usize) -> Branch {
        galley.need(self.height);
        galley.skip(Self::PAD);
        let mut foot = Branch::new(Tag::TFoot);
        let span = u32::try_from(columns.saturating_sub(1)).ok().and_then(NonZeroU32::new);
        for (index, sum) in self.rows.into_iter().enumerate() {
            if sum.strong && index > 0 {
                galley.skip(Self::AIR);
                galley.rule(self.x, galley.width - self.x);
            }
            let pad = sum.pad();
            galley.skip(pad);
            let mut leaves = galley.row(sum.cells, &|_| {}).into_iter();
            galley.skip(pad);
            let name = Tag::TH(TableHeaderScope::Row).with_col_span(span);
            foot.push(Branch::new(Tag::TR).with([
                Branch::of(name, leaves.next().unwrap_or_default()),
                Branch::of(Tag::TD, leaves.next().unwrap_or_default()),
            ]));
        }
        foot
    }
}
