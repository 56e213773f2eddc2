//! How a list's addresses are made.
use super::{Asked, PER_PAGE, Tabs};
use crate::{
    db::page::{Cursor, Page},
    http::page::address,
    ui::pieces::Pager,
    users::Visitor,
};

/// A page of a list.
#[derive(Debug)]
pub struct List<T> {
    pub asked: Asked,
    pub rows: Vec<T>,
    pub pager: Pager,
}

impl<T> List<T> {
    /// Of rows by name, as [`bindings`] asked for them.
    pub fn of(asked: Asked, rows: Vec<T>, place: impl Fn(&T) -> Cursor) -> Self {
        let page = Page::of(rows, PER_PAGE, place);
        let pager = Pager::more(&page, asked.noun.path(), &[("show", asked.show)]);
        Self { asked, rows: page.rows, pager }
    }
}

impl Asked {
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
        let page = format!("{}/new", self.asked.noun.path());
        if visitor.may_open(&page) { page } else { String::new() }
    }
}
