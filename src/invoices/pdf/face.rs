//! The typeface: what a run of text looks like, which glyphs it takes, how wide it is.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::kern::{Subtable0, SubtableKind};
use skrifa::{FontRef, MetadataProvider as _};

use super::colour::Colour;
use super::text::{MISSING, is_mark};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// How a run of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub weight: Weight,
    pub size: f32,
    pub colour: Colour,
}

impl Style {
    pub const fn new(weight: Weight, size: f32, colour: Colour) -> Self {
        Self { weight, size, colour }
    }

    /// Large type is set closer, in lines and in letters.
    pub fn leading(self) -> f32 {
        self.size * if self.size > 12.0 { 1.25 } else { 1.45 }
    }

    fn tracking(self) -> f32 {
        if self.size > 12.0 { -0.018 } else { 0.0 }
    }

    /// From the top of a line to its baseline: capitals stand in the middle of the line.
    pub fn rise(self) -> f32 {
        self.leading() / 2.0 + self.size * 0.364
    }
}

/// One weight of the typeface: krilla's handle to draw with, and the tables to measure with.
struct Face<'a> {
    font: Font,
    glyphs: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    kerning: Option<Subtable0<'a>>,
    em: f32,
}

impl<'a> Face<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let font = Font::new(bytes.to_vec().into(), 0)?;
        let tables = FontRef::from_index(bytes, 0).ok()?;
        let kerning = tables.kern().ok().and_then(|kern| {
            kern.subtables().find_map(|subtable| match subtable.ok()?.kind().ok()? {
                SubtableKind::Format0(pairs) => Some(pairs),
                _ => None,
            })
        });
        let em = font.units_per_em();
        (em > 0.0).then(|| Self {
            em,
            font,
            glyphs: tables.charmap(),
            metrics: tables.glyph_metrics(Size::unscaled(), LocationRef::default()),
            kerning,
        })
    }

    /// Glyphs for text of one line, in units of the em. Latin, Greek and Cyrillic need no more than
    /// a glyph a letter, kerning and the odd accent; a shaping engine would be a third of the WASM.
    fn shape(&self, text: &str, tracking: f32) -> Vec<KrillaGlyph> {
        let mut line: Vec<KrillaGlyph> = Vec::with_capacity(text.len());
        let mut before = None;
        for (at, letter) in text.char_indices() {
            let glyph = self
                .glyphs
                .map(letter)
                .or_else(|| self.glyphs.map(MISSING))
                .or_else(|| self.glyphs.map('?'))
                .unwrap_or_default();
            let mut advance = self.metrics.advance_width(glyph).unwrap_or_default() / self.em;
            let mut shift = 0.0;
            if is_mark(letter) && advance == 0.0 {
                let middle =
                    self.metrics.bounds(glyph).map_or(0.0, |b| f32::midpoint(b.x_min, b.x_max));
                let base = line.last().map_or(0.0, |base| base.x_advance);
                shift = -base / 2.0 - middle / self.em;
            } else {
                advance += tracking;
                if let (Some(before), Some(last), Some(pairs)) =
                    (before, line.last_mut(), &self.kerning)
                {
                    let units = pairs.kerning(before, glyph).unwrap_or_default();
                    last.x_advance += f32::from(i16::try_from(units).unwrap_or_default()) / self.em;
                }
                before = Some(glyph);
            }
            line.push(KrillaGlyph::new(
                GlyphId::new(glyph.to_u32()),
                advance,
                shift,
                0.0,
                0.0,
                at..at + letter.len_utf8(),
                None,
            ));
        }
        line
    }
}

/// Both weights.
pub(super) struct Faces<'a> {
    regular: Face<'a>,
    bold: Face<'a>,
}

impl<'a> Faces<'a> {
    pub fn read(regular: &'a [u8], bold: &'a [u8]) -> Option<Self> {
        Some(Self { regular: Face::read(regular)?, bold: Face::read(bold)? })
    }

    fn face(&self, weight: Weight) -> &Face<'a> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub fn font(&self, style: Style) -> Font {
        self.face(style.weight).font.clone()
    }

    pub fn glyphs(&self, text: &str, style: Style) -> Vec<KrillaGlyph> {
        self.face(style.weight).shape(text, style.tracking())
    }

    pub fn width(&self, text: &str, style: Style) -> f32 {
        let ems: f32 = self.glyphs(text, style).iter().map(|glyph| glyph.x_advance).sum();
        ems * style.size
    }
}
