//! How a list's addresses are made.
use super::{Asked, Tabs};
use crate::page::encoded;

impl Asked {
    /// The address of a tab, with the words that were typed.
    pub fn tab(&self, show: &str) -> String {
        let q = if self.q.is_empty() { String::new() } else { format!("&q={}", encoded(&self.q)) };
        format!("{}?show={show}{q}", self.path)
    }

    /// The address of the list from a row on. A search has no next page: more words narrow it.
    pub fn next(&self, row: Option<(&str, String)>) -> Option<String> {
        let (name, id) = row.filter(|_| !self.is_search())?;
        Some(format!("{}?show={}&from={}&id={id}", self.path, self.show, encoded(name)))
    }

    pub fn tabs(&self) -> Tabs {
        self.tabs
    }

    /// Whether some of the list is left out by what was asked for.
    pub fn is_narrowed(&self) -> bool {
        self.is_search()
            || !self.from.0.is_empty()
            || self.tabs.first().is_none_or(|(word, _)| *word != self.show)
    }
}
