//! The form in which names of airports are compared: what people write differently is the same.
use crate::kit::text;

/// Words that are written or left out at will.
const FILLERS: [&str; 12] = [
    "airport",
    "aerodrome",
    "airfield",
    "flughafen",
    "aeroport",
    "aeroporto",
    "aeropuerto",
    "international",
    "intl",
    "the",
    "and",
    "apt",
];

/// Words that are written in several ways, and the one that is stored.
const SAME: [(&str, &str); 6] = [
    ("saint", "st"),
    ("sainte", "st"),
    ("sankt", "st"),
    ("sint", "st"),
    ("ft", "fort"),
    ("mt", "mount"),
];

/// The words of a text in lower case without accents, points and apostrophes: "St. John's Airport"
/// is `st` and `johns`. The names in the database have this form.
pub fn canonical(typed: &str) -> Vec<String> {
    let folded: String =
        text::folded(typed).chars().filter(|c| !".'\u{2019}\u{2018}`".contains(*c)).collect();
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let words: Vec<&str> = words
        .map(|word| SAME.iter().find(|(it, _)| *it == word).map_or(word, |(_, it)| it))
        .collect();
    let kept: Vec<&str> = words.iter().filter(|it| !FILLERS.contains(it)).copied().collect();
    let kept = if kept.is_empty() { words } else { kept };
    kept.into_iter().map(str::to_owned).collect()
}

/// The names that a text may begin with: its first word, its first two, and so on.
pub fn beginnings(typed: &str) -> Vec<String> {
    const MOST_WORDS: usize = 10;
    let words = canonical(typed);
    (1..=words.len().min(MOST_WORDS))
        .map(|end| words.get(..end).unwrap_or_default().join(" "))
        .collect()
}

/// The words to look for airports by that have words beginning with them: those before a comma, as
/// a state or country may follow it. At most four are used.
pub fn prefixes(typed: &str) -> Vec<String> {
    let mut parts = typed.split(',').map(canonical);
    let words = parts.find(|words| !words.is_empty()).unwrap_or_default();
    words.into_iter().filter(|word| word.len() > 1).take(4).collect()
}

/// Whether a text looks like a code: a single word of up to four letters or digits. It is a code or
/// a whole name, and never the beginning of one.
pub fn is_like_a_code(typed: &str) -> bool {
    matches!(prefixes(typed).as_slice(), [only] if only.len() <= 4)
}
