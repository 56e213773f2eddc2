//! What becomes of a form that was not carried out: it is kept until its sender has signed in, or shown again
//! at once if the record changed meanwhile.
use crate::{
    app::App,
    error::Error,
    http::{
        cookies,
        error::{Unanswered, carried},
        replay::{self, Replay, Sent},
        routes::Table,
    },
    unsent,
    users::Route,
    workspaces::Host,
};
use axum::{
    Router,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};

/// A request that a face's router has answered.
pub struct Arrived<'a> {
    pub app: &'a App,
    pub host: &'a Host,
    pub router: &'a Router,
    pub table: &'static [Route],
    pub uri: &'a Uri,
    pub headers: &'a HeaderMap,
    /// The page that it came from.
    pub back: Option<String>,
}

impl Arrived<'_> {
    /// The response, or what is shown in its place.
    pub async fn resume(self, mut response: Response) -> Response {
        if let Some(sent) = response.extensions_mut().remove::<Sent>() {
            return self.shown_again(response, &sent).await;
        }
        let Some(sent) = self.sent() else { return response };
        match carried(&response).cloned() {
            Some(Error::Refused(why)) if unsent::is_written(&sent.form) => {
                self.shown_refused(response, &sent, &why).await
            }
            Some(error) => match self.kept(&error, &sent).await {
                Some(error) => {
                    let is_door = matches!(error, Error::SignInFirst { .. });
                    response.extensions_mut().insert(Unanswered(error));
                    if is_door {
                        response.extensions_mut().insert(Kept);
                    }
                    response
                }
                None => response,
            },
            None => response,
        }
    }

    /// The form that this request brought.
    fn sent(&self) -> Option<Sent> {
        let form = self.app.witness.form()?.clone();
        let path = self.uri.path_and_query()?.as_str().to_owned();
        Some(Sent { path, page: self.back.clone().unwrap_or_else(|| "/".to_owned()), form })
    }

    /// Where a form needs its sender to sign in or to show a factor first: keeps it, and leads to it from there.
    async fn kept(&self, error: &Error, sent: &Sent) -> Option<Error> {
        let needs = |next| match error {
            Error::SignInFirst { .. } => Some(Error::SignInFirst { next }),
            Error::ShowFactor { .. } => Some(Error::ShowFactor { next }),
            Error::ProveFirst { unsent: true, .. } => {
                Some(Error::ProveFirst { next, unsent: true })
            }
            _ => None,
        };
        needs(String::new())?;
        needs(unsent::keep(self.app, &self.host.name, sent).await?)
    }

    /// The page of a kept form, filled in.
    async fn shown_again(self, response: Response, sent: &Sent) -> Response {
        let notice = unsent::NOTICE.to_owned();
        let mut shown = self.replayed(sent, notice, false).await;
        if !shown.as_ref().is_some_and(replay::is_shown) {
            self.app.witness.read(&sent.form);
            return response;
        }
        if let Some(page) = shown.as_mut().filter(|it| carried(it).is_none()) {
            *page.status_mut() = StatusCode::OK;
        }
        shown.unwrap_or(response)
    }

    /// The page of a form that was refused, with what was typed and why.
    async fn shown_refused(self, response: Response, sent: &Sent, why: &str) -> Response {
        let notice = format!("{why} Here is what you wrote; it has not been saved.");
        match self.replayed(sent, notice, true).await {
            Some(mut page) if carried(&page).is_none() && replay::is_shown(&page) => {
                *page.status_mut() = StatusCode::CONFLICT;
                page
            }
            _ => response,
        }
    }

    async fn replayed(&self, sent: &Sent, notice: String, is_stale: bool) -> Option<Response> {
        let key = sent.form.verbatim("key").to_owned();
        let replay = Replay { notice, key, is_stale };
        let mut request = sent.again(self.uri, self.headers, replay)?;
        let extensions = request.extensions_mut();
        extensions.insert(replay::reading(self.app));
        extensions.insert(self.host.clone());
        extensions.insert(Table(self.table));
        Some(super::called(self.router, request).await)
    }
}

/// Marks a response that leads to the door while a form is kept.
#[derive(Debug, Clone, Copy)]
pub struct Kept;

/// Tells at the door that the form is kept.
pub fn tell(app: &App, response: &mut Response) {
    let words = "You were signed out before this was sent. What you wrote is kept for an hour: sign in, and it comes back.";
    cookies::notice(response.headers_mut(), &app.config, words);
}
