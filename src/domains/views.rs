//! What the page of domains shows.
use super::{Domain, State, queries::Address};
use crate::{http::form::Form, users::Visitor, workspaces::Face};
use askama::Template;

#[derive(Template)]
#[template(path = "domains/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub domains: Vec<Domain>,
    pub addresses: Vec<Address>,
    /// Where CNAME records lead to; none where domains are mapped by hand.
    pub target: Option<String>,
    pub form: Form,
}

impl Index {
    pub fn may_change(&self) -> bool {
        self.target.is_some() && self.visitor.may_send("/settings/domains")
    }

    pub fn is_full(&self) -> bool {
        self.domains.len() >= 2
    }

    pub fn side(face: Face) -> &'static str {
        match face {
            Face::Client => "Clients",
            Face::Ops => "Staff",
        }
    }
}

impl Domain {
    pub fn needs_proof(&self) -> bool {
        self.state == State::Proof
    }

    pub fn was_checked(&self, visitor: &Visitor) -> String {
        match self.checked_at {
            Some(at) => format!("Last checked {}.", visitor.moment(at).full()),
            None => "Not checked yet.".to_owned(),
        }
    }
}
