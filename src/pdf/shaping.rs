//! From a line's text to its glyphs: which font has which letter, in which direction it runs, and how letters join.

use std::ops::Range;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{BufferFlags, Direction, UnicodeBuffer};
use unicode_bidi::{Level, ParagraphBidiInfo, get_base_direction};

use super::face::Typeface;
use super::letters::is_mark;
use super::scripts::{Script, Shaped, is_simple};
use super::style::{Style, Weight};
use super::text::{Line, Piece};

/// Glyphs of one font and style, from left to right.
pub(super) struct Fragment {
    pub text: String,
    pub style: Style,
    pub font: Font,
    pub glyphs: Vec<KrillaGlyph>,
}

impl Fragment {
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * self.style.size
    }
}

/// Whether all of the text is set one glyph after the other.
pub(super) fn is_plain(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_simple)
}

/// Whether a text runs from right to left, by its first letter that has a direction.
pub(super) fn is_rtl(text: &str) -> bool {
    !is_plain(text) && get_base_direction(text) == unicode_bidi::Direction::Rtl
}

/// The font that sets a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Base,
    Script(Script),
    /// No font has it: a box is shown.
    Missing,
}

impl Typeface {
    /// The glyphs of a line, from left to right.
    pub(super) fn fragments(&self, line: &Line) -> Vec<Fragment> {
        let mut fragments = Vec::new();
        for piece in &line.pieces {
            if is_plain(&piece.text) {
                fragments.push(self.plain(&piece.text, piece.style));
            } else {
                self.shape(piece, &mut fragments);
            }
        }
        fragments
    }

    /// The glyphs of a piece in which directions may alternate.
    fn shape(&self, piece: &Piece, fragments: &mut Vec<Fragment>) {
        let level = if piece.is_rtl { Level::rtl() } else { Level::ltr() };
        let bidi = ParagraphBidiInfo::new(&piece.text, Some(level));
        let (levels, runs) = bidi.visual_runs(0..piece.text.len());
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
            let text = piece.text.get(run).unwrap_or_default();
            let mut parts: Vec<_> = self
                .settings(text, piece.style.weight)
                .into_iter()
                .filter_map(|(part, setting)| Some((text.get(part)?, setting)))
                .map(|(text, setting)| self.fragment(text, piece.style, setting, is_rtl))
                .collect();
            if is_rtl {
                parts.reverse();
            }
            fragments.extend(parts);
        }
    }

    fn plain(&self, text: &str, style: Style) -> Fragment {
        let glyphs = self.glyphs(text, style);
        Fragment { text: text.to_owned(), style, font: self.font(style), glyphs }
    }

    /// Parts of a text, each with the font that sets it.
    fn settings(&self, text: &str, weight: Weight) -> Vec<(Range<usize>, Setting)> {
        let mut parts: Vec<(Range<usize>, Setting)> = Vec::new();
        for (at, letter) in text.char_indices() {
            let end = at + letter.len_utf8();
            let before = parts.last().map(|it| it.1);
            let setting = self.setting(letter, before, weight);
            match parts.last_mut() {
                Some((range, last)) if *last == setting => range.end = end,
                _ => parts.push((at..end, setting)),
            }
        }
        parts
    }

    fn setting(&self, letter: char, before: Option<Setting>, weight: Weight) -> Setting {
        let has = |script: Script| script.font(weight).is_some_and(|it| it.has(letter));
        // A mark stays with the letter that it stands on, and a joiner with the letters that it joins.
        if let Some(Setting::Script(script)) = before
            && (is_mark(letter) || matches!(letter, '\u{200c}' | '\u{200d}'))
            && (has(script) || !is_mark(letter))
        {
            return Setting::Script(script);
        }
        if self.has(letter) {
            return Setting::Base;
        }
        let scripts = Script::of(letter, self.han).iter();
        scripts.copied().find(|it| has(*it)).map_or(Setting::Missing, Setting::Script)
    }

    fn fragment(&self, text: &str, style: Style, setting: Setting, is_rtl: bool) -> Fragment {
        let shaped = match setting {
            Setting::Base => Some(self.shaped(style)),
            Setting::Script(script) => script.font(style.weight),
            Setting::Missing => None,
        };
        let Some(shaped) = shaped else {
            let mut fragment = self.plain(text, style);
            if is_rtl {
                fragment.glyphs.reverse();
            }
            return fragment;
        };
        let glyphs = shape(text, shaped, is_rtl);
        Fragment { text: text.to_owned(), style, font: shaped.font.clone(), glyphs }
    }

    /// A script of which the text has letters that no font sets yet.
    pub(super) fn lacks(&self, text: &str) -> Option<Script> {
        if is_plain(text) {
            return None;
        }
        text.chars().filter(|it| !is_simple(*it) && !self.has(*it)).find_map(|letter| {
            let scripts = Script::of(letter, self.han).iter().copied();
            let mut scripts =
                scripts.take_while(|it| !it.font(Weight::Regular).is_some_and(|it| it.has(letter)));
            // One that was read and lacks the letter is passed over, and the next is tried.
            scripts.find(|it| !it.is_kept())
        })
    }
}

/// Glyphs in units of the em, from left to right.
fn shape(text: &str, shaped: &Shaped, is_rtl: bool) -> Vec<KrillaGlyph> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    let output = rustybuzz::shape(&shaped.shaper, &[], buffer);
    let clusters: Vec<usize> = output.glyph_infos().iter().map(|it| it.cluster as usize).collect();
    let em = shaped.font.units_per_em().max(1.0);
    let units = |it: i32| f32::from(i16::try_from(it).unwrap_or_default()) / em;
    let mut glyphs: Vec<KrillaGlyph> = Vec::with_capacity(clusters.len());
    let all = output.glyph_infos().iter().zip(output.glyph_positions()).zip(&clusters);
    for ((info, position), start) in all {
        // The letters of a glyph are those up to the next glyph's.
        let end = clusters.iter().copied().filter(|it| it > start).min().unwrap_or(text.len());
        let range = *start..end;
        let glyph = |id, units: [f32; 4]| {
            let [advance, x, y, rise] = units;
            KrillaGlyph::new(GlyphId::new(id), advance, x, y, rise, range.clone(), None)
        };
        let is_first = glyphs.last().is_none_or(|it| it.text_range != range);
        if is_rtl && is_first && position.x_advance == 0 {
            // A mark that comes before its letter stands over the middle of it. Readers of PDFs take that for the
            // letter's edge and find a space before it, so an invisible glyph begins at the edge itself.
            glyphs.extend(shaped.space().map(|id| glyph(id, [0.0; 4])));
        }
        let position =
            [position.x_advance, position.x_offset, position.y_offset, position.y_advance];
        glyphs.push(glyph(info.glyph_id, position.map(units)));
    }
    glyphs
}
