//! Text: folding for search and sorting, digests, base64, initials, excerpts.
use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest as _, Sha256};

/// SHA-256 of the parts with their lengths, as 43 characters of base64url.
pub fn digest(parts: &[&[u8]]) -> String {
    BASE64URL_NOPAD.encode(&digest_bytes(parts))
}

/// The same as bytes.
pub fn digest_bytes(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// SHA-256 of a text, in hexadecimal.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Bytes as base64, for a file in a mail.
pub fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// Bytes as base64url, for a cookie or a link.
pub fn token(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// Reverses [`token`].
pub fn bytes(token: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(token.as_bytes()).ok()
}

/// "1 night" or "4 nights".
pub fn counted(n: i64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {}", plural(noun)) }
}

/// The plural of an English noun or unit, which may be several words: "night" is "nights". Signs of
/// units such as "h" and "nm" have none, and a plural stays as it is.
pub fn plural(noun: &str) -> String {
    const SIGNS: [&str; 12] =
        ["hr", "min", "nm", "mi", "km", "kg", "lb", "gal", "ft", "pax", "sec", "mins"];
    let last = noun.rsplit(' ').next().unwrap_or_default();
    let lower = last.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|it| lower.ends_with(it));
    let is_word = lower.chars().count() > 1 && lower.chars().all(char::is_alphabetic);
    if !is_word || SIGNS.contains(&lower.as_str()) {
        return noun.to_owned();
    }
    if let Some(before) = noun.strip_suffix("person") {
        return format!("{before}people");
    }
    let keeps = lower == "people" || (ends(&["s"]) && !ends(&["ss", "us"]));
    match noun.strip_suffix('y') {
        _ if keeps => noun.to_owned(),
        Some(stem) if !ends(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if ends(&["ss", "us", "x", "ch", "sh", "z"]) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// The text with a capital at its beginning.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// "ML" of "Mira Lindqvist".
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    words.next().into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// The text in lower case without accents, with plain apostrophes: how search words and the sort keys of names are stored.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match LETTERS.iter().find(|(_, letters)| !c.is_ascii() && letters.contains(c)) {
            Some((plain, _)) => folded.push_str(plain),
            None if COMBINING.contains(&c) => {}
            None if APOSTROPHES.contains(&c) => folded.push('\''),
            None => folded.push(c),
        }
    }
    folded
}

/// Accents that are characters of their own and follow their letter.
const COMBINING: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// What phones and word processors write for an apostrophe.
const APOSTROPHES: [char; 3] = ['\u{2018}', '\u{2019}', '\u{2bc}'];

/// Plain letters, and the lower-case Latin letters that are folded to them.
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

/// "Phone: 1 → 2; Title: none → Pilot": what changed among values given as (name, before, after).
pub fn changes(values: &[(&str, &str, &str)]) -> String {
    let or_none =
        |value: &str| if value.is_empty() { "none".to_owned() } else { excerpt(value, 80) };
    let changed = values.iter().filter(|(_, then, now)| then != now);
    let told =
        changed.map(|(name, then, now)| format!("{name}: {} → {}", or_none(then), or_none(now)));
    told.collect::<Vec<_>>().join("; ")
}

/// The start of a text, cut at a word boundary, with white space collapsed.
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
    fn a_unit_has_a_plural_unless_it_is_a_sign() {
        for (one, many) in [
            ("night", "nights"),
            ("landing", "landings"),
            ("day", "days"),
            ("ferry", "ferries"),
            ("coach", "coaches"),
            ("bus", "buses"),
            ("pass", "passes"),
            ("person", "people"),
            ("crew night", "crew nights"),
            ("nights", "nights"),
            ("h", "h"),
            ("nm", "nm"),
            ("", ""),
        ] {
            assert_eq!(plural(one), many);
        }
        assert_eq!(
            (counted(1, "night"), counted(4, "night")),
            ("1 night".into(), "4 nights".into())
        );
    }

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
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
    fn a_digest_depends_on_how_the_text_is_split_into_parts() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_eq!(digest(&[b"ab"]).len(), 43);
    }

    #[test]
    fn unchanged_values_are_left_out() {
        assert_eq!(changes(&[("Name", "A", "A"), ("Phone", "", "1")]), "Phone: none → 1");
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("Catering is  confirmed\nwith Rudy's", 24), "Catering is confirmed…");
        assert_eq!(excerpt("Short", 24), "Short");
    }
}
