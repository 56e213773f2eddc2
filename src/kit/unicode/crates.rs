//! By crates, under `cargo test`.
use icu_normalizer::ComposingNormalizerBorrowed;
use idna::AsciiDenyList;

pub fn composed(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

pub fn ascii_host(host: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_cow(host.as_bytes(), AsciiDenyList::URL).ok()?;
    Some(ascii.into_owned())
}
