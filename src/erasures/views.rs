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
