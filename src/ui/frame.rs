//! The frame around every page: head, navigation, footer. Each part is a template of its own and not a
//! macro, so that it is compiled once and not again for every page, which keeps the Worker small.
use crate::{users::Visitor, workspaces::Workspace};
use askama::{Template, filters::HtmlSafe};

/// The start of `<head>`: style sheets, icon and script.
#[derive(Template)]
#[template(path = "frame/head.html")]
pub struct Head<'a> {
    pub workspace: &'a Workspace,
}

/// The notice left by the previous page, such as "Quote sent."
#[derive(Template)]
#[template(path = "frame/notice.html")]
pub struct Notice<'a> {
    pub text: &'a Option<String>,
}

/// Above a client's page: navigation and profile menu.
#[derive(Template)]
#[template(path = "frame/client_top.html")]
pub struct ClientTop<'a> {
    pub visitor: &'a Visitor,
}

/// Below a client's page: the footer, and on a phone the navigation bar with the sheet "More".
#[derive(Template)]
#[template(path = "frame/client_end.html")]
pub struct ClientEnd<'a> {
    pub visitor: &'a Visitor,
}

/// Beside a page of the operations side: the navigation.
#[derive(Template)]
#[template(path = "frame/ops_top.html")]
pub struct OpsTop<'a> {
    pub visitor: &'a Visitor,
}

/// After a page of the operations side: the dialog of keyboard shortcuts.
#[derive(Template)]
#[template(path = "frame/ops_end.html")]
pub struct OpsEnd;

/// Above a page for people who are signed out: the operator's logo and name.
#[derive(Template)]
#[template(path = "frame/door_top.html")]
pub struct DoorTop<'a> {
    pub workspace: &'a Workspace,
}

/// Below a page for people who are signed out: whom to call.
#[derive(Template)]
#[template(path = "frame/door_end.html")]
pub struct DoorEnd<'a> {
    pub workspace: &'a Workspace,
}

// Each template escapes its values itself, so its output is not escaped again where a page includes it.
impl HtmlSafe for Head<'_> {}
impl HtmlSafe for Notice<'_> {}
impl HtmlSafe for ClientTop<'_> {}
impl HtmlSafe for ClientEnd<'_> {}
impl HtmlSafe for OpsTop<'_> {}
impl HtmlSafe for OpsEnd {}
impl HtmlSafe for DoorTop<'_> {}
impl HtmlSafe for DoorEnd<'_> {}
