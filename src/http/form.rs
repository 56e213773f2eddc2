//! A form as it was sent: the visitor's own words, to be shown again, and a complaint per field.
use crate::{
    db::once::Once,
    error::Error,
    kit::email::{Email, EmailError},
};
use axum::{
    body,
    extract::{FromRequest, Request},
    http::header,
};

/// More than any page's form can hold.
const LIMIT: usize = 256 * 1024;

#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    complaints: Vec<(String, String)>,
    once: Once,
}

impl Form {
    /// An empty form to fill in, or one filled in beforehand.
    pub fn of<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        Self {
            fields: fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            ..Self::default()
        }
    }

    /// The body of a POST to `path`.
    pub fn posted(path: &str, body: &[u8]) -> Result<Self, Error> {
        let fields: Vec<(String, String)> = serde_html_form::from_bytes(body)
            .map_err(|_| Error::refused("This form could not be read."))?;
        let mut form = Self::of(fields);
        form.once = Once::of(path, form.value("key"), body);
        Ok(form)
    }

    /// What was typed, without white space around it; empty where nothing was.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// What was typed, letter for letter: for passwords.
    pub fn verbatim(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that may come several times.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.fields
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value.trim())
            .collect()
    }

    /// Whether this is what was typed or chosen.
    pub fn is(&self, name: &str, value: impl std::fmt::Display) -> bool {
        self.value(name) == value.to_string()
    }

    /// Whether a box with this value is ticked.
    pub fn has(&self, name: &str, value: impl AsRef<str>) -> bool {
        self.values(name).contains(&value.as_ref())
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.into()));
    }

    /// One more value of a field that may come several times.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.fields.push((name.to_owned(), value.into()));
    }

    pub fn unset(&mut self, name: &str) {
        self.fields.retain(|(field, _)| field != name);
    }

    /// What was typed, if it is of this many characters at most; complains otherwise.
    pub fn text(&mut self, name: &str, most: usize) -> String {
        let value = self.value(name).to_owned();
        if value.chars().count() > most {
            self.complain(name, format!("Please keep this to {most} characters."));
        }
        value
    }

    /// The same, and not empty; `missing` is the complaint.
    pub fn required(&mut self, name: &str, most: usize, missing: &str) -> String {
        let value = self.text(name, most);
        if value.is_empty() {
            self.complain(name, missing);
        }
        value
    }

    /// An email address; complains where it is none, or none was typed.
    pub fn email(&mut self, name: &str) -> Option<Email> {
        let read = Email::parse(self.value(name));
        read.map_err(|error| self.complain(name, error.to_string())).ok()
    }

    /// The same where it may be left out.
    pub fn email_or_none(&mut self, name: &str) -> Option<Email> {
        match Email::parse(self.value(name)) {
            Err(EmailError::Missing) => None,
            _ => self.email(name),
        }
    }

    /// How many fields named `name.0`, `name.1` … were sent.
    pub fn rows(&self, name: &str) -> usize {
        (0..self.fields.len())
            .take_while(|i| self.fields.iter().any(|(field, _)| *field == format!("{name}.{i}")))
            .count()
    }

    pub fn complain(&mut self, name: impl Into<String>, words: impl Into<String>) {
        self.complaints.push((name.into(), words.into()));
    }

    pub fn has_complaints(&self) -> bool {
        !self.complaints.is_empty()
    }

    /// The first complaint about a field.
    pub fn complaint(&self, name: &str) -> Option<&str> {
        self.complaints.iter().find(|(field, _)| field == name).map(|(_, words)| words.as_str())
    }

    /// Field and words of every complaint, for the summary above the form.
    pub fn complaints(&self) -> &[(String, String)] {
        &self.complaints
    }

    /// The version of what the page showed; 0 where there was nothing yet.
    pub fn seen(&self) -> i64 {
        self.value("version").parse().unwrap_or(0)
    }

    /// Names this form of this page: sent twice, it is carried out once.
    pub fn key(&self) -> &str {
        &self.once.key
    }

    /// Of everything in it.
    pub fn digest(&self) -> &str {
        &self.once.digest
    }
}

impl AsRef<Once> for Form {
    fn as_ref(&self) -> &Once {
        &self.once
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Error::Unsupported);
        }
        let path = request.uri().path().to_owned();
        let read = body::to_bytes(request.into_body(), LIMIT).await;
        let body = read.map_err(|_| Error::TooLarge)?;
        Self::posted(&path, &body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_visitors_words_are_kept() {
        let mut form =
            Form::posted("/requests", b"key=k&name=+Zo%C3%AB+&leg.0=TEB&leg.1=PBI&pick=a&pick=b")
                .unwrap();
        assert_eq!(
            (form.value("name"), form.verbatim("name"), form.value("none")),
            ("Zoë", " Zoë ", "")
        );
        assert_eq!(
            (form.rows("leg"), form.has("pick", "b"), form.has("pick", "c")),
            (2, true, false)
        );
        assert_eq!(form.required("name", 2, "Say who."), "Zoë");
        assert_eq!(form.complaint("name"), Some("Please keep this to 2 characters."));
    }

    #[test]
    fn a_key_holds_for_one_address_only() {
        let at = |path| Form::posted(path, b"key=k").unwrap();
        assert_eq!(at("/a").key(), at("/a").key());
        assert_ne!(at("/a").key(), at("/b").key());
        assert_eq!(at("/a").digest(), at("/b").digest());
    }
}
