//! The names of files in an archive, which every system can write.
use crate::{
    files::is_device,
    kit::{unicode::composed, visible::cleaned},
};
use std::collections::HashSet;

/// The most characters of a name.
const LONGEST: usize = 120;

/// The names that were given. Two of them differ by more than capital letters, which most systems take for the same.
#[derive(Debug, Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// The name of a file below `folder`: its own, with a number if another file has it already.
    pub fn give(&mut self, folder: &str, own: &str) -> String {
        let name = safe(own);
        let (stem, end) = name.rsplit_once('.').unwrap_or((&name, ""));
        let dot = if end.is_empty() { "" } else { "." };
        let mut path = format!("{folder}/{name}");
        let mut many = 1;
        while !self.0.insert(path.to_lowercase()) {
            many += 1;
            path = format!("{folder}/{stem} ({many}){dot}{end}");
        }
        path
    }
}

/// The name without what leads to another folder or what a system does not allow.
pub fn safe(own: &str) -> String {
    let own = cleaned(&composed(own));
    let name: String = own
        .chars()
        .map(|it| match it {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            it if it.is_whitespace() => ' ',
            it => it,
        })
        .collect();
    let is_edge = |it: char| it == '.' || it == ' ';
    let name = name.trim_matches(is_edge);
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.trim_matches(is_edge);
    let stem: String = stem.chars().take(LONGEST.saturating_sub(end.chars().count())).collect();
    let stem = if is_device(&stem) { format!("_{stem}") } else { stem };
    match (stem.as_str(), end) {
        ("", "") => "file".to_owned(),
        ("", end) => format!("file.{end}"),
        (_, "") => stem,
        (stem, end) => format!("{stem}.{end}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_else_and_is_allowed_everywhere() {
        for (own, expected) in [
            ("Pa\u{308}sse (Kopie).pdf", "Pässe (Kopie).pdf"),
            ("한글.pdf", "한글.pdf"),
            ("../../etc/passwd", "_._etc_passwd"),
            ("..\\..\\boot.ini", "_.._boot.ini"),
            ("/etc/passwd", "_etc_passwd"),
            ("..", "file"),
            ("C:\\a?.pdf", "C__a_.pdf"),
            ("a\"<b>|c*.pdf", "a__b__c_.pdf"),
            ("con.txt", "_con.txt"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            ("one\ntwo\t3.eml", "one two 3.eml"),
            (".htaccess", "htaccess"),
            (" . pdf.", "pdf"),
            ("", "file"),
        ] {
            assert_eq!(safe(own), expected, "{own}");
        }
        assert_eq!(safe(&format!("{}.pdf", "ä".repeat(400))).chars().count(), LONGEST + 1);
    }

    #[test]
    fn two_files_of_the_same_name_get_two() {
        let mut names = Names::default();
        let given =
            ["a.pdf", "A.PDF", "a.pdf", "a (2).pdf", "a", "a"].map(|it| names.give("f", it));
        assert_eq!(
            given,
            ["f/a.pdf", "f/A (2).PDF", "f/a (3).pdf", "f/a (2) (2).pdf", "f/a", "f/a (2)"]
        );
        assert_eq!(names.give("g", "a.pdf"), "g/a.pdf");
    }
}
