//! Search by the beginnings of words: leads, contacts, accounts, FBOs, passengers, conversations, requests and trips.
mod queries;
mod views;
pub use queries::{add_words, bindings, move_words, set_words};
pub(crate) use queries::{found, has_reference, has_word, typed, with_word};
pub use views::List;

use crate::{
    db::page::{Cursor, PARAM},
    kit::text::folded,
};
use std::collections::BTreeSet;

/// How many rows a page shows.
pub const PER_PAGE: usize = 50;
/// How many words of a search count, and how many characters of a word.
const MOST_WORDS: usize = 8;
const LONGEST: usize = 100;

/// What is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Lead,
    Contact,
    Account,
    Fbo,
    Passenger,
    Thread,
    Request,
    Trip,
}

impl Noun {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Contact => "contact",
            Self::Account => "account",
            Self::Fbo => "fbo",
            Self::Passenger => "passenger",
            Self::Thread => "thread",
            Self::Request => "request",
            Self::Trip => "trip",
        }
    }

    /// The word on screen, in the middle of a sentence.
    pub fn name(self) -> &'static str {
        if self == Self::Fbo { "FBO" } else { self.word() }
    }

    /// The title of the page that lists them.
    pub fn title(self) -> &'static str {
        match self {
            Self::Lead => "Leads",
            Self::Contact => "Contacts",
            Self::Account => "Accounts",
            Self::Fbo => "FBOs",
            Self::Passenger => "Passengers",
            Self::Thread => "Messages",
            Self::Request => "Deals",
            Self::Trip => "Trips",
        }
    }

    /// What the search box says can be searched for.
    pub fn known_by(self) -> &'static str {
        match self {
            Self::Lead | Self::Contact | Self::Passenger => "Name or email",
            Self::Account => "Name",
            Self::Fbo => "Name or airport",
            Self::Thread => "Subject or words",
            Self::Request | Self::Trip => "Client, place or reference",
        }
    }

    /// The path of the list.
    pub fn path(self) -> &'static str {
        match self {
            Self::Lead => "/leads",
            Self::Contact => "/contacts",
            Self::Account => "/accounts",
            Self::Fbo => "/fbos",
            Self::Passenger => "/passengers",
            Self::Thread => "/messages",
            Self::Request => "/requests",
            Self::Trip => "/trips",
        }
    }
}

/// The tabs of a list, each with its word in the query string and its name; the first is the default.
pub type Tabs = &'static [(&'static str, &'static str)];

/// The tabs of contacts and accounts.
pub const BY_STANDING: Tabs = &[("all", "All"), ("active", "Active"), ("inactive", "Inactive")];

/// The part of a list that a page shows: a tab, a search, or a page after the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFilter {
    pub noun: Noun,
    pub tabs: Tabs,
    /// The word of the tab.
    pub show: &'static str,
    /// The search as it was typed.
    pub q: String,
    /// Where the page begins, if there is no search.
    pub from: Cursor,
}

impl ListFilter {
    /// Reads the filter from the query string; `param` returns one of its values.
    pub fn new(noun: Noun, tabs: Tabs, param: impl Fn(&str) -> String) -> Self {
        let show = param("show");
        let tab = tabs.iter().find(|(word, _)| *word == show).or(tabs.first());
        Self {
            noun,
            tabs,
            show: tab.map_or("all", |(word, _)| word),
            q: param("q"),
            from: Cursor::read(&param(PARAM), Cursor::text()),
        }
    }

    /// The typed words, if there are any to search for.
    pub fn typed(&self) -> Option<Typed> {
        Typed::of(&self.q)
    }

    pub fn is_search(&self) -> bool {
        self.typed().is_some()
    }
}

/// The words typed into a search. The longest matches the fewest rows, so it is looked up first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    pub first: String,
    pub others: Vec<String>,
}

impl Typed {
    pub fn of(text: &str) -> Option<Self> {
        let mut words = typed_words(text).into_iter();
        Some(Self { first: words.next()?, others: words.collect() })
    }
}

/// The words of a search, the longest first.
pub fn typed_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| bare(&folded(word)));
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

/// A word without the punctuation around it, at most [`LONGEST`] characters.
fn bare(word: &str) -> String {
    let is_mark = |c: char| !c.is_alphanumeric();
    word.trim_matches(is_mark).chars().filter(|c| *c != '\0').take(LONGEST).collect()
}

/// The words by which a search finds these names and addresses.
pub fn words(texts: &[&str]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for word in texts.iter().flat_map(|text| text.split_whitespace()) {
        let word = folded(word);
        found.insert(bare(&word));
        found.insert(bare(&word.replace('\'', "")));
        match word.split_once('@') {
            Some((local, _)) => found.extend([bare(local)]),
            None => found.extend(word.split(|c: char| !c.is_alphanumeric()).map(bare)),
        }
    }
    found.into_iter().filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_counts_without_accents_and_punctuation() {
        assert_eq!(
            words(&["Zoë Smith-Ångström", "Zoe.S@Harbour.example", "Acme, Inc."]),
            [
                "acme",
                "angstrom",
                "inc",
                "smith",
                "smith-angstrom",
                "zoe",
                "zoe.s",
                "zoe.s@harbour.example"
            ]
        );
        assert_eq!(words(&["O\u{2019}Neil"]), ["neil", "o", "o'neil", "oneil"]);
        assert!(words(&["", " - "]).is_empty());
    }

    #[test]
    fn the_longest_word_is_looked_up_first() {
        let typed = Typed::of(" Zoë  ÅNGSTRÖM, ").unwrap();
        assert_eq!((typed.first.as_str(), typed.others), ("angstrom", vec!["zoe".to_owned()]));
        assert_eq!(Typed::of(" , "), None);
    }

    #[test]
    fn an_unknown_tab_is_replaced_by_the_first() {
        let asked = |show: &'static str| {
            ListFilter::new(Noun::Contact, BY_STANDING, |name| match name {
                "show" => show.to_owned(),
                _ => String::new(),
            })
        };
        assert_eq!(
            (asked("inactive").show, asked("nonsense").show, asked("").show),
            ("inactive", "all", "all")
        );
    }
}
