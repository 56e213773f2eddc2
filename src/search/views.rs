//! The links of a list.
use super::{List, ListFilter, Tabs};
use crate::{http::page::address, users::Visitor};

impl ListFilter {
    /// The link of a tab, which keeps the search.
    pub fn tab(&self, show: &str) -> String {
        address(self.noun.path(), &[("show", show), ("q", &self.q)])
    }

    pub fn tabs(&self) -> Tabs {
        self.tabs
    }

    /// Whether the filter leaves out some of the list.
    pub fn is_narrowed(&self) -> bool {
        self.is_search()
            || !self.from.is_start()
            || self.tabs.first().is_none_or(|(word, _)| *word != self.show)
    }
}

impl<T> List<T> {
    /// The path of the form that adds a row; empty if the visitor may not use it.
    pub fn add_at(&self, visitor: &Visitor) -> String {
        let page = format!("{}/new", self.filter.noun.path());
        if visitor.may_open(&page) { page } else { String::new() }
    }
}
