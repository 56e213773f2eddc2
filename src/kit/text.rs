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
    let told = |it: &(&str, &str, &str)| Some(format!("{}: {}", it.0, changed(it.1, it.2)?));
    values.iter().filter_map(told).collect::<Vec<_>>().join("; ")
}

/// The same for a thing whose name is the first value: the name comes before its changes, unless it is one of them.
pub fn changes_of(values: &[(&str, &str, &str)]) -> String {
    let told = changes(values);
    match values.first() {
        Some((_, name, _)) if told.is_empty() => (*name).to_owned(),
        Some((_, name, now)) if name == now => format!("{name}. {told}"),
        _ => told,
    }
}

/// "before → after", or none if they differ in nothing but the ends of lines. Of long texts it has the part that differs, with
/// a few words around it.
pub fn changed(before: &str, after: &str) -> Option<String> {
    const WHOLE: usize = 80;
    const AROUND: usize = 30;
    const MOST: usize = 2_000;
    let [before, after] =
        [before, after].map(|it| it.trim().replace("\r\n", "\n").chars().collect::<Vec<_>>());
    if before == after {
        return None;
    }
    let longest = before.len().max(after.len());
    let start = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - start;
    let ends = before.iter().rev().zip(after.iter().rev()).take(rest);
    let end = ends.take_while(|(a, b)| a == b).count();
    let part = |all: &[char]| {
        let (from, until) = match longest {
            0..=WHOLE => (0, all.len()),
            _ => (start.saturating_sub(AROUND), (all.len() - end + AROUND).min(all.len())),
        };
        let until = until.min(from + MOST);
        let dots = |is_cut: bool| if is_cut { "…" } else { "" };
        let words: String = all.get(from..until).unwrap_or_default().iter().collect();
        format!("{}{words}{}", dots(from > 0), dots(until < all.len()))
    };
    let or_none = |all: &[char]| if all.is_empty() { "none".to_owned() } else { part(all) };
    Some(format!("{} → {}", or_none(&before), or_none(&after)))
}

/// The words with the period of a sentence, unless they end with one, as "Client Inc." does.
pub fn sentence(mut words: String) -> String {
    if !words.ends_with('.') {
        words.push('.');
    }
    words
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
    fn a_change_of_a_long_text_shows_where_it_differs() {
        let long = "The client may cancel. ".repeat(20);
        let now = format!("{long}The fee is 25%.{long}");
        let told = changes(&[("Terms", &format!("{long}The fee is 50%.{long}"), &now)]);
        let (was, is) = told.split_once(" → ").unwrap();
        assert!(
            was.starts_with("Terms: …") && was.contains("The fee is 50%.") && was.ends_with('…'),
            "{told}"
        );
        assert!(is.contains("The fee is 25%.") && told.chars().count() < 300, "{told}");
        assert_eq!(
            changes(&[("Note", "one\r\ntwo", "one\ntwo "), ("Name", "", "Mira")]),
            "Name: none → Mira"
        );
        let all = changes(&[("Terms", "", &"é".repeat(5_000))]);
        assert!(all.ends_with('…') && all.chars().count() > 1_000, "a new text is recorded");
    }

    #[test]
    fn a_sentence_ends_with_one_period() {
        assert_eq!(
            sentence("Mira belongs to Client Inc.".to_owned()),
            "Mira belongs to Client Inc."
        );
        assert_eq!(sentence("Mira belongs to Client".to_owned()), "Mira belongs to Client.");
    }

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
