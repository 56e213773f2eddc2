//! What the doors show.
use crate::{
    form::Form,
    workspaces::{Face, Workspace},
};
use askama::Template;

#[derive(Template)]
#[template(path = "sessions/new.html")]
pub struct New {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub form: Form,
    pub face: Face,
}

#[derive(Template)]
#[template(path = "sessions/password.html")]
pub struct Password {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub form: Form,
    pub name: String,
    pub shortest: usize,
}
