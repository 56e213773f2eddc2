//! The page of an error. Where the same request may succeed in a moment, it gives back what was sent.
use super::Asker;
use crate::{
    error::Error,
    http::{form::Form, pairs::Fields},
};
use askama::Template;
use axum::response::{Html, IntoResponse as _, Response};

#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    title: &'static str,
    text: String,
    back: Option<String>,
    /// Where to write to operations about it.
    write_at: Option<String>,
    /// Texts of the form that was sent, to be copied.
    wrote: Vec<String>,
    /// What to tell support; the cause is logged beside it.
    reference: Option<String>,
    again: Option<Again>,
    /// Whether the home page is not like this one.
    has_home: bool,
}

/// The same request once more.
struct Again {
    path: String,
    /// The fields of the form to send again, with its key, so that it is carried out once. `None` for a
    /// page.
    fields: Option<Vec<Resent>>,
    /// For the fields that are typed again.
    form: Form,
}

/// A field to be sent again.
struct Resent {
    name: String,
    /// Empty for a secret.
    value: String,
    /// The label of a secret, which is typed again.
    secret: Option<&'static str>,
}

impl Resent {
    fn of((name, value): (String, String)) -> Self {
        let secret = match name.as_str() {
            "current" => Some("Current password"),
            "password" => Some("Password"),
            "again" => Some("Confirm password"),
            _ => None,
        };
        let value = if secret.is_some() { String::new() } else { value };
        Self { name, value, secret }
    }
}

pub fn html(error: &Error, asker: Asker, reference: Option<String>) -> Response {
    let (_, title, text) = error.words();
    let again = matches!(error, Error::OutOfReach(_) | Error::Moving | Error::Busy)
        .then(|| again(&asker.uri, asker.form));
    let back = if let Error::Unsent { page } = error { Some(page.clone()) } else { asker.back };
    let write_at = if let Error::AskThem { page, .. } = error { Some(page.clone()) } else { None };
    let has_home = !matches!(error, Error::Closed { .. } | Error::UnknownHost);
    let page = Page { title, text, back, write_at, wrote: asker.wrote, reference, again, has_home };
    (error.status(), Html(page.render().unwrap_or_default())).into_response()
}

fn again(uri: &http::Uri, form: Option<Fields>) -> Again {
    let path = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
    let fields = form.map(|fields| fields.into_iter().map(Resent::of).collect());
    Again { path, fields, form: Form::default() }
}
