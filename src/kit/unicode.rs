//! What needs tables of all of Unicode: accents composed with their letters, and hosts in ASCII.
//!
//! The JavaScript engine that runs the Worker has these tables, so they are not part of the upload. Under `cargo test`,
//! crates have them.
#[cfg(test)]
mod crates;
#[cfg(not(test))]
mod engine;

#[cfg(test)]
use crates as tables;
#[cfg(not(test))]
use engine as tables;
use std::borrow::Cow;

/// The most characters of a label of a host, and of all of it (RFC 1035).
const LONGEST_LABEL: usize = 63;
const LONGEST: usize = 253;

/// The text with each accent and its letter as one character where there is one (the normalization form NFC).
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { text.into() } else { tables::composed(text).into() }
}

/// The host in ASCII and lower case (UTS #46, by the rules for addresses of the web). None if it is not a host of
/// letters, digits and hyphens.
pub fn ascii_host(host: &str) -> Option<String> {
    if !host.chars().all(|it| !it.is_ascii() || is_plain(it)) || !host.split('.').all(is_label) {
        return None;
    }
    let ascii = tables::ascii_host(host)?;
    let is_host = ascii.len() <= LONGEST
        && ascii.chars().all(is_plain)
        && ascii.split('.').all(|it| is_label(it) && it.len() <= LONGEST_LABEL);
    is_host.then_some(ascii)
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.')
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_their_letters_become_one_character() {
        assert_eq!(composed("A\u{30a}sa Zoe\u{308}"), "\u{c5}sa Zo\u{eb}");
        assert_eq!(composed("Asa"), "Asa");
    }

    #[test]
    fn a_host_is_written_in_ascii() {
        let ascii = |host| ascii_host(host).unwrap_or_default();
        assert_eq!(ascii("Trips.Acme.example"), "trips.acme.example");
        assert_eq!(ascii("Gru\u{308}nflug.example"), "xn--grnflug-o2a.example");
        assert_eq!(ascii("例え。テスト"), "xn--r8jz45g.xn--zckzah", "an ideographic full stop");
    }

    #[test]
    fn what_is_no_host_is_none() {
        let long = format!("{}.example", "a".repeat(64));
        let longer = ["abcdefghi"; 26].join(".");
        let odd = [
            "", "a..b", ".a", "a.", "-a.b", "a-.b", "a b.c", "a_b.c", "a/b.c", "a%2eb.c", "a@b.c",
            "[::1]",
        ];
        for host in
            odd.into_iter().chain(["a\u{ff3f}b.c", "a\u{ff0f}b.c", "xn--a.example", &long, &longer])
        {
            assert_eq!(ascii_host(host), None, "{host}");
        }
    }
}
