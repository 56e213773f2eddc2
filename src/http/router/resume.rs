//! What becomes of a form that was not carried out: it is kept until its sender has signed in, or shown again
//! at once if the record changed meanwhile.
use crate::{
    app::App,
    error::Error,
    http::{
        cookies,
        error::{Unanswered, carried},
        page::encoded,
        replay::{self, Replay, Sent},
        routes::Table,
    },
    kit::zoned::HOUR,
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
        if self.uri.path() == unsent::PAGE {
            return self.put_off(response);
        }
        let Some(sent) = self.sent() else { return response };
        match carried(&response).cloned() {
            Some(Error::Refused(why)) if unsent::is_written(&sent.form) => {
                self.shown_refused(response, &sent, &why).await
            }
            Some(error) => {
                self.keep(&mut response, &error, &sent).await;
                response
            }
            None => response,
        }
    }

    /// Has a form that was kept already wait until its sender has a password or a second factor.
    fn put_off(self, mut response: Response) -> Response {
        let at = self.uri.path_and_query().map(|it| it.as_str().to_owned());
        if let Some((error, at)) = carried(&response).cloned().zip(at)
            && is_set_up(&error)
        {
            response.extensions_mut().insert(Kept { error, at });
        }
        response
    }

    /// The form that this request brought.
    fn sent(&self) -> Option<Sent> {
        let form = self.app.witness.form()?.clone();
        let path = self.uri.path_and_query()?.as_str().to_owned();
        Some(Sent { path, page: self.back.clone().unwrap_or_else(|| "/".to_owned()), form })
    }

    /// Keeps a form whose sender must do something else first, and has the response lead to it from there.
    async fn keep(&self, response: &mut Response, error: &Error, sent: &Sent) {
        let leads_on = |next| match error {
            Error::SignInFirst { .. } => Some(Error::SignInFirst { next }),
            Error::ShowFactor { .. } => Some(Error::ShowFactor { next }),
            Error::ProveFirst { unsent: true, .. } => {
                Some(Error::ProveFirst { next, unsent: true })
            }
            error if is_set_up(error) => Some(error.clone()),
            _ => None,
        };
        if leads_on(String::new()).is_none() {
            return;
        }
        let Some(at) = unsent::keep(self.app, &self.host.name, sent).await else { return };
        if let Some(error) = leads_on(at.clone()) {
            response.extensions_mut().insert(Unanswered(error.clone()));
            response.extensions_mut().insert(Kept { error, at });
        }
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
            // The workspace has moved since the form was read, so nothing was written.
            Some(page) if matches!(carried(&page), Some(Error::UnknownHost)) => page,
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

/// Whether somebody is to set up first what their sign-in needs, on pages that do not know where to go on.
fn is_set_up(error: &Error) -> bool {
    matches!(error, Error::ChoosePassword | Error::SetUpFactor)
}

/// Marks a response that leads elsewhere while a form is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    error: Error,
    /// The address at which the form is shown again.
    at: String,
}

/// Tells on the next page that the form is kept, and remembers where if that page does not.
pub fn tell(app: &App, response: &mut Response, kept: &Kept) {
    let (config, headers) = (&app.config, response.headers_mut());
    let words = match kept.error {
        Error::SignInFirst { .. } => {
            "You were signed out before this was sent. What you wrote is kept for an hour: sign in, and it comes back."
        }
        Error::ChoosePassword => {
            "What you wrote is kept for an hour: choose a password, and it comes back."
        }
        Error::SetUpFactor => {
            "What you wrote is kept for an hour: set up two-step verification, and it comes back."
        }
        _ => return,
    };
    cookies::notice(headers, config, words);
    if is_set_up(&kept.error) {
        cookies::set(headers, config, cookies::UNSENT, &encoded(&kept.at), Some(HOUR / 1_000));
    }
}
