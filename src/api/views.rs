//! What the page of API keys shows.
use super::Key;
use crate::{
    http::form::Form,
    users::{Ability, Visitor},
};
use askama::Template;

/// The description of the API, for programs.
pub const DESCRIPTION: &str = "/api/v1/openapi.json";

#[derive(Template)]
#[template(path = "api/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub keys: Vec<Key>,
    /// A new key, which is shown once.
    pub new: Option<String>,
    /// The address of the operations side.
    pub origin: String,
    pub form: Form,
}

impl Index {
    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/settings/api")
    }

    pub fn is_valid(&self, key: &Key) -> bool {
        key.is_valid(self.visitor.now)
    }

    /// Until when it is valid, and whether it is used.
    pub fn standing(&self, key: &Key) -> String {
        let day = |at| self.visitor.moment(at).long_date();
        if let Some(at) = key.revoked_at {
            return format!("Revoked on {}.", day(at));
        }
        let used = match key.used_at {
            Some(at) => format!("Last used on {}.", day(at)),
            None => "Not used yet.".to_owned(),
        };
        match key.expires_at {
            None => used,
            Some(at) if self.is_valid(key) => format!("{used} Valid through {}.", day(at)),
            Some(at) => format!("{used} Expired after {}.", day(at)),
        }
    }

    pub fn made(&self, key: &Key) -> String {
        format!("Made by {} on {}.", key.made_by, self.visitor.moment(key.created_at).long_date())
    }

    pub fn abilities() -> [Ability; 6] {
        Ability::ALL
    }
}
