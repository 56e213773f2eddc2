//! Passwords that are tried first: those many people have, and those made of one in a way many do.

/// Of twelve characters and more, in lower case, sorted.
const REFUSED: &str = include_str!("refused.txt");
/// Shorter ones without the digits and marks at their ends, which are put to use again with others.
const STEMS: &str = include_str!("stems.txt");

/// Keys that lie side by side, letters and digits in their order, and rows typed in turns.
const RUNS: [&str; 12] = [
    "1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiopü",
    "azertyuiop",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.",
    "qazwsxedcrfvtgbyhnujm",
];

/// Whether it is one of those.
pub fn is_guessable(password: &str) -> bool {
    let whole = password.to_lowercase();
    let core = whole.trim_matches(|c: char| !c.is_alphabetic());
    let plain = plain(&whole);
    let cores = [
        core,
        plain.trim_matches(|c: char| !c.is_alphabetic()),
        whole.trim_end_matches(|c: char| !c.is_alphabetic()),
    ];
    is_listed(REFUSED, &whole)
        || is_repeated(&whole)
        || is_typed_in_rows(&whole)
        || cores.into_iter().filter(|it| it.chars().count() > 3).any(|it| {
            is_listed(STEMS, it)
                || is_listed(REFUSED, it)
                || is_repeated(it)
                || is_typed_in_rows(it)
        })
}

/// Files end in a line's end, so that their last line is empty and sorts nowhere: it is left out.
fn is_listed(list: &str, word: &str) -> bool {
    let lines: Vec<&str> = list.trim_end().lines().collect();
    lines.binary_search(&word).is_ok()
}

/// With letters for the digits and marks that stand in for them.
fn plain(word: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    // Those at the end are a year or a mark, and stand for no letter.
    let kept = word.trim_end_matches(|c: char| !c.is_alphabetic());
    kept.chars().map(letter).collect()
}

/// Whether it is a piece of at most half its length, over and over, or of three characters in all.
fn is_repeated(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let mut kinds = chars.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let repeats =
        |period: usize| chars.iter().zip(chars.iter().skip(period)).all(|(one, next)| one == next);
    chars.len() > 5 && (kinds.len() <= 3 || (1..=chars.len() / 2).any(repeats))
}

/// Whether it is nothing but runs of three keys or more, there or back.
fn is_typed_in_rows(word: &str) -> bool {
    let runs: Vec<String> = RUNS
        .iter()
        .flat_map(|run| [(*run).to_owned(), run.chars().rev().collect::<String>()])
        .collect();
    let mut rest = word;
    while !rest.is_empty() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let longest = ends
            .take(40)
            .filter(|end| {
                rest.get(..*end).is_some_and(|it| runs.iter().any(|run| run.contains(it)))
            })
            .last();
        match longest.and_then(|end| rest.split_at_checked(end)) {
            Some((run, after)) if run.chars().count() >= 3 => rest = after,
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_have_is_refused() {
        for password in [
            "123456789012",
            "1234567890123",
            "password1234",
            "password12345",
            "Password2024!",
            "P@ssw0rd12345",
            "qwertyuiop12",
            "qwerty123456",
            "qwertyqwerty12",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "zxcvbnmasdfgh",
            "iloveyou2024",
            "sunshine1234",
            "princess12345",
            "football2023!",
            "letmein123456",
            "welcome12345!",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "abcdefghijkl",
            "qazwsxedcrfv",
            "monkeymonkey",
            "motherfucker",
            "1234abcd1234",
        ] {
            assert!(is_guessable(password), "{password}");
        }
    }

    #[test]
    fn a_sentence_is_not() {
        for password in [
            "a heron at dawn",
            "nine geese over the bay",
            "a quiet evening at home",
            "correct horse battery staple",
            "Zürich, 14 Mai, Regen",
            "ночь улица фонарь аптека",
            "🛩️🛩️ over the alps 🏔️",
            "kV9#mq2Lw8zT",
            "a long sentence",
        ] {
            assert!(!is_guessable(password), "{password}");
        }
    }

    #[test]
    fn the_lists_are_long_sorted_and_in_lower_case() {
        for (list, shortest) in [(REFUSED, 12), (STEMS, 5)] {
            let lines: Vec<&str> = list.trim_end().lines().collect();
            assert!(lines.len() > 1_000 && lines.is_sorted(), "{}", lines.len());
            assert!(lines.iter().all(|it| it.len() >= shortest && *it == it.to_lowercase()));
        }
        assert!(REFUSED.len() + STEMS.len() <= 60 * 1_024);
    }
}
