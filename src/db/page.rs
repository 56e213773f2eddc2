//! Lists in pages, by keyset pagination: a page begins after the sort key and the id of the last row of
//! the page before. Rows that share a sort key are ordered by id, so none is shown twice or skipped.
//!
//! ```ignore
//! // The statement: … WHERE (m.created_at, m.id) < (:after, :after_id)
//! //                ORDER BY m.created_at DESC, m.id DESC LIMIT :most
//! let from = visit.cursor(Cursor::newest()); // of ?after=…, or the start of the list
//! query.bind("after", from.key()).bind("after_id", from.id()).bind("most", most(PER_PAGE));
//! let page = Page::of(rows, PER_PAGE, |it| Cursor::after(it.created_at, it.id));
//! ```
use crate::db::query::Value;
use std::fmt;

/// The query parameter of an address that holds a [`Cursor`].
pub const PARAM: &str = "after";

/// Later than any stored moment, and exact as a double, because D1 binds every number as one.
const LATEST: i64 = i64::MAX >> 11;

/// The sort key of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Moment(i64),
    Text(String),
}

/// Where a page begins: after the row with this sort key and id. In an address it is `<key>.<id>`;
/// statements compare it as the row value `(key, id)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    key: Key,
    /// Empty at the start of a list.
    id: String,
}

impl Cursor {
    /// The start of a list that shows the newest first.
    pub fn newest() -> Self {
        Self::moment(LATEST)
    }

    /// The start of a list that shows the oldest first.
    pub fn oldest() -> Self {
        Self::moment(-LATEST)
    }

    /// A list that starts at a moment.
    pub fn moment(at: i64) -> Self {
        Self { key: Key::Moment(at), id: String::new() }
    }

    /// The start of a list by name, or by a date stored as text.
    pub fn text() -> Self {
        Self::named("")
    }

    /// The start of a list by name that shows the last name first.
    pub fn text_backwards() -> Self {
        Self::named("\u{10ffff}")
    }

    /// A list by name that starts at a name, given in lower case without accents.
    pub fn named(folded: &str) -> Self {
        Self { key: Key::Text(folded.to_owned()), id: String::new() }
    }

    /// After the row with this moment and id.
    pub fn after(at: i64, id: impl fmt::Display) -> Self {
        Self { key: Key::Moment(at), id: id.to_string() }
    }

    /// After the row with this text as its sort key, and this id.
    pub fn after_text(key: impl Into<String>, id: impl fmt::Display) -> Self {
        Self { key: Key::Text(key.into()), id: id.to_string() }
    }

    /// The same, but not later than `until`: for a list that shows the newest first.
    #[must_use]
    pub fn before(self, until: Option<i64>) -> Self {
        match (&self.key, until) {
            (Key::Moment(at), Some(until)) if until < *at => Self::moment(until),
            _ => self,
        }
    }

    /// Reads a cursor from an address. Its key is of the same kind as the key of `start`, which is
    /// returned if the text is not a cursor.
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

    /// Whether this is the start of the list.
    pub fn is_start(&self) -> bool {
        self.id.is_empty()
    }

    /// The sort key, to be bound to a parameter.
    pub fn key(&self) -> Value {
        match &self.key {
            Key::Moment(at) => (*at).into(),
            Key::Text(text) => text.as_str().into(),
        }
    }

    /// The id, to be bound to a parameter.
    pub fn id(&self) -> Value {
        self.id.as_str().into()
    }

    /// The sort key, if it is a moment.
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

/// The LIMIT of a page's statement: one row more than the page shows tells whether another page follows.
pub fn most(per_page: usize) -> Value {
    i64::try_from(per_page).map_or(i64::MAX, |rows| rows.saturating_add(1)).into()
}

/// The rows of one page, and the cursor of the next page if there is one.
#[derive(Debug)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Makes a page of the rows that were read with the LIMIT [`most`]. `place` is the cursor after a row.
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
    fn a_cursor_survives_being_written_to_an_address() {
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
    fn an_invalid_cursor_is_the_start_of_the_list() {
        for text in ["", ".", "5", "5.", "x.y", "9223372036854775807.y", "%00", "1e3.y"] {
            assert_eq!(Cursor::read(text, Cursor::newest()), Cursor::newest(), "{text}");
        }
        assert_eq!(Cursor::read("name", Cursor::named("b")), Cursor::named("b"));
    }

    #[test]
    fn there_is_a_next_page_if_one_more_row_was_read() {
        let place = |n: &i64| Cursor::after(*n, n);
        let page = Page::of(vec![1, 2, 3], 2, place);
        assert_eq!((page.rows, page.next), (vec![1, 2], Some(Cursor::after(2, "2"))));
        let last = Page::of(vec![1, 2], 2, place);
        assert_eq!((last.rows, last.next), (vec![1, 2], None));
        assert_eq!(most(2), Value::Int(3));
    }
}
