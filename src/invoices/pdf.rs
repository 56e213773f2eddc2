//! An invoice as a PDF: tagged for readers (PDF/UA-1), fit for archives (PDF/A-3a).
//!
//! A pure function of what it is given. Every string arrives worded and formatted; this only
//! decides where it stands. No I/O, no clock: the same sheet gives the same bytes.

mod colour;
mod compose;
mod face;
mod galley;
mod opening;
mod press;
mod sections;
mod table;
mod text;

#[cfg(test)]
mod tests;

use std::fmt;

/// The typeface, as TTF bytes. Served as assets: they would weigh more in the WASM than the code.
#[derive(Debug, Clone, Copy)]
pub struct Fonts<'a> {
    pub regular: &'a [u8],
    pub bold: &'a [u8],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Letter,
    A4,
}

impl Paper {
    /// Width and height in points.
    fn size(self) -> (f32, f32) {
        match self {
            Self::Letter => (612.0, 792.0),
            Self::A4 => (595.28, 841.89),
        }
    }
}

/// Year, month, day, hour, minute, second; UTC.
pub type Moment = (u16, u8, u8, u8, u8, u8);

/// What an invoice says, in the words and figures it says it with.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub paper: Paper,
    /// `#155b6b`
    pub brand: String,
    /// `en`
    pub language: String,
    /// `Invoice 2026-0141`
    pub title: String,
    /// `Partly paid`, as on screen, or nothing.
    pub state: String,
    pub issuer: Party,
    pub bill_to: Party,
    /// Name and value: invoice number, issued, due, trip, account reference.
    pub facts: Vec<(String, String)>,
    pub trip: Vec<TripLine>,
    /// `Aircraft` or `Coach`, above its column.
    pub vehicle: String,
    /// `USD`
    pub currency: String,
    pub lines: Vec<Line>,
    /// Subtotal to outstanding balance. The last strong one also stands beside the title.
    pub sums: Vec<Sum>,
    pub payments: Vec<Payment>,
    pub payment_instructions: Vec<String>,
    /// A paragraph each.
    pub terms: Vec<String>,
    pub footer: String,
    pub created_at: Moment,
}

#[derive(Debug, Clone)]
pub struct Party {
    pub name: String,
    pub lines: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct TripLine {
    /// `TEB to PBI`
    pub route: String,
    pub departs: String,
    pub arrives: String,
    pub aircraft: String,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub label: String,
    /// `8.8 h × 12,900.00`
    pub detail: String,
    /// `fixed`, `estimate`, `actual` or nothing.
    pub basis: String,
    /// `113,520.00`
    pub amount: String,
}

#[derive(Debug, Clone)]
pub struct Sum {
    pub label: String,
    pub amount: String,
    pub strong: bool,
}

#[derive(Debug, Clone)]
pub struct Payment {
    pub received_on: String,
    pub method: String,
    pub reference: String,
    pub amount: String,
}

/// Why there is no PDF. Neither is the reader's doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The bytes given as fonts are not fonts.
    Fonts,
    /// The document would not have met its standards.
    Refused(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fonts => f.write_str("the invoice fonts could not be read"),
            Self::Refused(cause) => write!(f, "the invoice could not be written: {cause}"),
        }
    }
}

impl std::error::Error for Fault {}

/// Sets the sheet on as many pages as it takes.
pub fn render(sheet: &Sheet, fonts: &Fonts<'_>) -> Result<Vec<u8>, Fault> {
    let faces = face::Faces::read(fonts.regular, fonts.bold).ok_or(Fault::Fonts)?;
    let galley = sections::set(sheet, &faces);
    let label = press::Label {
        title: sections::title(sheet),
        author: text::clean(&sheet.issuer.name),
        language: language(&sheet.language),
        created_at: sheet.created_at,
    };
    press::print(galley, sheet.paper.size(), label)
}

/// A language tag a validator accepts; English if it is none.
fn language(tag: &str) -> String {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let known = tag.bytes().take(2).filter(u8::is_ascii_alphabetic).count() == 2;
    if known && tag.split('-').all(part) { tag.to_owned() } else { "en".to_owned() }
}
