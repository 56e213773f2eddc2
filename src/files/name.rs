//! The name under which a file is downloaded.
use super::Kind;
use crate::kit::{unicode::composed, visible::cleaned};

/// The most characters of a name.
const LONGEST: usize = 120;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "com1", "com2", "lpt1", "lpt2"];

/// Whether Windows keeps this name, without its end, for a device.
pub fn is_device(stem: &str) -> bool {
    DEVICES.contains(&stem.to_ascii_lowercase().as_str())
}

/// The name that a browser sent, in the form that every system reads alike (macOS sends accents apart from their
/// letters): without folders, without what cannot be seen, and with an end that says what the file is.
pub fn file_name(sent: &str, kind: Kind) -> String {
    // Browsers write these three as escapes, and nothing else.
    let sent = sent.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    let sent = composed(&sent);
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned = cleaned(last);
    // White space is kept as it is, as in the names of screenshots, but for lines and tabs.
    let parts: Vec<_> = cleaned.split(['\r', '\n', '\t']).filter(|it| !it.is_empty()).collect();
    let name = parts.join(" ");
    let name = name.trim().trim_end_matches('.').trim();
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) if is_end(end) => (stem.trim(), end),
        _ => (name, ""),
    };
    let stem = stem.trim_start_matches('.').trim();
    let stem = if stem.is_empty() { "file" } else { stem };
    let stem = if is_device(stem) { format!("_{stem}") } else { stem.to_owned() };
    let suits = kind.ends.contains(&end.to_ascii_lowercase().as_str());
    let end = match kind.ends.first() {
        Some(usual) if !suits && end.is_empty() => format!(".{usual}"),
        Some(usual) if !suits => format!(".{end}.{usual}"),
        _ => format!(".{end}"),
    };
    let room = LONGEST.saturating_sub(end.chars().count());
    stem.chars().take(room).chain(end.chars()).collect()
}

/// Whether this is the end of a name that tells its kind, and not part of the name.
fn is_end(end: &str) -> bool {
    (1..=8).contains(&end.len()) && end.bytes().all(|it| it.is_ascii_alphanumeric())
}
