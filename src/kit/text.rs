//! Words: folding for search, digests, base64, initials.
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};

/// SHA-256 of the parts, each set apart from the next, as 43 characters.
pub fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    BASE64URL_NOPAD.encode(&hash.finalize())
}

/// Bytes as text that fits a cookie or a link.
pub fn token(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// The bytes that [`token`] made a text of.
pub fn bytes(token: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(token.as_bytes()).ok()
}

/// "ML" of "Mira Lindqvist".
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    words.next().into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// Lower case without accents, as search words are stored.
pub fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(unaccented).collect()
}

fn unaccented(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ý' | 'ÿ' => 'y',
        'ł' => 'l',
        'ğ' => 'g',
        'ď' | 'đ' => 'd',
        'ř' => 'r',
        'ť' | 'ț' => 't',
        other => other,
    }
}

/// "Phone: 1 → 2; Title: none → Pilot": which of several values, each with its name, are others now.
pub fn changes(values: &[(&str, &str, &str)]) -> String {
    let or_none =
        |value: &str| if value.is_empty() { "none".to_owned() } else { excerpt(value, 80) };
    let changed = values.iter().filter(|(_, then, now)| then != now);
    let told =
        changed.map(|(name, then, now)| format!("{name}: {} → {}", or_none(then), or_none(now)));
    told.collect::<Vec<_>>().join("; ")
}

/// The start of a text, cut at a word, for an excerpt.
pub fn excerpt(text: &str, characters: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= characters {
        return flat;
    }
    let start: String = flat.chars().take(characters).collect();
    format!("{}…", start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Zoë van der Ångström"), "ZÅ");
        assert_eq!(initials("ole"), "O");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn parts_do_not_run_into_each_other_in_a_digest() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_eq!(digest(&[b"ab"]).len(), 43);
    }

    #[test]
    fn only_what_changed_is_told() {
        assert_eq!(changes(&[("Name", "A", "A"), ("Phone", "", "1")]), "Phone: none → 1");
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("Catering is  confirmed\nwith Rudy's", 24), "Catering is confirmed…");
        assert_eq!(excerpt("Short", 24), "Short");
    }
}
