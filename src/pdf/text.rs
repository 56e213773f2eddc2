//! Text: runs of it, and breaking them into lines.

use super::face::Typeface;
use super::letters::{clean, is_mark};
use super::scripts::may_break;
use super::shaping::{Fragment, is_plain, is_rtl};
use super::style::{BODY, LARGE, SMALL, Style};

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
            let is_rtl = is_rtl(&text);
            for (mut word, is_apart) in words(&text) {
                spaced |= is_apart;
                if word.is_empty() {
                    continue;
                }
                let gap = if spaced { " " } else { "" };
                let space = self.width(gap, *style);
                if !line.pieces.is_empty() {
                    let wide = self.width(word, *style);
                    if line.width + space + wide <= width {
                        line.add(word, (*style, is_rtl), gap, space + wide);
                        spaced = false;
                        continue;
                    }
                    lines.push(std::mem::take(&mut line));
                }
                while let Some((head, tail)) = self.cut(word, *style, width) {
                    line.add(head, (*style, is_rtl), "", 0.0);
                    lines.push(std::mem::take(&mut line));
                    word = tail;
                }
                line.add(word, (*style, is_rtl), "", self.width(word, *style));
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
        if !is_plain(word) {
            return self.cut_between(word, style, width);
        }
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

    /// The same for a word whose letters join: it is measured as a whole up to each letter.
    fn cut_between<'w>(
        &self,
        word: &'w str,
        style: Style,
        width: f32,
    ) -> Option<(&'w str, &'w str)> {
        if self.width(word, style) <= width {
            return None;
        }
        let ends = word.char_indices().skip(1).filter(|(_, letter)| !is_mark(*letter));
        let ends: Vec<usize> = ends.map(|(at, _)| at).collect();
        let is_short =
            |end: &usize| word.get(..*end).is_some_and(|it| self.width(it, style) <= width);
        let fitting = ends.partition_point(is_short);
        let end = ends.get(fitting.saturating_sub(1))?;
        word.split_at_checked(*end)
    }

    /// Sets the width of a line.
    fn place(&self, line: &mut Line) {
        line.width = self.fragments(line).iter().map(Fragment::width).sum();
    }
}

/// The words of a text, each with whether a space stands before it. Where a script has no spaces, a word is what
/// stays on one line.
fn words(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split(' ').enumerate().flat_map(|(index, word)| {
        let mut rest = Some(word);
        let mut is_apart = index > 0;
        std::iter::from_fn(move || {
            let word = rest?;
            let ends = word.char_indices().zip(word.chars().skip(1));
            let mut ends = ends.filter(|((_, before), after)| may_break(*before, *after));
            let end = ends.next().map(|((at, before), _)| at + before.len_utf8());
            let cut = end.and_then(|end| word.split_at_checked(end));
            rest = cut.map(|(_, tail)| tail);
            let apart = std::mem::take(&mut is_apart);
            Some((cut.map_or(word, |(head, _)| head), apart))
        })
    })
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

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub style: Style,
    /// Whether the run that it is of runs from right to left. Runs themselves follow each other from left to right.
    pub is_rtl: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// In the order in which they are read.
    pub pieces: Vec<Piece>,
    pub width: f32,
    /// The space before the first piece.
    pub indent: f32,
}

impl Line {
    /// A line of one piece that is not placed yet.
    pub fn of(text: &str, style: Style) -> Self {
        let piece = Piece { text: text.to_owned(), style, is_rtl: is_rtl(text) };
        Self { pieces: vec![piece], ..Self::default() }
    }

    fn add(&mut self, word: &str, (style, is_rtl): (Style, bool), gap: &str, wide: f32) {
        self.width += wide;
        let piece = |text: String| Piece { text, style, is_rtl };
        match self.pieces.last_mut() {
            Some(last) if last.style == style && last.is_rtl == is_rtl => {
                last.text.push_str(gap);
                last.text.push_str(word);
            }
            // A space belongs to what runs from left to right, or it would stand at the other side of its neighbor.
            Some(last) if !last.is_rtl => {
                last.text.push_str(gap);
                self.pieces.push(piece(word.to_owned()));
            }
            _ => self.pieces.push(piece(format!("{gap}{word}"))),
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
