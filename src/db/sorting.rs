//! Lists that are sorted by a column of the reader's choice.
use crate::db::page::Cursor;

/// The query parameter of an address that holds a [`Sorting`].
pub const PARAM: &str = "sort";

/// A column that a list may be sorted by.
pub trait Column: Copy + Eq + 'static {
    /// The word in the address.
    fn word(self) -> &'static str;

    /// Whether its values are text; otherwise they are moments.
    fn is_text(self) -> bool;
}

/// By which column a list is sorted, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorting<C> {
    pub by: C,
    pub is_descending: bool,
}

impl<C: Column> Sorting<C> {
    pub fn up(by: C) -> Self {
        Self { by, is_descending: false }
    }

    pub fn down(by: C) -> Self {
        Self { by, is_descending: true }
    }

    /// Reads an address: "client", or "-client" for the last one first. It is `usual` if the text is not
    /// one of these, or names a column that is not among `columns`.
    pub fn read(text: &str, columns: &[C], usual: Self) -> Self {
        let (word, is_descending) =
            text.strip_prefix('-').map_or((text, false), |word| (word, true));
        let by = columns.iter().copied().find(|it| it.word() == word);
        by.map_or(usual, |by| Self { by, is_descending })
    }

    /// The text in the address.
    pub fn word(self) -> String {
        format!("{}{}", if self.is_descending { "-" } else { "" }, self.by.word())
    }

    /// The same, or nothing if the list is sorted like this anyway.
    pub fn unless(self, usual: Self) -> String {
        if self == usual { String::new() } else { self.word() }
    }

    /// Where the list begins.
    pub fn start(self) -> Cursor {
        match (self.by.is_text(), self.is_descending) {
            (true, false) => Cursor::text(),
            (true, true) => Cursor::text_backwards(),
            (false, false) => Cursor::oldest(),
            (false, true) => Cursor::newest(),
        }
    }

    /// The sorting that the head of a column leads to: the other direction if the list is sorted by it.
    #[must_use]
    pub fn toward(self, by: C) -> Self {
        Self { by, is_descending: self.by == by && !self.is_descending }
    }

    /// The value of `aria-sort` for the head of a column; empty if the list is not sorted by it.
    pub fn direction(self, by: C) -> &'static str {
        match self.is_descending {
            _ if self.by != by => "",
            false => "ascending",
            true => "descending",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Shelf; 2] = [Shelf::Title, Shelf::Bought];

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Shelf {
        Title,
        Bought,
    }

    impl Column for Shelf {
        fn word(self) -> &'static str {
            match self {
                Self::Title => "title",
                Self::Bought => "bought",
            }
        }

        fn is_text(self) -> bool {
            self == Self::Title
        }
    }

    #[test]
    fn a_sorting_survives_being_written_to_an_address() {
        let usual = Sorting::down(Shelf::Bought);
        for by in COLUMNS {
            for sorting in [Sorting::up(by), Sorting::down(by)] {
                assert_eq!(Sorting::read(&sorting.word(), &COLUMNS, usual), sorting);
            }
        }
        for text in ["", "-", "weight", "--title", "Title"] {
            assert_eq!(Sorting::read(text, &COLUMNS, usual), usual, "{text}");
        }
        assert_eq!(Sorting::read("title", &[Shelf::Bought], usual), usual);
    }

    #[test]
    fn a_second_click_on_a_head_turns_the_list_around() {
        let by_title = Sorting::down(Shelf::Bought).toward(Shelf::Title);
        assert_eq!(by_title, Sorting::up(Shelf::Title));
        assert_eq!(by_title.toward(Shelf::Title), Sorting::down(Shelf::Title));
        assert_eq!(
            [by_title.direction(Shelf::Title), by_title.direction(Shelf::Bought)],
            ["ascending", ""]
        );
    }
}
