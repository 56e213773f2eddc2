//! How the JSON of a program becomes a form, so that the same decisions are made about both.
use super::Form;
use crate::{
    app::App,
    db::once::Once,
    error::{Error, Result},
    http::headers::IDEMPOTENCY_KEY,
    kit::visible::cleaned,
};
use axum::{
    body,
    extract::{FromRequest, Request},
    http::header,
};
use serde_json::{Map, Value};

/// The largest body in bytes.
const LIMIT: usize = 64 * 1024;

/// One JSON object of texts and numbers.
pub struct Json(pub Form);

impl Form {
    fn of_json(path: &str, key: &str, body: &[u8]) -> Result<Self> {
        let object: Map<String, Value> =
            serde_json::from_slice(body).map_err(|_| Error::Malformed)?;
        let mut form = Self { once: Once::of(path, key, body), ..Self::default() };
        for (name, value) in object {
            let value = match value {
                Value::Null => continue,
                Value::String(text) => cleaned(&text),
                Value::Number(number) => number.to_string(),
                _ => return Err(invalid(&name, "Send a text or a number.")),
            };
            form.add(&name, value);
        }
        Ok(form)
    }

    /// Fails with the first complaint, and where there is a field that is none of these.
    pub fn settled(&self, known: &[&str]) -> Result<()> {
        let unknown = self.fields.iter().find(|(name, _)| !known.contains(&name.as_str()));
        match (unknown, self.complaints.first()) {
            (Some((name, _)), _) => Err(invalid(name, "There is no such field.")),
            (_, Some((name, words))) => Err(invalid(name, words)),
            _ => Ok(()),
        }
    }
}

fn invalid(field: &str, words: &str) -> Error {
    Error::Invalid { field: field.to_owned(), words: words.to_owned() }
}

fn header_of<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers().get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
}

impl<S: Send + Sync> FromRequest<S> for Json {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        if !header_of(&request, header::CONTENT_TYPE.as_str()).starts_with("application/json") {
            return Err(Error::Unsupported);
        }
        // Without a key of its own, each request is another one.
        let key = match (header_of(&request, IDEMPOTENCY_KEY), request.extensions().get::<App>()) {
            ("", Some(app)) => app.secret(),
            (key, _) => key.to_owned(),
        };
        let path = request.uri().path().to_owned();
        let read = body::to_bytes(request.into_body(), LIMIT).await;
        let body = read.map_err(|_| Error::TooLarge)?;
        Form::of_json(&path, &key, &body).map(Self)
    }
}
