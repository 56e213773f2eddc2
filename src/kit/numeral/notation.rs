//! The characters and marks that numbers are written with.
use crate::kit::visible;

/// The digits before and after the decimal mark.
pub struct Decimal {
    pub whole: String,
    pub part: String,
}

/// A number without its affixes, as far as it is certain.
pub enum Shape {
    Certain(Decimal),
    /// One to three digits, a point or comma, three digits: either grouped or with decimals.
    Either {
        grouped: Decimal,
        decimal: Decimal,
    },
}

/// The ASCII character for one that means the same. None for characters that cannot be seen.
pub fn plain(c: char) -> Option<char> {
    // The zeros of Arabic, Persian, Devanagari, Bengali and Thai digits.
    const ZEROS: [u32; 5] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
    let code = u32::from(c);
    let digit = ZEROS.into_iter().filter_map(|zero| code.checked_sub(zero)).find(|n| *n < 10);
    if let Some(digit) = digit {
        return char::from_digit(digit, 10);
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(code - 0xfee0).and_then(plain),
        '\u{ffe5}' => Some('¥'),
        '\u{ffe1}' => Some('£'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2032}' | '´' | '`' | '\u{66c}' => Some('\''),
        c if visible::is_invisible(c) => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// The Arabic decimal mark, which never groups digits.
const MARK: char = '\u{66b}';
const SEPARATORS: [char; 5] = ['.', ',', ' ', '\'', MARK];

/// The sign, the words beside the number, and the number itself.
pub fn apart(text: &str) -> Option<(i64, Vec<String>, String)> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())?;
    let (before, body, after) =
        (text.get(..first)?, text.get(first..=last)?, text.get(last + 1..)?);
    // ".50" begins with its decimal mark; in "Rs.50" the point belongs to the word.
    let is_decimal = |rest: &&str| !rest.ends_with(char::is_alphabetic);
    let (before, body) = match before.strip_suffix(['.', ',', MARK]).filter(is_decimal) {
        Some(rest) => (rest, format!(".{body}")),
        None => (before, body.to_owned()),
    };
    // A closing "1,250.–" says that there are no cents.
    let after = after.strip_prefix(['.', ',']).map_or(after, |rest| rest.trim_start_matches('-'));
    let count = |text: &str, c: char| text.matches(c).count();
    let is_enclosed = match (count(before, '('), count(after, ')')) {
        (0, 0) => false,
        (1, 1) => true,
        _ => return None,
    };
    let is_negative = match (count(before, '-'), count(before, '+'), is_enclosed) {
        (0, 0 | 1, false) => false,
        (1, 0, false) | (0, 0, true) => true,
        _ => return None,
    };
    let words = [before, after].into_iter().flat_map(|affix| affix.split([' ', '(', ')', '+']));
    let words = words.map(|word| word.trim_matches(['.', '-'])).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_owned).collect();
    let is_trailing = after.contains('-');
    (!is_trailing).then_some((if is_negative { -1 } else { 1 }, words, body))
}

/// Finds the decimal mark of a number that begins and ends with a digit, or begins with the mark.
pub fn shape(body: &str) -> Option<Shape> {
    let body = body.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    let groups: Vec<&str> = body.split(SEPARATORS).collect();
    let marks: Vec<char> = body.chars().filter(|c| SEPARATORS.contains(c)).collect();
    let has_only_digits = |group: &&str| group.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(has_only_digits) || groups.iter().skip(1).any(|it| it.is_empty()) {
        return None;
    }
    let Some((last, earlier)) = marks.split_last() else {
        return Some(Shape::Certain(Decimal { whole: body, part: String::new() }));
    };
    let (part, whole) = groups.split_last()?;
    let times = |mark: char| marks.iter().filter(|it| **it == mark).count();
    let is_decimal = match last {
        &MARK => true,
        '.' | ',' => times(*last) == 1,
        _ => false,
    };
    if !is_decimal {
        return Some(Shape::Certain(Decimal {
            whole: joined(&groups, &marks)?,
            part: String::new(),
        }));
    }
    let decimal = Decimal { whole: joined(whole, earlier)?, part: (*part).to_owned() };
    let may_group = *last != MARK && earlier.is_empty() && !decimal.whole.starts_with('0');
    match joined(&groups, &marks).filter(|_| may_group) {
        Some(whole) => {
            Some(Shape::Either { grouped: Decimal { whole, part: String::new() }, decimal })
        }
        None => Some(Shape::Certain(decimal)),
    }
}

/// The digits of groups of three, or of Indian groups such as 12,34,567, that one mark separates.
fn joined(groups: &[&str], marks: &[char]) -> Option<String> {
    let (first, rest) = groups.split_first()?;
    let Some(mark) = marks.first() else {
        // Nothing before the decimal mark, as in ".50".
        return Some(if first.is_empty() { "0".to_owned() } else { (*first).to_owned() });
    };
    let (end, middle) = rest.split_last()?;
    let is_western = (1..=3).contains(&first.len()) && middle.iter().all(|it| it.len() == 3);
    let is_indian = (1..=2).contains(&first.len())
        && !middle.is_empty()
        && middle.iter().all(|it| it.len() == 2)
        && *mark == ',';
    let is_grouped = end.len() == 3 && (is_western || is_indian);
    (is_grouped && *mark != MARK && marks.iter().all(|it| it == mark)).then(|| groups.concat())
}
