//! The invoice from top to bottom: who, to whom, for what, how much, and how to pay it.

use std::num::NonZeroU16;

use krilla::tagging::Tag;

use super::colour::{HAIR, INK, MUTED};
use super::face::{Faces, Style, Weight};
use super::galley::{Align, Branch, Cell, Galley, MARGIN, Mark};
use super::table::{Measure, Table, Total};
use super::text::{self, Span, clean};
use super::{Line, Payment, Sheet, Sum, TripLine, opening};

pub(super) const BODY: Style = Style::new(Weight::Regular, 9.5, INK);
pub(super) const STRONG: Style = Style::new(Weight::Bold, 9.5, INK);
pub(super) const SMALL: Style = Style::new(Weight::Regular, 8.5, MUTED);
const HEADING: Style = Style::new(Weight::Bold, 11.5, INK);
const ROUTE: Style = Style::new(Weight::Bold, 15.0, INK);
const DUE: Style = Style::new(Weight::Bold, 12.0, INK);
/// Beside a figure or below it.
pub(super) const LABEL: Style = Style::new(Weight::Regular, 9.5, MUTED);

pub(super) const SECTION: f32 = 24.0;
pub(super) const COLUMN_GAP: f32 = 16.0;
/// Longer lines are hard to follow back.
const MEASURE: f32 = 400.0;
const FOOT_LINES: usize = 3;

pub(super) fn set<'f, 'a>(sheet: &Sheet, faces: &'f Faces<'a>) -> Galley<'f, 'a> {
    let (width, height) = sheet.paper.size();
    let footer = faces.wrap(&[Span::new(&sheet.footer, SMALL)], width - 2.0 * MARGIN - 90.0);
    let footer = faces.shortened(footer, FOOT_LINES);
    let foot: f32 = footer.iter().map(text::Line::leading).sum();
    let foot = foot.max(SMALL.leading()) + 52.0;

    let mut galley = Galley::new(faces, (width, height), foot);
    opening::letterhead(&mut galley, sheet);
    opening::headline(&mut galley, sheet);
    opening::parties(&mut galley, sheet);
    opening::facts(&mut galley, &sheet.facts);
    trip(&mut galley, sheet);
    charges(&mut galley, sheet);
    payments(&mut galley, &sheet.payments, &sheet.currency);
    texts(&mut galley, "How to pay", &sheet.payment_instructions, BODY, 1.0);
    texts(&mut galley, "Terms", &sheet.terms, SMALL, 5.0);
    furnish(&mut galley, sheet, &footer, height - foot + 18.0);
    galley
}

/// The document's name: never empty, and not a page long.
pub(super) fn title(sheet: &Sheet) -> String {
    let given = [&sheet.title, &sheet.issuer.name].map(|text| clean(text).trim().to_owned());
    let title = given.into_iter().find(|text| !text.is_empty());
    title.map_or_else(|| "Invoice".to_owned(), |text| text.chars().take(200).collect())
}

fn trip(galley: &mut Galley<'_, '_>, sheet: &Sheet) {
    if sheet.trip.is_empty() {
        return;
    }
    heading(galley, "Trip", 60.0);
    let rows = sheet.trip.iter().map(|TripLine { route, departs, arrives, aircraft }| {
        let mut ends = Vec::new();
        for (index, end) in route.split(" to ").enumerate() {
            if index > 0 {
                ends.push(Span::new(" to ", SMALL));
            }
            ends.push(Span::new(end, ROUTE));
        }
        let mut row = vec![ends];
        row.extend([departs, arrives, aircraft].map(|text| vec![Span::new(text, BODY)]));
        row
    });
    let columns =
        [("Route", 0.2), ("Departs", 0.31), ("Arrives", 0.31), (sheet.vehicle.as_str(), 0.18)];
    let columns = columns.map(|(name, share)| (name.to_owned(), Measure::Share(share))).into();
    let table = Table { columns, rows: rows.collect(), foot: Vec::new() };
    let table = table.set(galley, SMALL);
    galley.tree.push(table);
}

fn charges(galley: &mut Galley<'_, '_>, sheet: &Sheet) {
    if sheet.lines.is_empty() && sheet.sums.is_empty() {
        return;
    }
    heading(galley, "Charges", 60.0);
    let detailed = sheet.lines.iter().any(|line| !line.detail.trim().is_empty());
    let rows = sheet.lines.iter().map(|Line { label, detail, basis, amount }| {
        let mut row = vec![vec![Span::new(label, BODY), Span::new(format!(" {basis}"), SMALL)]];
        row.extend(detailed.then(|| vec![Span::new(detail, BODY)]));
        row.push(vec![Span::new(amount, BODY)]);
        row
    });
    let mut columns = vec![("Item".to_owned(), Measure::Share(0.58))];
    columns.extend(detailed.then(|| ("Quantity".to_owned(), Measure::Share(0.42))));
    columns.push((amounts_in(&sheet.currency), Measure::Fit));
    let last = sheet.sums.iter().rposition(|sum| sum.strong);
    let foot = sheet.sums.iter().enumerate().map(|(index, Sum { label, amount, strong })| {
        let (name, figure, amount) = match (strong, last == Some(index)) {
            (_, true) => (DUE, DUE, money(&sheet.currency, amount)),
            (true, _) => (STRONG, STRONG, amount.clone()),
            (false, _) => (LABEL, BODY, amount.clone()),
        };
        Total { label: Span::new(label, name), amount: Span::new(amount, figure), strong: *strong }
    });
    let foot = foot.collect();
    let table = Table { columns, rows: rows.collect(), foot }.set(galley, SMALL);
    galley.tree.push(table);
}

fn payments(galley: &mut Galley<'_, '_>, payments: &[Payment], currency: &str) {
    heading(galley, "Payments", if payments.is_empty() { 30.0 } else { 90.0 });
    if payments.is_empty() {
        let sentence = Span::new("No payments received yet.", BODY);
        let sentence = galley.paragraph(&[sentence], MEASURE);
        galley.tree.push(sentence);
        return;
    }
    let rows = payments.iter().map(|Payment { received_on, method, reference, amount }| {
        [received_on, method, reference, amount].map(|text| vec![Span::new(text, BODY)]).into()
    });
    let mut columns: Vec<(String, Measure)> =
        [("Received", 0.3), ("Method", 0.3), ("Reference", 0.4)]
            .map(|(name, share)| (name.to_owned(), Measure::Share(share)))
            .into();
    columns.push((amounts_in(currency), Measure::Fit));
    let table = Table { columns, rows: rows.collect(), foot: Vec::new() }.set(galley, SMALL);
    galley.tree.push(table);
}

fn texts(galley: &mut Galley<'_, '_>, name: &str, texts: &[String], style: Style, gap: f32) {
    if texts.iter().all(|text| clean(text).trim().is_empty()) {
        return;
    }
    heading(galley, name, 30.0);
    for text in texts {
        let paragraph = galley.paragraph(&[Span::new(text, style)], MEASURE);
        if !paragraph.kids.is_empty() {
            galley.tree.push(paragraph);
            galley.skip(gap);
        }
    }
}

/// A section's heading, with room below it for the beginning of what it names.
fn heading(galley: &mut Galley<'_, '_>, name: &str, beginning: f32) {
    galley.skip(SECTION);
    galley.need(HEADING.leading() + 9.0 + beginning);
    galley.announce(name.to_owned());
    let cell = galley.cell(0.0, galley.width, Align::Left, &[Span::new(name, HEADING)]);
    let leaves: Vec<usize> = galley.row(vec![cell], &|_| {}).into_iter().flatten().collect();
    galley.tree.push(Branch::of(heading_tag(name), leaves));
    galley.skip(9.0);
}

pub(super) fn heading_tag(name: &str) -> Tag<krilla::tagging::kind::Hn> {
    let second = NonZeroU16::MIN.saturating_add(1);
    Tag::Hn(second, Some(name.to_owned()))
}

/// What every page says at its foot, and every page but the first at its head.
fn furnish(galley: &mut Galley<'_, '_>, sheet: &Sheet, footer: &[text::Line], top: f32) {
    let count = galley.pages.len();
    let (width, faces) = (galley.width, galley.faces);
    let one = |x, width, align, text: String| {
        // A little less than it may be, for the ellipsis.
        let lines = faces.wrap(&[Span::new(text, SMALL)], width - SMALL.size);
        Cell { x, width, align, lines: faces.shortened(lines, 1) }
    };
    for (index, page) in galley.pages.iter_mut().enumerate() {
        let number = format!("Page {} of {count}", index + 1);
        let mut cells = vec![
            (Cell { x: 0.0, width, align: Align::Left, lines: footer.to_vec() }, top),
            (one(0.0, width, Align::Right, number), top),
        ];
        page.push(Mark::Rule { x: MARGIN, y: top - 10.0, width, colour: HAIR });
        if index > 0 {
            let half = (width - COLUMN_GAP) / 2.0;
            let y = MARGIN - 10.0;
            cells.push((one(0.0, half, Align::Left, sheet.issuer.name.clone()), y));
            cells.push((one(width - half, half, Align::Right, title(sheet)), y));
            page.push(Mark::Rule { x: MARGIN, y: y + 20.0, width, colour: HAIR });
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

pub(super) fn money(currency: &str, amount: &str) -> String {
    format!("{currency}\u{a0}{amount}").trim_matches('\u{a0}').to_owned()
}

/// The head of a column of figures says what they are in; a header cell is never mute.
fn amounts_in(currency: &str) -> String {
    if clean(currency).trim().is_empty() { "Amount".to_owned() } else { currency.to_owned() }
}
