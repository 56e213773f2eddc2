//! How a list's addresses are made.
use super::{List, ListFilter, Tabs};
use crate::{http::page::address, users::Visitor};

impl ListFilter {
    /// The address of a tab, with the words that were typed.
    pub fn tab(&self, show: &str) -> String {
        address(self.noun.path(), &[("show", show), ("q", &self.q)])
    }

    pub fn tabs(&self) -> Tabs {
        self.tabs
    }

    /// Whether some of the list is left out by what was asked for.
    pub fn is_narrowed(&self) -> bool {
        self.is_search()
            || !self.from.is_start()
            || self.tabs.first().is_none_or(|(word, _)| *word != self.show)
    }
}

impl<T> List<T> {
    /// The address of the form that adds one, for whoever may.
    pub fn add_at(&self, visitor: &Visitor) -> String {
        let page = format!("{}/new", self.filter.noun.path());
        if visitor.may_open(&page) { page } else { String::new() }
    }
}
