//! Settings that are lists: days, and addresses.
use super::LONGEST_LIST;
use crate::kit::{email::Email, numeral};

/// The days of a list, sorted and without repeats; none where it is not one.
pub fn days(typed: &str, least: i64, most: i64) -> Option<Vec<i64>> {
    const MOST: usize = 6;
    let words = typed.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
    let numbers = words.filter(|it| !it.is_empty()).map(|it| numeral::whole(it, least, most).ok());
    let mut days: Vec<i64> = numbers.collect::<Option<_>>()?;
    days.sort_unstable();
    days.dedup();
    (days.len() <= MOST).then_some(days)
}

/// "1, 7"
pub fn written(days: &[i64]) -> String {
    days.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// The addresses of a list, sorted, in lower case and without repeats. Fails with the complaint about
/// the first entry that is not an address.
pub fn addresses(text: &str, most: usize) -> Result<Vec<Email>, String> {
    if text.chars().count() > LONGEST_LIST {
        return Err(format!("Please use {LONGEST_LIST} characters or fewer."));
    }
    let mut all = Email::list(text).map_err(|(entry, error)| {
        let start: String = entry.chars().take(60).collect();
        format!("\u{201c}{start}\u{201d}: {error}")
    })?;
    all.sort();
    all.dedup();
    if all.len() > most {
        return Err(format!(
            "Please give {most} addresses at most. A shared mailbox reaches more people."
        ));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_line_by_line_in_lower_case_and_once() {
        assert_eq!(
            addresses(" B@x.example\r\n\r\na@x.example, Bea <b@X.example>", 20).unwrap(),
            ["a@x.example", "b@x.example"]
        );
        for odd in [
            "a",
            "a@b",
            "@x.example",
            "a@x..example",
            "a b@x.example",
            "a@x.example, b",
            "a\0@x.example",
            "a@@x.example",
            "ä@x.example",
        ] {
            assert!(addresses(odd, 20).is_err(), "{odd}");
        }
        let many =
            |n: usize| (0..n).map(|i| format!("a{i}@x.example")).collect::<Vec<_>>().join("\n");
        assert!(addresses(&many(20), 20).is_ok() && addresses(&many(21), 20).is_err());
        assert!(addresses(&"\n".repeat(LONGEST_LIST + 1), 20).is_err());
    }
}
