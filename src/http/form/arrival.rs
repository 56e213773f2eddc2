//! How the body of a request becomes a form, and what was sent with it.
use super::Form;
use crate::{
    app::App,
    db::once::Once,
    error::Error,
    http::{
        pairs::{self, Fields},
        replay::Replay,
    },
    kit::visible::cleaned,
};
use axum::{
    body,
    extract::{FromRequest, Request},
    http::header,
};

/// The largest form in bytes: more than any page's form can hold.
const LIMIT: usize = 256 * 1024;

impl Form {
    /// Reads the body of a POST to `path`. The key is hashed with the path, so that all forms of a page can
    /// carry the same key.
    pub fn posted(path: &str, body: &[u8]) -> Result<Self, Error> {
        let mut form = Self::default();
        for (name, raw) in pairs::read(body)? {
            // A browser ends the lines of a text with two characters, a program perhaps with one.
            let raw = raw.replace("\r\n", "\n").replace('\r', "\n");
            let value = cleaned(&raw);
            if value != raw {
                form.raw.push((name.clone(), raw));
            }
            form.fields.push((name, value));
        }
        form.once = Once::of(path, form.value("key"), body);
        Ok(form)
    }

    /// All fields as they were sent, in their order.
    pub fn as_sent(&self) -> Fields {
        let raw = |name: &str, value: &str| {
            let mut altered = self.raw.iter().filter(|(field, _)| field == name);
            let sent = altered.find(|(_, raw)| cleaned(raw) == value).map(|(_, raw)| raw.as_str());
            sent.unwrap_or(value).to_owned()
        };
        self.fields.iter().map(|(name, value)| (name.clone(), raw(name, value))).collect()
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
        let app = request.extensions().get::<App>().cloned();
        let replayed = request.extensions().get::<Replay>().map(|it| it.is_stale);
        let read = body::to_bytes(request.into_body(), LIMIT).await;
        let body = read.map_err(|_| Error::TooLarge)?;
        let form = Self { replayed, ..Self::posted(&path, &body)? };
        if let Some(app) = app {
            app.witness.read(&form);
        }
        Ok(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_alike_whoever_sent_it() {
        let form = Form::posted("/", b"terms=One%0D%0ATwo%0DThree%0AFour%00").unwrap();
        assert_eq!(form.value("terms"), "One\nTwo\nThree\nFour");
        assert_eq!(form.verbatim("terms"), "One\nTwo\nThree\nFour\0");
    }
}
