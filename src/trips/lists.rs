//! Lists of trips: what is to come and what is past, a page at a time.
use super::Line;
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Upcoming,
    Past,
}

impl Tab {
    pub fn of(word: &str) -> Self {
        if word == "past" { Self::Past } else { Self::Upcoming }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Past => "past",
        }
    }
}

/// Where a page begins: behind the trip that ends then. In an address: "1795262400000.<id>".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub ends_at: i64,
    pub id: String,
}

impl Cursor {
    /// Where the text is no cursor, the page begins at `now`, which divides upcoming trips from past ones.
    pub fn of(text: &str, now: i64) -> Self {
        text.split_once('.')
            .and_then(|(at, id)| Some(Self { ends_at: at.parse().ok()?, id: id.to_owned() }))
            .unwrap_or(Self { ends_at: now, id: String::new() })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.ends_at, self.id)
    }
}

pub struct Page {
    pub lines: Vec<Line>,
    pub next: Option<Cursor>,
}

impl Page {
    pub const SIZE: usize = 25;
    /// What a statement is to look for: one more tells whether there is a next page.
    pub const MOST: i64 = 26;

    /// Of lines by their end; what is to come is read by its departure.
    pub fn of(mut lines: Vec<Line>, tab: Tab) -> Self {
        let has_more = lines.len() > Self::SIZE;
        lines.truncate(Self::SIZE);
        let last = lines.last().filter(|_| has_more);
        let next = last.map(|it| Cursor { ends_at: it.ends_at, id: it.id.to_string() });
        if tab == Tab::Upcoming {
            lines.sort_by_key(|it| it.departs_at);
        }
        Self { lines, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_remembers_where_a_page_begins() {
        let cursor = Cursor { ends_at: 5, id: "a-b".into() };
        assert_eq!(Cursor::of(&cursor.to_string(), 9), cursor);
        for text in ["", "x.y", "5"] {
            assert_eq!(Cursor::of(text, 9), Cursor { ends_at: 9, id: String::new() });
        }
    }
}
