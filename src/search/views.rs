//! How a list's addresses are made.
use super::{Asked, List, Tabs};
use crate::{http::page::encoded, users::Visitor};

impl Asked {
    /// The address of a tab, with the words that were typed.
    pub fn tab(&self, show: &str) -> String {
        let q = if self.q.is_empty() { String::new() } else { format!("&q={}", encoded(&self.q)) };
        format!("{}?show={show}{q}", self.noun.path())
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

impl<T> List<T> {
    /// The address of the next page. A search has none: more words narrow it.
    pub fn next(&self) -> Option<String> {
        let (name, id) = self.rest.as_ref().filter(|_| !self.asked.is_search())?;
        let (path, show) = (self.asked.noun.path(), self.asked.show);
        Some(format!("{path}?show={show}&from={}&id={id}", encoded(name)))
    }

    /// The address of the form that adds one, for whoever may.
    pub fn add_at(&self, visitor: &Visitor) -> String {
        let page = format!("{}/new", self.asked.noun.path());
        if visitor.may_open(&page) { page } else { String::new() }
    }
}
