//! Text: characters that PDF/A allows, and line breaking.

use super::compose::composed;
use super::face::Typeface;
use super::style::{BODY, LARGE, SMALL, Style};

/// The glyph shown for a character that the typeface lacks. The text of the PDF keeps the character
/// itself.
pub(super) const MISSING: char = '\u{25a1}';

/// The most combining accents on one letter. More are dropped, since they are not meant seriously
/// and would take unlimited space.
const MARKS: usize = 3;

impl Typeface {
    /// The width of runs on one line without wrapping.
    pub(super) fn natural(&self, runs: &[Run]) -> f32 {
        self.wrap(runs, f32::INFINITY).iter().map(|line| line.width).fold(0.0, f32::max)
    }

    /// Breaks text into lines of `width` between words. A word that is wider than a line is broken,
    /// after punctuation if it has some.
    pub(super) fn wrap(&self, runs: &[Run], width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = Line::default();
        let mut spaced = false;
        for Run { text, style } in runs {
            let text = clean(text);
            for (index, word) in text.split(' ').enumerate() {
                spaced |= index > 0;
                let mut word = word;
                if word.is_empty() {
                    continue;
                }
                let gap = if spaced { " " } else { "" };
                let space = self.width(gap, *style);
                if !line.pieces.is_empty() {
                    let wide = self.width(word, *style);
                    if line.width + space + wide <= width {
                        line.add(word, *style, gap, space + wide);
                        spaced = false;
                        continue;
                    }
                    lines.push(std::mem::take(&mut line));
                }
                while let Some((head, tail)) = self.cut(word, *style, width) {
                    line.add(head, *style, "", 0.0);
                    lines.push(std::mem::take(&mut line));
                    word = tail;
                }
                line.add(word, *style, "", self.width(word, *style));
                spaced = false;
            }
        }
        if !line.pieces.is_empty() {
            lines.push(line);
        }
        for line in &mut lines {
            self.place(line);
        }
        lines
    }

    /// The first lines of a text, with an ellipsis if there are more.
    pub(super) fn shortened(&self, mut lines: Vec<Line>, most: usize) -> Vec<Line> {
        let more = lines.len() > most;
        lines.truncate(most);
        if let Some(line) = lines.last_mut().filter(|_| more) {
            if let Some(piece) = line.pieces.last_mut() {
                piece.text.push('…');
            }
            self.place(line);
        }
        lines
    }

    /// The part of a word that fits, and the rest; none if all of it fits.
    fn cut<'w>(&self, word: &'w str, style: Style, width: f32) -> Option<(&'w str, &'w str)> {
        let mut wide = 0.0;
        let (mut fits, mut gentle) = (0, 0);
        for glyph in self.glyphs(word, style) {
            wide += glyph.x_advance * style.size;
            let end = glyph.text_range.end;
            if wide > width {
                // At least one character is taken however narrow the line is; otherwise the loop
                // would not end.
                let end = if gentle * 3 > fits { gentle } else { fits.max(first(word)) };
                return word.split_at_checked(end).filter(|(_, tail)| !tail.is_empty());
            }
            fits = end;
            if word.get(glyph.text_range).is_some_and(|c| "-/@._,–—".contains(c)) {
                gentle = end;
            }
        }
        None
    }

    /// Sets the position of every piece of a line, and the width of the line.
    fn place(&self, line: &mut Line) {
        let mut x = 0.0;
        for piece in &mut line.pieces {
            piece.x = x;
            x += self.width(&piece.text, piece.style);
        }
        line.width = x;
    }
}

fn first(word: &str) -> usize {
    word.chars().next().map_or(0, char::len_utf8)
}

/// A run of text in one style, which is wrapped together with the runs beside it.
#[derive(Debug, Clone)]
pub struct Run {
    text: String,
    style: Style,
}

impl Run {
    /// Body text.
    pub fn body(text: impl Into<String>) -> Self {
        Self::new(text, BODY)
    }

    /// Small, muted text for remarks.
    pub fn small(text: impl Into<String>) -> Self {
        Self::new(text, SMALL)
    }

    /// Large, bold text that identifies a row.
    pub fn large(text: impl Into<String>) -> Self {
        Self::new(text, LARGE)
    }

    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub style: Style,
    /// The distance from the start of the line.
    pub x: f32,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub pieces: Vec<Piece>,
    pub width: f32,
}

impl Line {
    fn add(&mut self, word: &str, style: Style, gap: &str, wide: f32) {
        self.width += wide;
        match self.pieces.last_mut() {
            Some(last) if last.style == style => {
                last.text.push_str(gap);
                last.text.push_str(word);
            }
            Some(last) => {
                last.text.push_str(gap);
                self.pieces.push(Piece { text: word.to_owned(), style, x: 0.0 });
            }
            None => self.pieces.push(Piece { text: word.to_owned(), style, x: 0.0 }),
        }
    }

    fn largest(&self) -> Option<Style> {
        self.pieces.iter().map(|p| p.style).max_by(|a, b| a.size.total_cmp(&b.size))
    }

    pub fn leading(&self) -> f32 {
        self.largest().map_or(0.0, Style::leading)
    }

    pub fn rise(&self) -> f32 {
        self.largest().map_or(0.0, Style::rise)
    }
}

/// Text as PDF/A allows it: with composed accents, without control and direction marks, with
/// private-use characters shown as missing and breaking white space as one kind of space.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in text.chars() {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        match letter {
            '\u{a0}' | '\u{202f}' => clean.push(letter),
            _ if letter.is_whitespace() => clean.push(' '),
            _ if letter.is_control() || is_ignorable(letter) || marks > MARKS => {}
            _ if is_private(letter) => clean.push(MISSING),
            _ if marks > 0 => {
                let together = clean.chars().next_back().and_then(|base| composed(base, letter));
                if together.is_some() {
                    clean.pop();
                }
                clean.push(together.unwrap_or(letter));
            }
            _ => clean.push(letter),
        }
    }
    clean
}

/// Whether the text has no visible character.
pub(super) fn is_blank(text: &str) -> bool {
    clean(text).trim().is_empty()
}

pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}')
}

/// Invisible characters: joiners, direction marks, variation selectors, soft hyphens.
fn is_ignorable(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Private-use characters and noncharacters, which PDF/A forbids.
fn is_private(letter: char) -> bool {
    matches!(letter,
        '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffc}' | '\u{fffd}'
        | '\u{f0000}'..='\u{10ffff}')
        || u32::from(letter) & 0xfffe == 0xfffe
}
