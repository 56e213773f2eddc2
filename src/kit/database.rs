//! The name of a database, which is that of its binding: `DB` is the directory, where hosts are looked up; `DB_2` and
//! further ones hold workspaces that were moved there.
use std::{fmt, sync::Arc};

const DIRECTORY: &str = "DB";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database(Arc<str>);

impl Database {
    pub fn directory() -> Self {
        Self(DIRECTORY.into())
    }

    pub fn named(name: &str) -> Option<Self> {
        let number = name.strip_prefix("DB_");
        let is_further =
            number.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()));
        (name == DIRECTORY || is_further).then(|| Self(name.into()))
    }

    pub fn is_directory(&self) -> bool {
        &*self.0 == DIRECTORY
    }

    /// The text with the name of the database before it, for a cookie or a queue message. That of the directory is
    /// as it is.
    pub fn marked(&self, text: &str) -> String {
        if self.is_directory() { text.to_owned() } else { format!("{self}:{text}") }
    }

    /// The database that a text is of, and the text. `None` if the name before it is no database's.
    pub fn unmarked(text: &str) -> Option<(Self, &str)> {
        match text.split_once(':') {
            Some((name, text)) => Some((Self::named(name)?, text)),
            None => Some((Self::directory(), text)),
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a request needs of a database: the state that its visitor has seen, by the cookie; without one any copy may
/// answer a page, and the primary what may write.
pub fn at_least(database: &Database, cookie: Option<&str>, is_get: bool) -> String {
    let seen = cookie.and_then(Database::unmarked).filter(|(of, _)| of == database);
    match seen {
        Some((_, bookmark)) if is_get && is_bookmark(bookmark) => bookmark.to_owned(),
        None if is_get => "first-unconstrained".to_owned(),
        _ => "first-primary".to_owned(),
    }
}

/// Whether the text of the cookie may be passed to D1 as a bookmark.
fn is_bookmark(text: &str) -> bool {
    text.len() <= 128 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Database {
        Database::named(name).unwrap()
    }

    #[test]
    fn a_database_is_named_as_its_binding() {
        for name in ["DB", "DB_2", "DB_17"] {
            assert_eq!(named(name).to_string(), name);
        }
        for name in ["", "DB_", "DB_X", "FILES", "db"] {
            assert_eq!(Database::named(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_marked_is_read_again() {
        for name in ["DB", "DB_2"] {
            let marked = named(name).marked("0f-1");
            assert_eq!(Database::unmarked(&marked), Some((named(name), "0f-1")), "{marked}");
        }
        assert_eq!(named("DB").marked("0f-1"), "0f-1", "as before there were several");
        assert_eq!(Database::unmarked("FILES:0f-1"), None);
    }

    #[test]
    fn a_bookmark_counts_for_the_database_it_is_of() {
        let get = |name: &str, cookie: Option<&str>| at_least(&named(name), cookie, true);
        assert_eq!(get("DB", Some("0f-1")), "0f-1");
        assert_eq!(get("DB_2", Some("DB_2:0f-1")), "0f-1");
        for (name, foreign) in [("DB_2", "0f-1"), ("DB", "DB_2:0f-1"), ("DB_3", "DB_2:0f-1")] {
            assert_eq!(get(name, Some(foreign)), "first-unconstrained", "{name} {foreign}");
        }
        assert_eq!(get("DB", None), "first-unconstrained");
        assert_eq!(get("DB", Some("no bookmark")), "first-primary");
        assert_eq!(at_least(&named("DB"), Some("0f-1"), false), "first-primary");
    }
}
