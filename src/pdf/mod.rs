//! A document on paper: a PDF tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-3a).
//!
//! A feature says what its document holds as a [`Sheet`], with every string worded and formatted.
//! This module decides where it stands, breaks the pages and prints them. No I/O, no clock: the
//! same sheet gives the same bytes. Lengths are in points, 72 to an inch.

mod colour;
mod compose;
mod face;
mod foot;
mod galley;
mod opening;
mod press;
mod section;
mod style;
mod table;
mod text;
mod totals;

#[cfg(test)]
pub mod pages;
#[cfg(test)]
mod tests;

pub use face::Typeface;
pub use section::{Block, Section};
pub use table::{Column, Table};
pub use text::Run;
pub use totals::{Rank, Total};

use crate::error::Error;
use std::fmt;

/// Everything a document says, from top to bottom. What is empty is left out, with its heading.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub paper: Paper,
    /// The language it is written in, as `en` or `pt-BR`; English if it is none.
    pub language: String,
    pub letterhead: Letterhead,
    pub headline: Headline,
    /// Who it is between, two side by side.
    pub parties: Vec<Party>,
    /// Name and value: a number, a date, a reference. In columns below the parties.
    pub facts: Vec<(String, String)>,
    pub sections: Vec<Section>,
    /// At the foot of every page, in three lines at most, beside `Page 1 of 2`.
    pub footer: String,
    /// UTC milliseconds; the file states it, the pages do not.
    pub created_at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Letter,
    A4,
}

/// Whose paper it is: a tile with the initial in the brand's colour, the name, how to reach them.
#[derive(Debug, Clone)]
pub struct Letterhead {
    /// Repeated at the head of every page but the first; the author of the file.
    pub name: String,
    /// `#155b6b`; black if it is no colour.
    pub brand: String,
    /// Telephone, address, website: a line each, at the right from the height of the name.
    pub contact: Vec<String>,
}

/// What it is.
#[derive(Debug, Clone)]
pub struct Headline {
    /// With its number, as `Invoice 2026-0141`. Repeated at the head of every page but the first;
    /// the title of the file.
    pub title: String,
    /// Below the title: `Partly paid`.
    pub state: String,
    /// At the right of the title: the one amount a reader looks for.
    pub figure: Option<Figure>,
}

/// An amount and what it is of: `USD 73,168.22`, `Outstanding balance`.
#[derive(Debug, Clone)]
pub struct Figure {
    pub amount: String,
    pub label: String,
}

#[derive(Debug, Clone)]
pub struct Party {
    /// The part they play: `From`, `Bill to`.
    pub role: String,
    pub name: String,
    /// Their address, a line each.
    pub lines: Vec<String>,
}

/// Why there is no PDF. Neither is the reader's doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The bytes given as fonts are not fonts.
    Fonts,
    /// The document would not have met its standards.
    Refused(String),
}

impl Paper {
    /// Width and height.
    fn size(self) -> (f32, f32) {
        match self {
            Self::Letter => (612.0, 792.0),
            Self::A4 => (595.28, 841.89),
        }
    }
}

impl Sheet {
    /// The bytes of the PDF, on as many pages as it takes.
    ///
    /// [`Fault::Refused`] if the result would not have met its standards. Text never causes that:
    /// what may not stand in an archive is left out, what the typeface lacks is shown as a box.
    pub fn print(&self, typeface: &Typeface) -> Result<Vec<u8>, Fault> {
        let label = press::Label {
            title: self.title(),
            author: text::clean(&self.letterhead.name),
            language: language(&self.language),
            created_at: self.created_at,
        };
        press::print(self.galley(typeface), self.paper, label)
    }

    /// Lays out every page.
    fn galley<'f>(&self, typeface: &'f Typeface) -> galley::Galley<'f> {
        let foot = foot::Foot::measured(&self.footer, typeface, self.paper);
        let mut galley = galley::Galley::new(typeface, self.paper.size(), foot.height);
        opening::letterhead(&mut galley, &self.letterhead);
        opening::headline(&mut galley, self);
        opening::parties(&mut galley, &self.parties);
        opening::facts(&mut galley, &self.facts);
        for section in &self.sections {
            section.set(&mut galley);
        }
        foot.set(&mut galley, self);
        galley
    }

    /// The document's name: never empty, and not a page long.
    fn title(&self) -> String {
        let given = [&self.headline.title, &self.letterhead.name].map(|it| text::clean(it));
        let title = given.iter().map(|it| it.trim()).find(|it| !it.is_empty());
        title.unwrap_or("Document").chars().take(200).collect()
    }
}

/// A language tag a validator accepts; English if it is none.
fn language(tag: &str) -> String {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let known = tag.bytes().take(2).filter(u8::is_ascii_alphabetic).count() == 2;
    if known && tag.split('-').all(part) { tag.to_owned() } else { "en".to_owned() }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fonts => f.write_str("the fonts of the PDF could not be read"),
            Self::Refused(cause) => write!(f, "the PDF could not be written: {cause}"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Internal(fault.to_string())
    }
}
