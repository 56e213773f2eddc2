//! Forms that were not carried out because their sender was signed out, or had to show a factor first: what
//! they wrote is kept for an hour and shown to them again.
mod queries;
mod routes;
pub use queries::forget;
pub use routes::{keep, routes};

use crate::{
    http::{form::Form, replay::Sent},
    kit::{keys::Keys, sealed, text, zoned::HOUR},
};
use serde::{Deserialize, Serialize};

/// How long a form is kept.
const KEPT: i64 = HOUR;
/// How many forms are kept for one user.
const MOST: i64 = 20;
/// Where a kept form is shown again.
pub const PAGE: &str = "/unsent";
/// The notice of that page.
pub const NOTICE: &str = "Here is what you wrote; it has not been sent yet.";

/// Fields that are never kept: passwords, codes, and what a passkey signs.
const SECRET: [&str; 11] = [
    "password",
    "again",
    "current",
    "code",
    "recovery",
    "token",
    "credential",
    "client_data",
    "authenticator_data",
    "signature",
    "public_key",
];

/// Fields that the portal fills in itself, before the point of a row's number.
const OURS: [&str; 3] = ["shown", "from_at", "to_at"];

/// A form as it is kept, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct KeptForm {
    path: String,
    page: String,
    fields: Vec<(String, String)>,
}

impl KeptForm {
    fn of(sent: &Sent) -> Self {
        let fields = sent.form.fields().iter().filter(|(name, _)| !SECRET.contains(&name.as_str()));
        Self { path: sent.path.clone(), page: sent.page.clone(), fields: fields.cloned().collect() }
    }

    fn sent(self) -> Sent {
        Sent { path: self.path, page: self.page, form: Form::of(self.fields) }
    }

    /// Encrypts it for a user.
    fn sealed(&self, data_key: &Keys, nonce: [u8; 12], user: &str) -> Option<String> {
        let text = serde_json::to_string(self).ok()?;
        sealed::seal(data_key, nonce, &["unsent form", user], &text)
    }

    fn open(data_key: &Keys, sealed: &str, user: &str) -> Option<Self> {
        let text = sealed::open(data_key, sealed, &["unsent form", user]).ok()?;
        serde_json::from_str(&text).ok()
    }
}

/// The id under which the form with this key is kept.
fn id(key: &str) -> String {
    text::digest(&[b"unsent form", key.as_bytes()])
}

/// Whether its sender entered something, and nothing secret, so that it is worth to be shown again at once.
pub fn is_written(form: &Form) -> bool {
    let is_secret = |name: &str| SECRET.contains(&name);
    let is_entered =
        |name: &str, value: &str| !["key", "version"].contains(&name) && !value.trim().is_empty();
    form.fields().iter().any(|(name, value)| is_entered(name, value))
        && !form.fields().iter().any(|(name, _)| is_secret(name))
}

/// Texts that somebody wrote in a form, to be copied from the page of an error: values of several words.
pub fn words(form: &Form) -> Vec<String> {
    let is_ours = |name: &str| name.split('.').next().is_some_and(|it| OURS.contains(&it));
    let fields = form.fields().iter();
    let fields = fields.filter(|(name, _)| !SECRET.contains(&name.as_str()) && !is_ours(name));
    let texts = fields.map(|(_, value)| value.trim());
    texts.filter(|it| it.split_whitespace().nth(2).is_some()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
