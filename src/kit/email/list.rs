//! Lists of email addresses, as people type them or paste them from a mail program.
use super::{Email, EmailError, visible};

impl Email {
    /// Reads a list of addresses. Fails with the first entry that is not one, and why.
    pub fn list(text: &str) -> Result<Vec<Self>, (String, EmailError)> {
        let read = |entry: String| Self::parse(&entry).map_err(|error| (entry, error));
        entries(text).into_iter().map(read).collect()
    }
}

/// The entries of a list of addresses, as people type it or paste it from a mail program: one on each
/// line, or between commas or semicolons, each perhaps with a name. `Lindqvist, Mira <mira@…>` is one.
fn entries(text: &str) -> Vec<String> {
    let (mut all, mut entry, mut is_quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        is_quoted ^= c == '"';
        match c {
            '\n' | '\r' => {
                all.push(std::mem::take(&mut entry));
                is_quoted = false;
            }
            ',' | ';' if !is_quoted && (c == ';' || entry.contains('@')) => {
                all.push(std::mem::take(&mut entry));
            }
            c => entry.push(c),
        }
    }
    all.push(entry);
    let spaced = |entry: &String| {
        let is_plain = entry.split_whitespace().all(|word| word.contains('@'));
        if is_plain {
            entry.split_whitespace().map(str::to_owned).collect()
        } else {
            vec![trimmed(entry)]
        }
    };
    let mut entries: Vec<String> = all.iter().flat_map(spaced).collect();
    entries.retain(|entry| !trimmed(&visible(entry)).is_empty());
    entries
}

fn trimmed(entry: &str) -> String {
    entry.trim_matches(|c: char| c.is_whitespace() || c == ',').to_owned()
}
