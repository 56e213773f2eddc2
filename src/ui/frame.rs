//! What stands around every page. Rendered here once, not in each page anew.
use crate::{users::Visitor, workspaces::Workspace};
use askama::{Template, filters::HtmlSafe};

/// The links of the head, up to the title.
#[derive(Template)]
#[template(path = "frame/head.html")]
pub struct Head<'a> {
    pub workspace: &'a Workspace,
}

/// The sentence that the last page left to be said.
#[derive(Template)]
#[template(path = "frame/notice.html")]
pub struct Notice<'a> {
    pub text: &'a Option<String>,
}

/// Above a client's page: the ways to every place, and the menu of the person.
#[derive(Template)]
#[template(path = "frame/client_top.html")]
pub struct ClientTop<'a> {
    pub visitor: &'a Visitor,
}

/// Below it: the footer, and on a phone the bar with its sheet.
#[derive(Template)]
#[template(path = "frame/client_end.html")]
pub struct ClientEnd<'a> {
    pub visitor: &'a Visitor,
}

/// Beside a page of the operations side: the ways to every place.
#[derive(Template)]
#[template(path = "frame/ops_top.html")]
pub struct OpsTop<'a> {
    pub visitor: &'a Visitor,
}

/// Its dialog of shortcuts.
#[derive(Template)]
#[template(path = "frame/ops_end.html")]
pub struct OpsEnd;

/// Above what whoever is not in yet is asked.
#[derive(Template)]
#[template(path = "frame/door_top.html")]
pub struct DoorTop<'a> {
    pub workspace: &'a Workspace,
}

/// Below it: whom to call.
#[derive(Template)]
#[template(path = "frame/door_end.html")]
pub struct DoorEnd<'a> {
    pub workspace: &'a Workspace,
}

// They escape what is put into them, and are not escaped again.
impl HtmlSafe for Head<'_> {}
impl HtmlSafe for Notice<'_> {}
impl HtmlSafe for ClientTop<'_> {}
impl HtmlSafe for ClientEnd<'_> {}
impl HtmlSafe for OpsTop<'_> {}
impl HtmlSafe for OpsEnd {}
impl HtmlSafe for DoorTop<'_> {}
impl HtmlSafe for DoorEnd<'_> {}
