//! The beginning of a document: its letterhead, title, parties and facts.

use std::num::NonZeroU16;

use krilla::geom::Size;
use krilla::image::Image;
use krilla::tagging::{ListNumbering, Tag};

use super::color::Color;
use super::galley::{Align, Branch, COLUMN_GAP, Galley, MARGIN, Mark, height};
use super::letters::{clean, is_blank};
use super::section::{SECTION, heading_tag};
use super::style::{BODY, LABEL, NAME, SMALL, STATE, STRONG, Style, TITLE, Weight};
use super::text::{self, Run};
use super::{Letterhead, Party, Sheet};

/// The side of the tile with the initial.
const SQUARE: f32 = 30.0;
/// The most width of a logo.
const WIDEST: f32 = 120.0;
/// The side of the dot before the state.
const DOT: f32 = 6.0;

/// Sets the logo, or the tile with the initial, and the name.
pub(super) fn letterhead(galley: &mut Galley, letterhead: &Letterhead) {
    let top = galley.y;
    let name = clean(&letterhead.name);
    let inset = if letterhead.is_plain { 0.0 } else { mark(galley, letterhead, &name) + 11.0 };
    let width = galley.width - inset;
    let name = galley.cell(inset, width, Align::Left, &[Run::new(name, NAME)]);
    galley.skip(((SQUARE - height(std::slice::from_ref(&name))) / 2.0).max(0.0));
    for leaves in galley.row(vec![name], &|_| {}) {
        galley.tree.push(Branch::of(Tag::P, leaves));
    }
    if galley.pages.len() == 1 {
        galley.y = galley.y.max(top + SQUARE);
    }
    galley.skip(12.0);
    galley.hairline(0.0, galley.width);
    galley.skip(16.0);
}

/// Sets the logo or the tile, and returns its width.
fn mark(galley: &mut Galley, letterhead: &Letterhead, name: &str) -> f32 {
    let top = galley.y;
    match letterhead.logo.clone().and_then(logo) {
        Some((image, size)) => {
            let y = top + (SQUARE - size.height()) / 2.0;
            galley.mark(Mark::Picture { image, x: MARGIN, y, size });
            size.width()
        }
        None => initial(galley, name, Color::parse(&letterhead.brand)),
    }
}

/// The picture of a PNG or JPEG file, and its size on paper: as high as the tile, unless that is too wide.
fn logo(file: Vec<u8>) -> Option<(Image, Size)> {
    let is_jpeg = file.starts_with(b"\xff\xd8");
    let read = if is_jpeg { Image::from_jpeg } else { Image::from_png };
    // PDF/A forbids interpolation.
    let image = read(file.into(), false).ok()?;
    let (width, height) = image.size();
    let side = |pixels: u32| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX)).max(1.0);
    let scale = (SQUARE / side(height)).min(WIDEST / side(width));
    Some((image, Size::from_wh(side(width) * scale, side(height) * scale)?))
}

/// Sets the tile with the initial, and returns its width.
fn initial(galley: &mut Galley, name: &str, brand: Color) -> f32 {
    let top = galley.y;
    let initial = name.trim().chars().next().map(|letter| letter.to_uppercase().to_string());
    galley.mark(Mark::Tile { x: MARGIN, y: top, size: SQUARE, radius: 6.0, color: brand });
    let initial =
        Run::new(initial.unwrap_or_default(), Style::new(Weight::Bold, 16.0, brand.upon()));
    for line in galley.typeface.wrap(&[initial], SQUARE).into_iter().take(1) {
        let x = MARGIN + (SQUARE - line.width) / 2.0;
        let baseline = top + SQUARE / 2.0 + line.rise() - line.leading() / 2.0;
        galley.mark(Mark::Text { line, x, baseline, leaf: None });
    }
    SQUARE
}

/// Sets the title with the state below it at the left, the amount at the right.
pub(super) fn headline(galley: &mut Galley, sheet: &Sheet) {
    let figure = sheet.headline.figure.as_ref();
    let half = galley.width * 0.48;
    let left = if figure.is_some() { galley.width - half - COLUMN_GAP } else { galley.width };
    let title = sheet.title();
    let typeface = galley.typeface;

    let mut number = galley.cell(0.0, left, Align::Left, &[Run::new(&title, TITLE)]);
    let titled = number.lines.len();
    let below: f32 = number.lines.iter().map(text::Line::leading).sum();
    let mut state = typeface.wrap(&[Run::new(&sheet.headline.state, STATE)], left - 2.0 * DOT);
    for line in &mut state {
        line.indent = 2.0 * DOT;
    }
    let stateless = state.is_empty();
    number.lines.append(&mut state);
    let mut cells = vec![number];
    if let Some(figure) = figure {
        let amount = Run::new(&figure.amount, TITLE);
        let mut cell = galley.cell(galley.width - half, half, Align::Right, &[amount]);
        cell.lines.extend(typeface.wrap(&[Run::new(&figure.label, LABEL)], half));
        cells.push(cell);
    }

    galley.need(height(&cells));
    galley.announce(&title);
    if !stateless {
        let y = galley.y + below + (STATE.leading() - DOT) / 2.0;
        let color = Color::parse(&sheet.letterhead.brand);
        galley.mark(Mark::Tile { x: MARGIN, y, size: DOT, radius: DOT / 2.0, color });
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

/// Sets the parties, two side by side in each row.
pub(super) fn parties(galley: &mut Galley, parties: &[Party]) {
    let width = (galley.width - COLUMN_GAP) / 2.0;
    for pair in parties.chunks(2) {
        let mut cells = Vec::new();
        for (Party { role, name, lines }, x) in pair.iter().zip([0.0, width + COLUMN_GAP]) {
            let mut cell = galley.cell(x, width, Align::Left, &[Run::new(role, SMALL)]);
            cell.lines.extend(galley.typeface.wrap(&[Run::new(name, STRONG)], width));
            for line in lines {
                cell.lines.extend(galley.typeface.wrap(&[Run::new(line, BODY)], width));
            }
            cells.push(cell);
            if !is_blank(role) {
                galley.announce(role);
            }
        }
        let leaves = galley.row(cells, &|_| {});
        for (Party { role, .. }, leaves) in pair.iter().zip(leaves) {
            let mut leaves = leaves.into_iter();
            if !is_blank(role) {
                let heading = Branch::of(heading_tag(role), leaves.next());
                galley.tree.push(heading);
            }
            galley.tree.push(Branch::of(Tag::P, leaves));
        }
        galley.skip(14.0);
    }
}

/// Sets the names of the facts above their values, in as many columns as suit their number.
pub(super) fn facts(galley: &mut Galley, facts: &[(String, String)]) {
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
                galley.cell(x, pitch - COLUMN_GAP, Align::Left, &[Run::new(name, SMALL)]);
            names.push(cell.lines.len());
            cell.lines.extend(galley.typeface.wrap(&[Run::new(value, STRONG)], cell.width));
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
