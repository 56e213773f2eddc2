//! A document on paper: a PDF tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-3a).
//!
//! A feature describes its document as a [`Sheet`], with every string formatted. This module lays
//! it out, breaks it into pages and writes the PDF, without I/O or a clock: the same sheet gives
//! the same bytes. Lengths are in points, 72 to an inch.

mod color;
mod face;
mod factur_x;
mod foot;
mod galley;
mod letters;
mod opening;
mod press;
mod printed;
mod scripts;
mod section;
mod shaping;
mod style;
mod table;
mod text;
mod totals;

#[cfg(test)]
pub mod pages;
#[cfg(test)]
mod tests;

pub use face::Typeface;
pub use letters::clean;
pub use printed::Printed;
pub use scripts::Script;
pub use section::{Block, Section};
pub use table::{Column, Table};
pub use text::Run;
pub use totals::{Rank, Total};

use crate::{error::Error, kit::report::Report};
use std::fmt;

/// The content of a document, from top to bottom. Empty parts are left out with their headings.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub paper: Paper,
    /// The language of the document, such as `en` or `pt-BR`; English if it is not a language tag.
    pub language: String,
    pub letterhead: Letterhead,
    pub headline: Headline,
    /// The parties, two side by side.
    pub parties: Vec<Party>,
    /// Names and values, such as a number, a date, a reference, in columns below the parties.
    pub facts: Vec<(String, String)>,
    pub sections: Vec<Section>,
    /// The footer of every page, at most three lines, beside `Page 1 of 2`.
    pub footer: String,
    /// UTC milliseconds. It is in the metadata of the file and not on the pages.
    pub created_at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Letter,
    A4,
}

/// The letterhead: the logo, or a tile with the initial in the brand color; the name and the contact details.
#[derive(Debug, Clone)]
pub struct Letterhead {
    /// The name. It is also in the header of every page but the first, and the author of the file.
    pub name: String,
    /// The brand color, such as `#155b6b`; black if it is not a color.
    pub brand: String,
    /// The logo as a PNG or JPEG file. Anything else is left out, and the tile is shown.
    pub logo: Option<Vec<u8>>,
    /// Whether it is in black, without logo and tile.
    pub is_plain: bool,
}

impl Letterhead {
    /// The letterhead in the template of a document. Its logo is read when it is printed.
    pub fn new(name: &str, brand: &str, report: Report) -> Self {
        let is_plain = report == Report::Plain;
        let brand = if is_plain { "#000000".to_owned() } else { format!("#{brand}") };
        Self { name: name.to_owned(), brand, logo: None, is_plain }
    }
}

/// The title of the document, its state and its amount.
#[derive(Debug, Clone)]
pub struct Headline {
    /// The title with its number, such as `Invoice 2026-0141`. It is also in the header of every
    /// page but the first, and the title of the file.
    pub title: String,
    /// The state below the title, such as `Partly paid`.
    pub state: String,
    /// The most important amount, at the right of the title.
    pub figure: Option<Figure>,
}

/// An amount and its label: `USD 73,168.22`, `Outstanding balance`.
#[derive(Debug, Clone)]
pub struct Figure {
    pub amount: String,
    pub label: String,
}

#[derive(Debug, Clone)]
pub struct Party {
    /// Their role, such as `From` or `Bill to`.
    pub role: String,
    pub name: String,
    /// The lines of their address.
    pub lines: Vec<String>,
}

/// Why the PDF could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The given bytes are not fonts.
    Fonts,
    /// The document would not conform to its standards.
    Refused(String),
}

impl Paper {
    /// What offices use where this time zone is kept: Letter in North and Central America, A4 elsewhere.
    pub fn in_zone(zone: &str) -> Self {
        const A4_IN_AMERICA: [&str; 16] = [
            "Argentina/",
            "Asuncion",
            "Bahia",
            "Belem",
            "Buenos_Aires",
            "Cayenne",
            "Cuiaba",
            "Fortaleza",
            "Guayaquil",
            "La_Paz",
            "Lima",
            "Manaus",
            "Montevideo",
            "Nuuk",
            "Recife",
            "Sao_Paulo",
        ];
        match zone.strip_prefix("America/") {
            Some(city) if !A4_IN_AMERICA.iter().any(|it| city.starts_with(it)) => Self::Letter,
            None if matches!(zone, "Pacific/Honolulu" | "Asia/Manila") => Self::Letter,
            _ => Self::A4,
        }
    }

    /// The width and the height.
    fn size(self) -> (f32, f32) {
        match self {
            Self::Letter => (612.0, 792.0),
            Self::A4 => (595.28, 841.89),
        }
    }
}

impl Sheet {
    /// The bytes of the PDF, with as many pages as it needs, and with this Factur-X inside.
    ///
    /// [`Fault::Refused`] if the result would not conform to its standards. Text never causes that:
    /// characters that PDF/A forbids are left out, and those that the typeface lacks are shown as a
    /// box.
    pub fn print(&self, typeface: &Typeface, data: Option<&str>) -> Result<Vec<u8>, Fault> {
        let label = press::Label {
            title: self.title(),
            author: letters::clean(&self.letterhead.name),
            language: language(&self.language),
            created_at: self.created_at,
        };
        press::print(self.galley(typeface), self.paper, label, data)
    }

    /// A script whose fonts the document needs and which have not been read yet. When they have, there may be
    /// another.
    pub fn lacks(&self, typeface: &Typeface) -> Option<Script> {
        let typeface = typeface.writing(self.texts());
        self.texts().find_map(|text| typeface.lacks(text))
    }

    /// Every text of the document.
    fn texts(&self) -> impl Iterator<Item = &str> + Clone {
        let headline = &self.headline;
        let figure = headline.figure.iter().flat_map(|it| [&it.amount, &it.label]);
        let parties =
            self.parties.iter().flat_map(|it| [&it.role, &it.name].into_iter().chain(&it.lines));
        let facts = self.facts.iter().flat_map(|(name, value)| [name, value]);
        let own = [&self.letterhead.name, &headline.title, &headline.state, &self.footer];
        let all = own.into_iter().chain(figure).chain(parties).chain(facts).map(String::as_str);
        all.chain(self.sections.iter().flat_map(Section::texts))
    }

    /// Lays out every page.
    fn galley(&self, typeface: &Typeface) -> galley::Galley {
        let typeface = &typeface.writing(self.texts());
        let foot = foot::Foot::measured(&self.footer, typeface, self.paper);
        let mut galley = galley::Galley::new(*typeface, self.paper.size(), foot.height);
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

    /// The document's title, never empty and of limited length.
    fn title(&self) -> String {
        let given = [&self.headline.title, &self.letterhead.name].map(|it| letters::clean(it));
        let title = given.iter().map(|it| it.trim()).find(|it| !it.is_empty());
        title.unwrap_or("Document").chars().take(200).collect()
    }
}

/// A language tag that a validator accepts; English if it is not one.
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
