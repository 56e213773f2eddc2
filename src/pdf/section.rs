//! Sections: a heading, and the tables and texts below it.

use std::num::NonZeroU16;

use krilla::tagging::{Tag, kind::Hn};

use super::galley::{Align, Branch, COLUMN_GAP, Galley, height};
use super::letters::{clean, is_blank};
use super::style::{BODY, HEADING, SMALL, Style};
use super::table::Table;
use super::text::Run;

/// The space between sections.
pub(super) const SECTION: f32 = 14.0;
/// The space between a heading and its first block.
const BELOW: f32 = 6.0;
/// The space between the blocks of a section.
const BLOCK: f32 = 12.0;
/// The longest line of text. The next line is hard to find after a longer one.
const MEASURE: f32 = 400.0;

/// A part of the document with a heading, or without one if that is empty. A section whose blocks
/// are empty is left out.
#[derive(Debug, Clone)]
pub struct Section {
    heading: String,
    blocks: Vec<Block>,
    /// The height of its blocks that must fit below the heading. If it does not, both go to the
    /// next page.
    room: f32,
}

/// A block below a heading.
#[derive(Debug, Clone)]
pub enum Block {
    Table(Table),
    /// Lines that belong together, such as an address. Long ones wrap.
    Lines(Vec<String>),
    /// Paragraphs of small print.
    Notes(Vec<String>),
    /// Headings with their lines, side by side. A heading may be empty.
    Columns([(String, Vec<String>); 2]),
}

impl Section {
    /// A section whose heading stays on a page with the header and first row of a table, or with
    /// the first lines of a text.
    pub fn new(heading: &str, blocks: Vec<Block>) -> Self {
        let room = if let Some(Block::Table(_)) = blocks.first() { 60.0 } else { 30.0 };
        Self { heading: heading.to_owned(), blocks, room }
    }

    /// The section, with another height of its blocks that stays with the heading.
    pub fn with_room(self, room: f32) -> Self {
        Self { room, ..self }
    }

    /// Its texts, from top to bottom.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> + Clone {
        std::iter::once(self.heading.as_str()).chain(self.blocks.iter().flat_map(Block::texts))
    }

    pub(super) fn set(&self, galley: &mut Galley) {
        let mut blocks = self.blocks.iter().filter(|block| !block.is_blank()).peekable();
        if blocks.peek().is_none() {
            return;
        }
        galley.skip(SECTION);
        if !is_blank(&self.heading) {
            heading(galley, &self.heading, self.room);
        }
        while let Some(block) = blocks.next() {
            block.set(galley);
            if blocks.peek().is_some() {
                galley.skip(BLOCK);
            }
        }
    }
}

impl Block {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Table(table) => table.texts(),
            Self::Lines(texts) | Self::Notes(texts) => texts.iter().map(String::as_str).collect(),
            Self::Columns(columns) => {
                let texts =
                    columns.iter().flat_map(|(name, lines)| std::iter::once(name).chain(lines));
                texts.map(String::as_str).collect()
            }
        }
    }

    fn is_blank(&self) -> bool {
        match self {
            Self::Table(table) => table.rows.is_empty() && table.totals.is_empty(),
            Self::Lines(texts) | Self::Notes(texts) => texts.iter().all(|text| is_blank(text)),
            Self::Columns(columns) => {
                columns.iter().all(|(_, texts)| texts.iter().all(|text| is_blank(text)))
            }
        }
    }

    fn set(&self, galley: &mut Galley) {
        match self {
            Self::Table(table) => {
                let table = table.set(galley);
                galley.tree.push(table);
            }
            Self::Lines(texts) => paragraphs(galley, texts, BODY, 1.0),
            Self::Notes(texts) => paragraphs(galley, texts, SMALL, 5.0),
            Self::Columns(texts) => columns(galley, texts),
        }
    }
}

fn paragraphs(galley: &mut Galley, texts: &[String], style: Style, gap: f32) {
    for text in texts {
        let paragraph = galley.paragraph(&[Run::new(text, style)], MEASURE);
        if !paragraph.kids.is_empty() {
            galley.tree.push(paragraph);
            galley.skip(gap);
        }
    }
}

/// Sets headings with their lines side by side; one without lines is left out, and so is an empty heading.
fn columns(galley: &mut Galley, texts: &[(String, Vec<String>); 2]) {
    let width = (galley.width - COLUMN_GAP) / 2.0;
    let filled = texts.iter().filter(|(_, lines)| !lines.iter().all(|line| is_blank(line)));
    let filled: Vec<_> = filled.zip([0.0, width + COLUMN_GAP]).collect();
    let mut cells = Vec::new();
    for ((name, lines), x) in &filled {
        let mut cell = galley.cell(*x, width, Align::Left, &[Run::new(name, HEADING)]);
        for line in lines {
            cell.lines.extend(galley.typeface.wrap(&[Run::new(line, BODY)], width));
        }
        cells.push(cell);
    }
    galley.need(height(&cells));
    for ((name, _), _) in filled.iter().filter(|((name, _), _)| !is_blank(name)) {
        galley.announce(name);
    }
    for (((name, _), _), leaves) in filled.iter().zip(galley.row(cells, &|_| {})) {
        let mut leaves = leaves.into_iter();
        if !is_blank(name) {
            galley.tree.push(Branch::of(heading_tag(name), leaves.next()));
        }
        galley.tree.push(Branch::of(Tag::P, leaves));
    }
}

/// Sets a section's heading, with room below it for the beginning of its blocks.
fn heading(galley: &mut Galley, name: &str, room: f32) {
    galley.need(HEADING.leading() + BELOW + room);
    galley.announce(name);
    let cell = galley.cell(0.0, galley.width, Align::Left, &[Run::new(name, HEADING)]);
    let leaves: Vec<usize> = galley.row(vec![cell], &|_| {}).into_iter().flatten().collect();
    galley.tree.push(Branch::of(heading_tag(name), leaves));
    galley.skip(BELOW);
}

/// The tag of a heading of the second level. The title has the first.
pub(super) fn heading_tag(name: &str) -> Tag<Hn> {
    let second = NonZeroU16::MIN.saturating_add(1);
    Tag::Hn(second, Some(clean(name)))
}
