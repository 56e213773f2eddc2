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

/// Lower case without accents, as search words and the names that lists are sorted by are stored.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match LETTERS.iter().find(|(_, letters)| !c.is_ascii() && letters.contains(c)) {
            Some((plain, _)) => folded.push_str(plain),
            None if COMBINING.contains(&c) => {}
            None => folded.push(c),
        }
    }
    folded
}

/// Accents that are characters of their own, behind the letter they belong to.
const COMBINING: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// The plain letters for every lower-case letter of Latin scripts that has an accent or a form of its own.
const LETTERS: [(&str, &str); 33] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ("ae", "æǣǽ"),
    ("b", "ƀƃɓḃḅḇ"),
    ("c", "çćĉċčƈḉ"),
    ("d", "ðďđƌɗḋḍḏḑḓ"),
    ("dz", "ǆǳ"),
    ("e", "èéêëēĕėęěȅȇȩəḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ƒḟ"),
    ("g", "ĝğġģǥǧǵɠḡ"),
    ("h", "ĥħȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįıǐȉȋɨḭḯỉị"),
    ("ij", "ĳ"),
    ("j", "ĵǰ"),
    ("k", "ķĸƙǩḱḳḵ"),
    ("l", "ĺļľłƚḷḹḻḽ"),
    ("lj", "ǉ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňŋƞǹṅṇṉṋ"),
    ("nj", "ǌ"),
    ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("p", "ƥṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšſșṡṣṥṧṩẛ"),
    ("ss", "ß"),
    ("t", "ţťŧƫƭțṫṭṯṱẗ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗʉṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷƴȳẏẙỳỵỷỹ"),
    ("z", "źżžƶȥẑẓẕ"),
];

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
    fn a_folded_name_has_neither_capitals_nor_accents() {
        for (name, folded_name) in [
            ("Åsa Öberg", "asa oberg"),
            ("Straße", "strasse"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Đorđe Çelik", "dorde celik"),
            ("Søren Ægir", "soren aegir"),
            ("İnci Işık", "inci isik"),
            ("Nguyễn Thị Ánh", "nguyen thi anh"),
            ("A\u{30a}sa", "asa"),
            ("Ελένη O'Brien", "ελένη o'brien"),
            ("de Souza", "de souza"),
        ] {
            assert_eq!(folded(name), folded_name);
            assert_eq!(folded(&folded(name)), folded_name);
        }
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
