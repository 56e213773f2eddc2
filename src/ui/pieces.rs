//! The components that `templates/ui.html` offers to every page. Each is a template of its own and not a
//! macro, so that it is compiled once and not again for every page, which keeps the Worker small.
use crate::{
    db::{
        page::{self, Cursor, Page},
        sorting::{self, Column, Sorting},
    },
    http::{form::Form, page::address},
};
use askama::{Template, filters::HtmlSafe};
use std::fmt::Display;

/// An icon from `assets/icons.txt`.
#[derive(Template)]
#[template(path = "ui/icon.html")]
pub struct Icon<'a> {
    pub name: &'a str,
}

/// A state badge: its word beside a colored dot.
#[derive(Template)]
#[template(path = "ui/state.html")]
pub struct State<'a> {
    pub class: &'a dyn Display,
    pub word: &'a dyn Display,
}

#[derive(Template)]
#[template(path = "ui/money.html")]
pub struct Money {
    pub amount: String,
}

/// One label and value of a list of facts.
#[derive(Template)]
#[template(path = "ui/fact.html")]
pub struct Fact<'a> {
    pub label: &'a str,
    pub value: &'a dyn Display,
}

/// A labeled input with its hint and complaint.
#[derive(Template)]
#[template(path = "ui/field.html")]
pub struct Field<'a> {
    pub form: &'a Form,
    pub name: &'a str,
    pub label: &'a str,
    pub kind: &'a str,
    pub hint: &'a str,
    pub autocomplete: &'a str,
    pub required: &'a bool,
    pub mode: &'a str,
    pub suggest: &'a str,
    pub max: &'a usize,
    pub class: &'a str,
}

#[derive(Template)]
#[template(path = "ui/area.html")]
pub struct Area<'a> {
    pub form: &'a Form,
    pub name: &'a str,
    pub label: &'a str,
    pub hint: &'a str,
    pub required: &'a bool,
    pub max: &'a usize,
}

#[derive(Template)]
#[template(path = "ui/select.html")]
pub struct Select<'a> {
    pub form: &'a Form,
    pub name: &'a str,
    pub label: &'a str,
    pub options: Vec<(String, String)>,
    pub hint: &'a str,
    pub required: &'a bool,
}

#[derive(Template)]
#[template(path = "ui/choice.html")]
pub struct Choice<'a> {
    pub form: &'a Form,
    pub name: &'a str,
    pub legend: &'a str,
    pub options: Vec<(String, String)>,
    pub hint: &'a str,
}

#[derive(Template)]
#[template(path = "ui/tick.html")]
pub struct Tick<'a> {
    pub form: &'a Form,
    pub name: &'a str,
    pub label: &'a str,
    pub hint: &'a str,
}

/// The summary above a form, with a link to each field that has a complaint.
#[derive(Template)]
#[template(path = "ui/complaints.html")]
pub struct Complaints<'a> {
    pub form: &'a Form,
}

#[derive(Template)]
#[template(path = "ui/crumbs.html")]
pub struct Crumbs<'a> {
    pub places: Vec<(String, String)>,
    pub here: &'a dyn Display,
}

/// One entry of a page's tabs.
#[derive(Template)]
#[template(path = "ui/tab.html")]
pub struct Tab<'a> {
    pub href: &'a str,
    pub word: &'a str,
    pub current: &'a bool,
    pub count: &'a i64,
}

/// The head of a column that the list may be sorted by.
#[derive(Debug, Template)]
#[template(path = "ui/head.html")]
pub struct Head<'a> {
    pub word: &'a str,
    pub href: String,
    /// `ascending` or `descending` if the list is sorted by it, else empty.
    pub direction: &'static str,
}

impl<'a> Head<'a> {
    /// `path` and `filters` are those of the list.
    pub fn of<C: Column>(
        word: &'a str,
        by: C,
        sorting: Sorting<C>,
        path: &str,
        filters: &[(&str, &str)],
    ) -> Self {
        let toward = sorting.toward(by).word();
        let href = address(path, &[filters, &[(sorting::PARAM, toward.as_str())]].concat());
        Self { word, href, direction: sorting.direction(by) }
    }
}

/// Shown in place of an empty list: what will appear here, and what to do first.
#[derive(Template)]
#[template(path = "ui/empty.html")]
pub struct Empty<'a> {
    pub title: &'a str,
    pub text: &'a str,
    pub href: &'a str,
    pub action: &'a str,
}

#[derive(Template)]
#[template(path = "ui/note.html")]
pub struct Note<'a> {
    pub class: &'a str,
    pub text: &'a dyn Display,
}

/// How the links of a [`Pager`] are worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wording {
    /// "Newer" leads to the first page, "Older" to the next one.
    Age,
    /// "More" leads to the next page.
    More,
    /// "Earlier messages", above a conversation.
    Earlier,
}

/// The links from a page of a list to the first page and to the next one. They keep the filters of the
/// list. A view has it as a field, and its template shows it: `{{ pager }}`.
#[derive(Debug, Template)]
#[template(path = "ui/pager.html")]
pub struct Pager {
    wording: Wording,
    first: Option<String>,
    next: Option<String>,
}

impl Pager {
    /// For a list by age, with links in both directions. `from` is the cursor of this page.
    pub fn by_age<T>(page: &Page<T>, from: &Cursor, path: &str, filters: &[(&str, &str)]) -> Self {
        let first = (!from.is_start()).then(|| address(path, filters));
        Self { first, ..Self::new(Wording::Age, page, path, filters) }
    }

    /// For a list that has one page.
    pub fn none() -> Self {
        Self { wording: Wording::More, first: None, next: None }
    }

    /// For a list that only leads to its next page.
    pub fn more<T>(page: &Page<T>, path: &str, filters: &[(&str, &str)]) -> Self {
        Self::new(Wording::More, page, path, filters)
    }

    /// For a conversation, which begins with the newest messages.
    pub fn earlier<T>(page: &Page<T>, path: &str) -> Self {
        Self::new(Wording::Earlier, page, path, &[])
    }

    fn new<T>(wording: Wording, page: &Page<T>, path: &str, filters: &[(&str, &str)]) -> Self {
        let next = page.next.as_ref().map(|cursor| {
            address(path, &[filters, &[(page::PARAM, cursor.to_string().as_str())]].concat())
        });
        Self { wording, first: None, next }
    }

    /// Without the link to the next page, for a page that has its own.
    pub fn newer(&self) -> Self {
        Self { wording: self.wording, first: self.first.clone(), next: None }
    }

    /// The address of the next page.
    pub fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }
}

/// Turns pairs into text: the value and label of each option, or the address and label of each link.
pub fn pairs<A: Display, B: Display>(pairs: impl AsRef<[(A, B)]>) -> Vec<(String, String)> {
    pairs.as_ref().iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
}

// Each template escapes its values itself, so its output is not escaped again where a page includes it.
impl HtmlSafe for Icon<'_> {}
impl HtmlSafe for State<'_> {}
impl HtmlSafe for Money {}
impl HtmlSafe for Fact<'_> {}
impl HtmlSafe for Field<'_> {}
impl HtmlSafe for Area<'_> {}
impl HtmlSafe for Select<'_> {}
impl HtmlSafe for Choice<'_> {}
impl HtmlSafe for Tick<'_> {}
impl HtmlSafe for Complaints<'_> {}
impl HtmlSafe for Crumbs<'_> {}
impl HtmlSafe for Tab<'_> {}
impl HtmlSafe for Head<'_> {}
impl HtmlSafe for Empty<'_> {}
impl HtmlSafe for Note<'_> {}
impl HtmlSafe for Pager {}
