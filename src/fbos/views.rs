//! What the pages of FBOs show.
use super::{Fbo, Preference, queries::PreferringAccount};
use crate::{http::form::Form, itineraries, search::List, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "fbos/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub list: List<Fbo>,
}

#[derive(Template)]
#[template(path = "fbos/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "fbos/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub form: Form,
    pub fbo: Fbo,
}

#[derive(Template)]
#[template(path = "fbos/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub fbo: Fbo,
}

/// The FBOs that an account prefers.
#[derive(Template)]
#[template(path = "fbos/preferred.html")]
pub struct PreferredFbos {
    pub visitor: Visitor,
    pub account: PreferringAccount,
    pub preferred: Vec<Preference>,
    /// Those that the search finds.
    pub found: Vec<Preference>,
    pub q: String,
}

impl Show {
    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/fbos/{id}")
    }

    /// The address of a map with the airport on it.
    pub fn map(&self) -> String {
        itineraries::map_at(self.fbo.latitude, self.fbo.longitude)
    }
}

impl Fbo {
    pub fn class(&self) -> &'static str {
        if self.is_in_use() { "ok" } else { "off" }
    }

    pub fn word(&self) -> &'static str {
        match (self.is_in_use(), self.is_own) {
            (false, _) => "Retired",
            (true, true) => "Our own",
            (true, false) => "In use",
        }
    }
}
