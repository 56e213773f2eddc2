//! How an invoice opens: who asks whom for how much, and by when.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag};

use super::colour::{Colour, INK};
use super::face::{Style, Weight};
use super::galley::{Align, Branch, Galley, MARGIN, Mark, height};
use super::sections::{BODY, COLUMN_GAP, LABEL, SECTION, SMALL, STRONG, heading_tag, money, title};
use super::text::{self, Span, clean};
use super::{Party, Sheet};

const NAME: Style = Style::new(Weight::Bold, 13.0, INK);
const TITLE: Style = Style::new(Weight::Bold, 22.0, INK);
const STATE: Style = Style::new(Weight::Bold, 10.0, INK);
const SQUARE: f32 = 30.0;

pub(super) fn letterhead(galley: &mut Galley<'_, '_>, sheet: &Sheet) {
    let (top, brand) = (galley.y, Colour::parse(&sheet.brand));
    let name = clean(&sheet.issuer.name);
    let initial = name.trim().chars().next().map(|letter| letter.to_uppercase().to_string());
    galley.mark(Mark::Tile { x: MARGIN, y: top, size: SQUARE, radius: 6.0, colour: brand });
    let initial =
        Span::new(initial.unwrap_or_default(), Style::new(Weight::Bold, 16.0, brand.upon()));
    for line in galley.faces.wrap(&[initial], SQUARE).into_iter().take(1) {
        let x = MARGIN + (SQUARE - line.width) / 2.0;
        let baseline = top + SQUARE / 2.0 + line.rise() - line.leading() / 2.0;
        galley.mark(Mark::Text { line, x, baseline, leaf: None });
    }

    let inset = SQUARE + 11.0;
    let name = galley.cell(inset, galley.width - inset, Align::Left, &[Span::new(name, NAME)]);
    galley.skip(((SQUARE - height(std::slice::from_ref(&name))) / 2.0).max(0.0));
    let leaves = galley.row(vec![name], &|_| {}).into_iter().flatten();
    galley.tree.push(Branch::of(Tag::P, leaves));
    if galley.pages.len() == 1 {
        galley.y = galley.y.max(top + SQUARE);
    }
    galley.skip(14.0);
    galley.hairline(0.0, galley.width);
    galley.skip(28.0);
}

/// The number at the left, its state below; what is still to be paid at the right.
pub(super) fn headline(galley: &mut Galley<'_, '_>, sheet: &Sheet) {
    const DOT: f32 = 6.0;
    let due = sheet.sums.iter().rev().find(|sum| sum.strong);
    let (figure, name) = due
        .map(|sum| (money(&sheet.currency, &sum.amount), sum.label.as_str()))
        .unwrap_or_default();
    let half = galley.width * 0.48;
    let left = if due.is_some() { galley.width - half - COLUMN_GAP } else { galley.width };
    let title = title(sheet);
    let faces = galley.faces;

    let mut number = galley.cell(0.0, left, Align::Left, &[Span::new(&title, TITLE)]);
    let titled = number.lines.len();
    let below: f32 = number.lines.iter().map(text::Line::leading).sum();
    let mut state = faces.wrap(&[Span::new(&sheet.state, STATE)], left - 2.0 * DOT);
    for piece in state.iter_mut().flat_map(|line| &mut line.pieces) {
        piece.x += 2.0 * DOT;
    }
    let stateless = state.is_empty();
    number.lines.append(&mut state);
    let mut owed =
        galley.cell(galley.width - half, half, Align::Right, &[Span::new(figure, TITLE)]);
    owed.lines.extend(faces.wrap(&[Span::new(name, LABEL)], half));
    let cells = vec![number, owed];

    galley.need(height(&cells));
    galley.announce(title.clone());
    if !stateless {
        let y = galley.y + below + (STATE.leading() - DOT) / 2.0;
        let colour = Colour::parse(&sheet.brand);
        galley.mark(Mark::Tile { x: MARGIN, y, size: DOT, radius: DOT / 2.0, colour });
    }
    let mut leaves = galley.row(cells, &|_| {}).into_iter();
    let mut heading = leaves.next().unwrap_or_default();
    let state = heading.split_off(titled.min(heading.len()));
    galley.tree.push(Branch::of(Tag::Hn(NonZeroU16::MIN, Some(title)), heading));
    for paragraph in [state, leaves.next().unwrap_or_default()] {
        if !paragraph.is_empty() {
            galley.tree.push(Branch::of(Tag::P, paragraph));
        }
    }
    galley.skip(SECTION);
}

pub(super) fn parties(galley: &mut Galley<'_, '_>, sheet: &Sheet) {
    let width = (galley.width - COLUMN_GAP) / 2.0;
    let both = [("From", &sheet.issuer, 0.0), ("Bill to", &sheet.bill_to, width + COLUMN_GAP)];
    let mut cells = Vec::new();
    for (label, Party { name, lines }, x) in both {
        let mut cell = galley.cell(x, width, Align::Left, &[Span::new(label, SMALL)]);
        cell.lines.extend(galley.faces.wrap(&[Span::new(name, STRONG)], width));
        for line in lines {
            cell.lines.extend(galley.faces.wrap(&[Span::new(line, BODY)], width));
        }
        cells.push(cell);
        galley.announce(label.to_owned());
    }
    let leaves = galley.row(cells, &|_| {});
    for ((label, ..), leaves) in both.into_iter().zip(leaves) {
        let mut leaves = leaves.into_iter();
        let heading = Branch::of(heading_tag(label), leaves.next());
        galley.tree.push(heading);
        galley.tree.push(Branch::of(Tag::P, leaves));
    }
    galley.skip(20.0);
}

pub(super) fn facts(galley: &mut Galley<'_, '_>, facts: &[(String, String)]) {
    if facts.is_empty() {
        return;
    }
    let columns: u8 = match facts.len() {
        5 => 5,
        3 | 6 => 3,
        _ => 4,
    };
    let pitch = (galley.width + COLUMN_GAP) / f32::from(columns);
    galley.hairline(0.0, galley.width);
    galley.skip(11.0);
    let mut list = Branch::new(Tag::L(ListNumbering::None));
    for facts in facts.chunks(usize::from(columns)) {
        let (mut x, mut cells, mut names) = (0.0, Vec::new(), Vec::new());
        for (name, value) in facts {
            let mut cell =
                galley.cell(x, pitch - COLUMN_GAP, Align::Left, &[Span::new(name, SMALL)]);
            names.push(cell.lines.len());
            cell.lines.extend(galley.faces.wrap(&[Span::new(value, STRONG)], cell.width));
            cells.push(cell);
            x += pitch;
        }
        galley.need(height(&cells));
        for (mut name, count) in galley.row(cells, &|_| {}).into_iter().zip(names) {
            let value = name.split_off(count.min(name.len()));
            list.push(
                Branch::new(Tag::LI)
                    .with([Branch::of(Tag::Lbl, name), Branch::of(Tag::LBody, value)]),
            );
        }
        galley.skip(10.0);
    }
    galley.tree.push(list);
    galley.hairline(0.0, galley.width);
}
