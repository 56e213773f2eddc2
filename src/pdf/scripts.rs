//! The scripts that have fonts of their own. These are large, and read only for documents that need them.

use std::sync::OnceLock;

use krilla::text::Font;
use skrifa::FontRef;

use super::Fault;
use super::style::Weight;

/// A script, or for Han characters the country whose way of writing them a font follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Hebrew,
    Arabic,
    Devanagari,
    Thai,
    Japanese,
    Korean,
    Chinese,
}

/// A font with what shapes its text.
pub(super) struct Shaped {
    pub font: Font,
    pub shaper: rustybuzz::Face<'static>,
}

impl Shaped {
    pub fn parse(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.into(), 0)?;
        Some(Self { font, shaper: rustybuzz::Face::from_slice(bytes, 0)? })
    }

    /// The glyph of a space.
    pub fn space(&self) -> Option<u32> {
        self.shaper.glyph_index(' ').map(|it| u32::from(it.0))
    }

    pub fn has(&self, letter: char) -> bool {
        self.shaper.glyph_index(letter).is_some()
    }
}

/// The fonts of a script: the regular one, and the bold one where there is one.
struct Fonts {
    regular: Shaped,
    bold: Option<Shaped>,
}

/// The fonts that this isolate has read.
static KEPT: [OnceLock<Fonts>; 7] = [const { OnceLock::new() }; 7];

impl Script {
    /// The paths of its fonts: regular, and bold. The large ones have one weight for both.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::Hebrew => &["/assets/fonts/hebrew-400.ttf", "/assets/fonts/hebrew-600.ttf"],
            Self::Arabic => &["/assets/fonts/arabic-400.ttf", "/assets/fonts/arabic-600.ttf"],
            Self::Devanagari => {
                &["/assets/fonts/devanagari-400.ttf", "/assets/fonts/devanagari-600.ttf"]
            }
            Self::Thai => &["/assets/fonts/thai-400.ttf", "/assets/fonts/thai-600.ttf"],
            Self::Japanese => &["/assets/fonts/japanese-400.ttf"],
            Self::Korean => &["/assets/fonts/korean-400.ttf"],
            Self::Chinese => &["/assets/fonts/chinese-400.ttf"],
        }
    }

    fn place(self) -> Option<&'static OnceLock<Fonts>> {
        KEPT.get(self as usize)
    }

    /// Whether its fonts have been read.
    pub(super) fn is_kept(self) -> bool {
        self.fonts().is_some()
    }

    fn fonts(self) -> Option<&'static Fonts> {
        self.place()?.get()
    }

    /// The font of a weight, if it was read.
    pub(super) fn font(self, weight: Weight) -> Option<&'static Shaped> {
        let fonts = self.fonts()?;
        match weight {
            Weight::Regular => Some(&fonts.regular),
            Weight::Bold => Some(fonts.bold.as_ref().unwrap_or(&fonts.regular)),
        }
    }

    /// Keeps the fonts of [`Script::files`] for the life of the isolate.
    ///
    /// [`Fault::Fonts`] if the bytes are not fonts.
    pub fn keep(self, files: Vec<Vec<u8>>) -> Result<(), Fault> {
        let place = self.place().ok_or(Fault::Fonts)?;
        if place.get().is_some() {
            return Ok(());
        }
        // Checked before the bytes are leaked, so that a broken file does not leak memory on every attempt.
        for bytes in &files {
            FontRef::from_index(bytes, 0).map_err(|_| Fault::Fonts)?;
        }
        let mut fonts = files.into_iter().map(|it| Shaped::parse(it.leak()).ok_or(Fault::Fonts));
        let regular = fonts.next().ok_or(Fault::Fonts)??;
        let bold = fonts.next().transpose()?;
        place.get_or_init(|| Fonts { regular, bold });
        Ok(())
    }

    /// The scripts whose fonts may have a letter, the best first. `han` is the one for Han characters.
    pub(super) fn of(letter: char, han: Self) -> &'static [Self] {
        const HAN: [&[Script]; 3] = [
            &[Script::Japanese, Script::Chinese, Script::Korean],
            &[Script::Korean, Script::Chinese, Script::Japanese],
            &[Script::Chinese, Script::Japanese, Script::Korean],
        ];
        match letter {
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => &[Self::Hebrew],
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => &[Self::Arabic],
            '\u{900}'..='\u{97f}' | '\u{1cd0}'..='\u{1cff}' | '\u{a8e0}'..='\u{a8ff}' => {
                &[Self::Devanagari]
            }
            '\u{e00}'..='\u{e7f}' => &[Self::Thai],
            _ if is_kana(letter) => &[Self::Japanese],
            _ if is_hangul(letter) => &[Self::Korean],
            _ if is_han(letter) => match han {
                Self::Japanese => HAN[0],
                Self::Korean => HAN[1],
                _ => HAN[2],
            },
            _ => &[],
        }
    }

    /// How Han characters are written in a document: as in the language that its other letters tell.
    pub(super) fn of_han<'t>(mut texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        if texts.clone().any(|it| it.contains(is_kana)) {
            Self::Japanese
        } else if texts.any(|it| it.contains(is_hangul)) {
            Self::Korean
        } else {
            Self::Chinese
        }
    }
}

fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
}

fn is_hangul(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

fn is_han(letter: char) -> bool {
    matches!(letter,
        '\u{2e80}'..='\u{303f}' | '\u{3100}'..='\u{312f}' | '\u{3190}'..='\u{31ef}' | '\u{3200}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff65}' | '\u{ffa0}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a line may end between two letters, as in Chinese and Japanese, which have no spaces.
pub(super) fn may_break(before: char, after: char) -> bool {
    const NOT_FIRST: &str =
        "、。，．・：；？！）」』】〕〉》’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々";
    const NOT_LAST: &str = "（「『【〔〈《‘“";
    let is_wide = |it: char| is_han(it) || is_kana(it);
    is_wide(before) && is_wide(after) && !NOT_FIRST.contains(after) && !NOT_LAST.contains(before)
}

/// Whether letters of this script join, so that what keeps them apart or together is kept.
pub(super) fn joins(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{dff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// Whether a letter is set one glyph after the other, from left to right, as Latin, Greek and Cyrillic are.
pub(super) fn is_simple(letter: char) -> bool {
    matches!(letter, '\0'..='\u{58f}' | '\u{1e00}'..='\u{200a}' | '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{2bff}')
}
