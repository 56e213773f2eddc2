//! What the page about a client's data shows.
use super::DataSubject;
use crate::{http::form::Form, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "erasures/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub subject: DataSubject,
    pub form: Form,
}

impl Show {
    /// Whether there is somebody left to erase.
    pub fn may_erase(&self) -> bool {
        !self.subject.is_merged
            && !self.subject.is_erased()
            && self.visitor.may_send("/contacts/{id}/erasure")
    }
}

/// What stands in the archive beside the data.
pub fn readme(workspace: &str, name: &str) -> String {
    format!(
        "Data of {name}
{workspace}

data.json        their details, requests, trips, invoices, messages, emails, notices, sessions and
                 what they did, what staff noted about their conversations, and a list of all files
                 here; it opens in a browser or a text editor
files/           the files that they added to trips and messages
emails/          what they answered by email, as it arrived
signed-quotes/   signed copies of the quotes that they accepted
MISSING.txt      if it is here: the names of files that had been removed

Long lists hold the newest entries: 900 files, 2,000 messages, 3,000 of what they did, 500 or more
of others.
"
    )
}
