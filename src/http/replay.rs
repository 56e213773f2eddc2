//! A form that is shown again with what was typed, by the very handler that carries it out: in a replay every
//! form has something to complain about, and nothing is written.
use crate::{
    app::App,
    error::Error,
    http::{
        error::{Unanswered, carried},
        form::Form,
        pairs,
    },
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, Uri, header, uri::PathAndQuery},
    response::Response,
};

/// What a replay says, handed to the form and the visit with the request.
#[derive(Debug, Clone)]
pub struct Replay {
    /// The notice at the top of the page.
    pub notice: String,
    /// The key of the form, which the page keeps: sent twice, it is carried out once.
    pub key: String,
    /// Whether the record changed meanwhile: the form then takes its new version.
    pub is_stale: bool,
}

/// A form and where it was sent. As an extension of a response: it is to be replayed in its place.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The address it was sent to, and the page it was sent from.
    pub path: String,
    pub page: String,
    pub form: Form,
}

impl Sent {
    /// The request that replays it: as it was sent, by whoever asks now.
    pub fn again(&self, asked: &Uri, headers: &HeaderMap, replay: Replay) -> Option<Request> {
        let mut parts = asked.clone().into_parts();
        parts.path_and_query = Some(self.path.parse::<PathAndQuery>().ok()?);
        let uri = Uri::from_parts(parts).ok()?;
        let origin = format!("{}://{}", uri.scheme_str().unwrap_or("https"), uri.authority()?);
        let page = format!("{origin}{}", self.page);
        let body = pairs::written(&self.form.as_sent());
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let kept = [header::COOKIE, header::USER_AGENT, header::ACCEPT];
        let kept = kept.into_iter().chain([header::HeaderName::from_static("cf-connecting-ip")]);
        for name in kept {
            for value in headers.get_all(&name) {
                request.headers_mut().append(&name, value.clone());
            }
        }
        let own = [
            (header::ORIGIN, HeaderValue::from_str(&origin).ok()?),
            (header::REFERER, HeaderValue::from_str(&page).ok()?),
            (header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded")),
        ];
        request.headers_mut().extend(own);
        request.extensions_mut().insert(replay);
        Some(request)
    }
}

/// The app of a replay, whose database writes nothing.
pub fn reading(app: &App) -> App {
    App { db: app.db.reading(), ..app.clone() }
}

/// Whether a response is the form again, or leads on as the form was carried out before.
pub fn is_shown(response: &Response) -> bool {
    match carried(response) {
        Some(Error::Done(_)) => true,
        Some(_) => false,
        None => response.status() == axum::http::StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Marks a response as one to be replaced by a replay.
pub fn instead(sent: Sent) -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Unanswered(Error::Unsent { page: sent.page.clone() }));
    response.extensions_mut().insert(sent);
    response
}
