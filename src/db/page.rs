//! Lists page by page: a keyset cursor that ends in the id, so that no row is met twice or missed.
use crate::db::query::Value;
use std::fmt;

/// The parameter of an address that carries a [`Cursor`].
pub const PARAM: &str = "after";

/// Later than any stored moment, and still exact as a double, which is what D1 binds.
const LATEST: i64 = i64::MAX >> 11;

/// What a list is sorted by, before the id.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Moment(i64),
    Text(String),
}

/// The place between two pages: the sort key and the id of the last row of the one before. In an
/// address it is "<key>.<id>". Statements compare it as the row value `(key, id)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    key: Key,
    /// Empty where a list begins.
    id: String,
}

impl Cursor {
    /// The beginning of a list that shows the newest first.
    pub fn newest() -> Self {
        Self::moment(LATEST)
    }

    /// The beginning of a list that shows the oldest first.
    pub fn oldest() -> Self {
        Self::moment(-LATEST)
    }

    /// The beginning of a list that starts at a moment.
    pub fn moment(at: i64) -> Self {
        Self { key: Key::Moment(at), id: String::new() }
    }

    /// The beginning of a list by name, or by a day as text.
    pub fn text() -> Self {
        Self::named("")
    }

    /// The beginning of a list by name that starts at a folded name.
    pub fn named(folded: &str) -> Self {
        Self { key: Key::Text(folded.to_owned()), id: String::new() }
    }

    /// Behind a row with this moment.
    pub fn after(at: i64, id: impl fmt::Display) -> Self {
        Self { key: Key::Moment(at), id: id.to_string() }
    }

    /// Behind a row with this text as its key.
    pub fn after_text(key: impl Into<String>, id: impl fmt::Display) -> Self {
        Self { key: Key::Text(key.into()), id: id.to_string() }
    }

    /// No later than just before this moment, for a list that shows the newest first.
    #[must_use]
    pub fn before(self, until: Option<i64>) -> Self {
        match (&self.key, until) {
            (Key::Moment(at), Some(until)) if until < *at => Self::moment(until),
            _ => self,
        }
    }

    /// As an address says it, with a key of the kind that `start` has. What is no such cursor is the
    /// start of the list.
    pub fn read(text: &str, start: Self) -> Self {
        let parts = text.rsplit_once('.').filter(|(_, id)| !id.is_empty());
        parts
            .and_then(|(key, id)| {
                let key = match start.key {
                    Key::Moment(_) => {
                        Key::Moment(key.parse().ok().filter(|at| (-LATEST..=LATEST).contains(at))?)
                    }
                    Key::Text(_) => Key::Text(key.to_owned()),
                };
                Some(Self { key, id: id.to_owned() })
            })
            .unwrap_or(start)
    }

    /// Whether it is the beginning of its list.
    pub fn is_start(&self) -> bool {
        self.id.is_empty()
    }

    /// The key, to be bound.
    pub fn key(&self) -> Value {
        match &self.key {
            Key::Moment(at) => (*at).into(),
            Key::Text(text) => text.as_str().into(),
        }
    }

    /// The id, to be bound.
    pub fn id(&self) -> Value {
        self.id.as_str().into()
    }

    /// The moment, where that is the key.
    pub fn at(&self) -> Option<i64> {
        match self.key {
            Key::Moment(at) => Some(at),
            Key::Text(_) => None,
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.key {
            Key::Moment(at) => write!(f, "{at}.{}", self.id),
            Key::Text(text) => write!(f, "{text}.{}", self.id),
        }
    }
}

/// How many rows a statement reads for a page: one more says whether another page follows.
pub fn most(per_page: usize) -> Value {
    i64::try_from(per_page).map_or(i64::MAX, |rows| rows.saturating_add(1)).into()
}

/// The rows of one page, and where the next one begins.
#[derive(Debug)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Of the rows that a statement read with [`most`]; `place` is where a row stands in the order.
    pub fn of(mut rows: Vec<T>, per_page: usize, place: impl Fn(&T) -> Cursor) -> Self {
        let is_more = rows.len() > per_page;
        rows.truncate(per_page);
        let next = rows.last().filter(|_| is_more).map(place);
        Self { rows, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for (cursor, start) in [
            (Cursor::after(1_795_262_400_000, "a-b"), Cursor::newest()),
            (Cursor::after(-5, "e1"), Cursor::oldest()),
            (Cursor::after_text("o'brien jr. & co", "a-b"), Cursor::text()),
            (Cursor::after_text("", "a-b"), Cursor::text()),
        ] {
            assert_eq!(Cursor::read(&cursor.to_string(), start.clone()), cursor);
            assert!(!cursor.is_start() && start.is_start());
        }
    }

    #[test]
    fn what_is_no_cursor_begins_at_the_start() {
        for text in ["", ".", "5", "5.", "x.y", "9223372036854775807.y", "%00", "1e3.y"] {
            assert_eq!(Cursor::read(text, Cursor::newest()), Cursor::newest(), "{text}");
        }
        assert_eq!(Cursor::read("name", Cursor::named("b")), Cursor::named("b"));
    }

    #[test]
    fn a_page_has_a_next_where_one_row_more_was_read() {
        let place = |n: &i64| Cursor::after(*n, n);
        let page = Page::of(vec![1, 2, 3], 2, place);
        assert_eq!((page.rows, page.next), (vec![1, 2], Some(Cursor::after(2, "2"))));
        let last = Page::of(vec![1, 2], 2, place);
        assert_eq!((last.rows, last.next), (vec![1, 2], None));
        assert_eq!(most(2), Value::Int(3));
    }
}
