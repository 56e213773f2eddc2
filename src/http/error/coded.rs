//! How the API answers an error: a code for programs, a sentence for who writes them, and the field that it is about.
use crate::error::Error;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde_json::json;

/// The challenge of a 401 (RFC 6750).
pub const CHALLENGE: HeaderValue = HeaderValue::from_static("Bearer realm=\"api\"");

pub fn answer(error: &Error, request: &str) -> Response {
    let (kind, _, words) = error.words();
    let (code, message) = match error {
        Error::SignInFirst { .. } => (
            "unauthorized",
            "Send a valid key in the header: Authorization: Bearer cp_\u{2026}".to_owned(),
        ),
        Error::NotFound => ("not_found", "There is nothing here for this key.".to_owned()),
        Error::Malformed => ("malformed", "The body is not valid JSON in UTF-8.".to_owned()),
        Error::Unsupported => {
            ("unsupported", "Send JSON, with Content-Type: application/json.".to_owned())
        }
        _ => (kind, words),
    };
    let mut told = json!({ "code": code.replace('-', "_"), "message": message });
    let field = match error {
        Error::Invalid { field, .. } => field.as_str(),
        _ => "",
    };
    if let Some(told) = told.as_object_mut() {
        for (name, value) in [("field", field), ("request_id", request)] {
            if !value.is_empty() {
                told.insert(name.to_owned(), value.into());
            }
        }
    }
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (error.status(), kind, json!({ "error": told }).to_string()).into_response()
}
