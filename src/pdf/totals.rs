//! The totals below a table.

use std::num::NonZeroU32;

use krilla::tagging::{TableHeaderScope, Tag};

use super::galley::{Align, Branch, Cell, Galley, height};
use super::style::{BODY, FINAL, LABEL, STRONG};
use super::table::GAP;
use super::text::Run;

/// A total: its label and its amount at the right of the table.
#[derive(Debug, Clone)]
pub struct Total {
    pub label: String,
    pub amount: String,
    pub rank: Rank,
}

/// The emphasis of a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    Plain,
    /// Bold, below a rule.
    Strong,
    /// Bold and larger, below a rule: the final total.
    Final,
}

impl Total {
    fn label(&self) -> Run {
        let style = match self.rank {
            Rank::Plain => LABEL,
            Rank::Strong => STRONG,
            Rank::Final => FINAL,
        };
        Run::new(&self.label, style)
    }

    fn amount(&self) -> Run {
        let style = match self.rank {
            Rank::Plain => BODY,
            Rank::Strong => STRONG,
            Rank::Final => FINAL,
        };
        Run::new(&self.amount, style)
    }
}

/// The totals with their measured size.
pub(super) struct MeasuredTotals {
    x: f32,
    pub height: f32,
    rows: Vec<MeasuredTotal>,
}

struct MeasuredTotal {
    cells: Vec<Cell>,
    /// Has a rule above it.
    is_ruled: bool,
}

impl MeasuredTotal {
    /// The space above and below a total.
    fn pad(&self) -> f32 {
        if self.is_ruled { 6.0 } else { 3.5 }
    }

    fn height(&self) -> f32 {
        let air = if self.is_ruled { MeasuredTotals::AIR } else { 0.0 };
        height(&self.cells) + 2.0 * self.pad() + air
    }
}

impl MeasuredTotals {
    const PAD: f32 = 3.5;
    /// The space between an amount and the rule above the total.
    const AIR: f32 = 3.0;

    pub fn of(totals: &[Total], galley: &Galley, x: f32) -> Self {
        let block = galley.width - x;
        let widest = totals.iter().map(|total| galley.typeface.natural(&[total.amount()]));
        let figures = widest.fold(0.0, f32::max).min(block * 0.6);
        let names = block - figures - GAP;
        let rows = totals.iter().map(|total| {
            let cells = vec![
                galley.cell(x, names, Align::Left, &[total.label()]),
                galley.cell(x + names + GAP, figures, Align::Right, &[total.amount()]),
            ];
            MeasuredTotal { cells, is_ruled: total.rank != Rank::Plain }
        });
        let rows: Vec<MeasuredTotal> = rows.collect();
        let height = rows.iter().map(MeasuredTotal::height).sum::<f32>() + Self::PAD;
        Self { x, height, rows }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn set(self, galley: &mut Galley, columns: usize) -> Branch {
        galley.need(self.height);
        galley.skip(Self::PAD);
        let mut foot = Branch::new(Tag::TFoot);
        let span = u32::try_from(columns.saturating_sub(1)).ok().and_then(NonZeroU32::new);
        for (index, total) in self.rows.into_iter().enumerate() {
            if total.is_ruled && index > 0 {
                galley.skip(Self::AIR);
                galley.rule(self.x, galley.width - self.x);
            }
            let pad = total.pad();
            galley.skip(pad);
            let mut leaves = galley.row(total.cells, &|_| {}).into_iter();
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
