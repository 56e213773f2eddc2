//! The typeface: the glyphs and the width of a run of text.

use std::sync::OnceLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::kern::{Subtable0, SubtableKind};
use skrifa::{FontRef, MetadataProvider as _};

use super::Fault;
use super::letters::{MISSING, is_mark};
use super::scripts::{Script, Shaped};
use super::shaping::{Fragment, is_plain};
use super::style::{Style, Weight};
use super::text::Line;

/// The letters whose glyphs are looked up once: up to the end of Latin Extended-B.
const COMMON: u32 = 0x250;

/// The glyph of a letter, and its advance in units of the em.
type Measured = (skrifa::GlyphId, f32);

/// One weight of the typeface: the font for drawing, what shapes it beside other scripts, and the tables for measuring.
struct Face {
    shaped: Shaped,
    common: Vec<Measured>,
    glyphs: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    kerning: Option<Subtable0<'static>>,
    em: f32,
}

impl Face {
    fn parse(bytes: &'static [u8]) -> Option<Self> {
        let shaped = Shaped::parse(bytes)?;
        let tables = FontRef::from_index(bytes, 0).ok()?;
        let kerning = tables.kern().ok().and_then(|kern| {
            kern.subtables().find_map(|subtable| match subtable.ok()?.kind().ok()? {
                SubtableKind::Format0(pairs) => Some(pairs),
                _ => None,
            })
        });
        let em = shaped.font.units_per_em();
        let mut face = Self {
            em,
            shaped,
            common: Vec::new(),
            glyphs: tables.charmap(),
            metrics: tables.glyph_metrics(Size::unscaled(), LocationRef::default()),
            kerning,
        };
        face.common = (0..COMMON).filter_map(char::from_u32).map(|it| face.measured(it)).collect();
        (em > 0.0).then_some(face)
    }

    fn measured(&self, letter: char) -> Measured {
        let glyph = self
            .glyphs
            .map(letter)
            .or_else(|| self.glyphs.map(MISSING))
            .or_else(|| self.glyphs.map('?'))
            .unwrap_or_default();
        (glyph, self.metrics.advance_width(glyph).unwrap_or_default() / self.em)
    }

    /// The glyphs of one line of text, in units of the em. Latin, Greek and Cyrillic need one glyph
    /// per letter and kerning, which takes a fraction of the time of shaping.
    fn shape(&self, text: &str, tracking: f32) -> Vec<KrillaGlyph> {
        let mut line: Vec<KrillaGlyph> = Vec::with_capacity(text.len());
        let mut before = None;
        for (at, letter) in text.char_indices() {
            let known = usize::try_from(u32::from(letter)).ok().and_then(|at| self.common.get(at));
            let (glyph, mut advance) = known.copied().unwrap_or_else(|| self.measured(letter));
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

/// Both weights of the typeface, parsed, and how a document writes Han characters.
#[derive(Clone, Copy)]
pub struct Typeface {
    regular: &'static Face,
    bold: &'static Face,
    pub(super) han: Script,
}

/// The typeface of this isolate, parsed once.
static KEPT: OnceLock<Typeface> = OnceLock::new();

impl Typeface {
    /// The typeface of this isolate, once [`Typeface::keep`] was given its fonts.
    pub fn kept() -> Option<&'static Self> {
        KEPT.get()
    }

    /// Parses two TTF files and keeps them for the life of the isolate; returns the present
    /// typeface if there is one. The fonts are passed in, because within the WASM they would be
    /// larger than the code.
    ///
    /// [`Fault::Fonts`] if the bytes are not fonts.
    pub fn keep(regular: Vec<u8>, bold: Vec<u8>) -> Result<&'static Self, Fault> {
        // Checked before the bytes are leaked, so that a broken file does not leak memory on every
        // attempt.
        for bytes in [&regular, &bold] {
            FontRef::from_index(bytes, 0).map_err(|_| Fault::Fonts)?;
        }
        let typeface = Self::parse(regular.leak(), bold.leak()).ok_or(Fault::Fonts)?;
        Ok(KEPT.get_or_init(|| typeface))
    }

    fn parse(regular: &'static [u8], bold: &'static [u8]) -> Option<Self> {
        let [regular, bold] = [Face::parse(regular)?, Face::parse(bold)?];
        let [regular, bold] = [regular, bold].map(|it| &*Box::leak(Box::new(it)));
        Some(Self { regular, bold, han: Script::Chinese })
    }

    /// The typeface for a document with these texts.
    pub(super) fn writing<'t>(&self, texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        Self { han: Script::of_han(texts), ..*self }
    }

    /// Whether the typeface itself has a letter.
    pub(super) fn has(&self, letter: char) -> bool {
        self.regular.glyphs.map(letter).is_some()
    }

    /// What shapes text of this style beside other scripts.
    pub(super) fn shaped(&self, style: Style) -> &'static Shaped {
        &self.face(style.weight).shaped
    }

    fn face(&self, weight: Weight) -> &'static Face {
        match weight {
            Weight::Regular => self.regular,
            Weight::Bold => self.bold,
        }
    }

    /// The krilla font for a run of this style.
    pub(super) fn font(&self, style: Style) -> Font {
        self.face(style.weight).shaped.font.clone()
    }

    /// Glyphs for text of one line, in units of the em.
    pub(super) fn glyphs(&self, text: &str, style: Style) -> Vec<KrillaGlyph> {
        self.face(style.weight).shape(text, style.tracking())
    }

    /// Width of text on one line, in points.
    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        if !is_plain(text) {
            let line = Line::of(text, style);
            return self.fragments(&line).iter().map(Fragment::width).sum();
        }
        let ems: f32 = self.glyphs(text, style).iter().map(|glyph| glyph.x_advance).sum();
        ems * style.size
    }
}
