//! The kinds of files that are exchanged, told by their content.

/// A kind of file: what it is served as, and the ends of names that suit it, the usual one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    pub content_type: &'static str,
    pub ends: &'static [&'static str],
}

/// Everything that may be exchanged. None of it runs anything by itself.
const KINDS: [Kind; 13] = [
    kind("application/pdf", &["pdf"]),
    kind("image/png", &["png"]),
    kind("image/jpeg", &["jpg", "jpeg", "jpe", "jfif"]),
    kind("image/webp", &["webp"]),
    kind("image/gif", &["gif"]),
    kind("image/heif", &["heic", "heif", "hif"]),
    kind("image/avif", &["avif"]),
    kind("image/tiff", &["tif", "tiff"]),
    kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    kind("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    kind("application/vnd.oasis.opendocument.text", &["odt"]),
    kind("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
];

const TEXT: Kind = kind("text/plain; charset=utf-8", &["txt", "csv", "ics", "vcf", "eml", "md"]);

/// How much of a file its kind is told by.
pub const HEAD: usize = 16 * 1024;

const fn kind(content_type: &'static str, ends: &'static [&'static str]) -> Kind {
    Kind { content_type, ends }
}

impl Kind {
    /// The kind of a file that begins with these bytes; none if such files are not exchanged.
    pub fn of(head: &[u8]) -> Option<Self> {
        match infer::get(head) {
            Some(found) => KINDS.into_iter().find(|it| it.content_type == found.mime_type()),
            None => is_text(head).then_some(TEXT),
        }
    }
}

/// Whether it reads as text that no program takes for markup or a script. The last character may be cut off.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            let (valid, _) = head.split_at(error.valid_up_to());
            std::str::from_utf8(valid).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    !text.is_empty()
        && !text.contains(is_control)
        && !begins.starts_with('<')
        && !begins.starts_with("#!")
}
