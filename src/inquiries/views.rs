//! The pages of inquiries.
use super::TRAP;
use crate::{http::form::Form, kit::clock::Dates, workspaces::Workspace};
use askama::Template;

#[derive(Template)]
#[template(path = "inquiries/new.html")]
pub struct New {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub form: Form,
    pub reader: Reader,
}

/// Somebody without an account, who reads and writes dates as the workspace does.
pub struct Reader(pub Dates);

impl Reader {
    fn dates(&self) -> Dates {
        self.0
    }
}

#[derive(Template)]
#[template(path = "inquiries/thanks.html")]
pub struct Thanks {
    pub workspace: Workspace,
    pub notice: Option<String>,
}
