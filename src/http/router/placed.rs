//! Answers a request from the database of its workspace, also if the workspace has moved since the isolate looked its host
//! up.
use super::{Answering, called, domain, resume::Arrived};
use crate::{
    app::App,
    error::Error,
    http::{
        error::carried,
        faces::{self, Found},
        form::Form,
        origin,
        routes::Table,
    },
    workspaces::{Face, Host},
};
use axum::{
    body::Body,
    extract::{FromRequest as _, Request},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};

/// A response, and where it comes from.
pub struct Answered {
    /// The app of the database that answered.
    pub app: App,
    pub host: Option<Host>,
    pub response: Response,
}

/// The page that a form came from, if it told, where the form is shown again if it is not carried out.
#[derive(Clone)]
pub struct CameFrom(pub Option<String>);

/// A request without its body.
struct Asked {
    router_of: fn(Face) -> &'static Answering,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    resumes: Option<CameFrom>,
}

/// `app` is of the directory.
pub async fn answer(
    router_of: fn(Face) -> &'static Answering,
    app: &App,
    mut request: Request,
    resumes: Option<CameFrom>,
) -> Answered {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let headers = request.headers().clone();
    let asked = Asked { router_of, method, uri, headers, resumes };
    let Some(name) = Host::name_in(&asked.uri, &app.config.domain) else {
        request.extensions_mut().insert(app.clone());
        let response = domain(app, request).await.into_response();
        return Answered { app: app.clone(), host: None, response };
    };
    let found = match faces::host(app, name).await {
        Ok(found) => app.of(&found.database).map(|place| (found, place)),
        Err(error) => Err(error),
    };
    match found {
        Ok((found, place)) => {
            let response = asked.answered(&place, &found.host, request).await;
            asked.or_moved(app, found, place, response).await
        }
        Err(error) => {
            // Nobody has read the form. It is kept if it came from this host, as with a handler.
            request.extensions_mut().insert(app.clone());
            if !asked.is_page() && origin::check(&request).is_ok() {
                let _ = Form::from_request(request, &()).await;
            }
            Answered { app: app.clone(), host: None, response: error.into_response() }
        }
    }
}

impl Asked {
    fn is_page(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD)
    }

    async fn answered(&self, app: &App, host: &Host, mut request: Request) -> Response {
        let (router, table) = (self.router_of)(host.face);
        let extensions = request.extensions_mut();
        extensions.insert(app.clone());
        extensions.insert(host.clone());
        extensions.insert(Table(table));
        let response = called(router, request).await;
        let Some(CameFrom(back)) = self.resumes.clone() else { return response };
        let (uri, headers) = (&self.uri, &self.headers);
        Arrived { app, host, router, table, uri, headers, back }.resume(response).await
    }

    /// The response; or that of the database to which the workspace has moved.
    async fn or_moved(&self, app: &App, found: Found, place: App, response: Response) -> Answered {
        let is_lost = matches!(carried(&response), Some(Error::UnknownHost));
        let as_it_is = |response| Answered { app: place, host: Some(found.host.clone()), response };
        if !is_lost {
            return as_it_is(response);
        }
        if !found.is_remembered {
            app.faces.forget(&found.host.name);
            return as_it_is(response);
        }
        let now = match faces::look_up(app, &found.host.name).await {
            Ok(now) if now.database == found.database => {
                app.faces.forget(&now.host.name);
                return as_it_is(response);
            }
            Ok(now) => now,
            Err(error) => return as_it_is(error.into_response()),
        };
        let place = match app.of(&now.database) {
            Ok(place) => place,
            Err(error) => return as_it_is(error.into_response()),
        };
        let response = match self.again() {
            Some(request) => self.answered(&place, &now.host, request).await,
            None => self.sent_again(),
        };
        Answered { app: place, host: Some(now.host), response }
    }

    /// The request for a page once more.
    fn again(&self) -> Option<Request> {
        let mut request = self.is_page().then(|| Request::new(Body::empty()))?;
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        Some(request)
    }

    /// Has the browser send its form once more as it is, with its files, which were read already here.
    fn sent_again(&self) -> Response {
        let path = self.uri.path_and_query().map_or("/", |it| it.as_str());
        let mut response = StatusCode::TEMPORARY_REDIRECT.into_response();
        if let Ok(path) = HeaderValue::from_str(path) {
            response.headers_mut().insert(header::LOCATION, path);
        }
        response
    }
}
