//! Letters: those that PDF/A allows, and what kind they are.

use super::scripts::joins;
use crate::kit::unicode::composed;

/// The glyph shown for a character that the typeface lacks. The text of the PDF keeps the character
/// itself.
pub(super) const MISSING: char = '\u{25a1}';

/// The most combining accents on one letter. More are dropped, since they are not meant seriously
/// and would take unlimited space.
const MARKS: usize = 4;

/// Text as PDF/A allows it: with composed accents, without control and direction marks, with
/// private-use characters shown as missing and breaking white space as one kind of space.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in composed(text).chars() {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        match letter {
            '\u{a0}' | '\u{202f}' => clean.push(letter),
            _ if letter.is_whitespace() => clean.push(' '),
            '\u{200c}' | '\u{200d}' if clean.chars().next_back().is_some_and(joins) => {
                clean.push(letter);
            }
            _ if letter.is_control() || is_ignorable(letter) || marks > MARKS => {}
            _ if is_private(letter) => clean.push(MISSING),
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
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{93c}' | '\u{93e}'..='\u{94f}'
        | '\u{951}'..='\u{957}' | '\u{962}' | '\u{963}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{3099}' | '\u{309a}')
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
