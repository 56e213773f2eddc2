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

/// How airports are looked for by the beginnings of their words.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The longest word, as most airports lack it.
    pub word: Option<String>,
    /// Words that must begin like this as well.
    pub others: Vec<String>,
    /// Several words in the order in which a name may begin with them.
    pub beginning: Option<String>,
}

impl Search {
    /// By the words before a comma, as a state or country may follow it. At most four are used.
    pub fn of(typed: &str) -> Self {
        let words = words_before_a_comma(typed);
        let beginning = (words.len() > 1).then(|| words.join(" "));
        let mut used: Vec<String> =
            words.into_iter().filter(|word| word.len() > 1).take(4).collect();
        let longest = (0..used.len()).max_by_key(|i| used.get(*i).map_or(0, String::len));
        let word = longest.map(|i| used.swap_remove(i));
        let beginning = beginning.filter(|_| word.is_some());
        Self { word, others: used, beginning }
    }
}

fn words_before_a_comma(typed: &str) -> Vec<String> {
    typed.split(',').map(canonical).find(|words| !words.is_empty()).unwrap_or_default()
}

/// Whether a text looks like a code: a single word of up to four letters or digits. It is a code or
/// a whole name, and never the beginning of one.
pub fn is_like_a_code(typed: &str) -> bool {
    let words = words_before_a_comma(typed);
    let mut used = words.iter().filter(|word| word.len() > 1);
    matches!((used.next(), used.next()), (Some(only), None) if only.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_form_in_which_a_list_of_airports_is_loaded() {
        let cases = include_str!("../../tests/fixtures/canonical.json");
        let cases: Vec<(String, String)> = serde_json::from_str(cases).unwrap();
        for (typed, stored) in &cases {
            assert_eq!(&canonical(typed).join(" "), stored, "{typed}");
        }
        for word in FILLERS.iter().copied().chain(SAME.iter().map(|(it, _)| *it)) {
            let has = |(typed, _): &(String, String)| {
                text::folded(typed).split(|c: char| !c.is_ascii_alphanumeric()).any(|it| it == word)
            };
            assert!(cases.iter().any(has), "no case has {word}");
        }
    }

    #[test]
    fn the_longest_word_before_a_comma_is_looked_for_first() {
        let search = |typed: &str| {
            let Search { word, others, beginning } = Search::of(typed);
            (word.unwrap_or_default(), others.join(" "), beginning.unwrap_or_default())
        };
        let found = |all: [&str; 3]| (all[0].to_owned(), all[1].to_owned(), all[2].to_owned());
        assert_eq!(search("San Jose, CA"), found(["jose", "san", "san jose"]));
        assert_eq!(search("Teterb"), found(["teterb", "", ""]));
        assert_eq!(search("x"), found(["", "", ""]));
        assert_eq!(search("x y, z"), found(["", "", ""]));
    }
}
