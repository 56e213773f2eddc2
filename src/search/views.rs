//! A page of a list, and its links.
use super::{ListFilter, PER_PAGE, Tabs};
use crate::{
    db::page::{Cursor, Page},
    http::page::address,
    ui::pieces::Pager,
    users::Visitor,
};

/// A page of a list.
#[derive(Debug)]
pub struct List<T> {
    pub filter: ListFilter,
    pub rows: Vec<T>,
    pub pager: Pager,
}

impl<T> List<T> {
    /// The page of rows that were selected with [`super::bindings`], sorted by name.
    pub fn of(filter: ListFilter, rows: Vec<T>, place: impl Fn(&T) -> Cursor) -> Self {
        let page = Page::of(rows, PER_PAGE, place);
        let pager = Pager::more(&page, filter.noun.path(), &[("show", filter.show)]);
        Self { filter, rows: page.rows, pager }
    }
}

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
