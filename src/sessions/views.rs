//! The sign-in pages.
use super::code::{self, CodeCookie, masked};
use crate::{
    http::form::Form,
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

/// The page to type a code, or why it can no longer be used.
#[derive(Template)]
#[template(path = "sessions/code.html")]
pub struct Code {
    workspace: Workspace,
    notice: Option<String>,
    form: Form,
    /// The typed address, if this browser asked for a code.
    email: Option<String>,
    over: Option<&'static str>,
}

impl Code {
    pub fn new(workspace: Workspace, form: Form, asked: Option<&CodeCookie>) -> Self {
        let email = asked.map(|asked| asked.email.clone());
        Self { workspace, notice: None, form, email, over: None }
    }

    pub fn over(self, why: &'static str) -> Self {
        Self { over: Some(why), ..self }
    }

    fn is_reset(&self) -> bool {
        code::Purpose::of(self.form.value("purpose")).is_reset()
    }
}

/// The page of a mailed link.
#[derive(Template)]
#[template(path = "sessions/link.html")]
pub struct Link {
    workspace: Workspace,
    notice: Option<String>,
    token: String,
    state: Opened,
}

/// How a link was opened.
enum Opened {
    /// Where it works.
    Here { email: String, is_reset: bool },
    /// In another browser: the code is to be typed in the one that asked.
    Elsewhere,
    /// Too late.
    Over,
}

impl Link {
    pub fn new(
        workspace: Workspace,
        found: Option<&code::Code>,
        asked: Option<&CodeCookie>,
        token: String,
    ) -> Self {
        let state = match found {
            None => Opened::Over,
            Some(found) if found.opens_in(asked) => Opened::Here {
                email: masked(found.email.as_deref().unwrap_or_default()),
                is_reset: found.purpose.is_reset(),
            },
            Some(_) => Opened::Elsewhere,
        };
        Self { workspace, notice: None, token, state }
    }
}
