//! What the portal's own domain answers to: the provider's webhook, and on a developer's machine the page that plays a
//! provider. Nobody is signed in here.
use crate::{
    app::App,
    error::{Error, Result},
    payments::{
        jobs::{self, Taken},
        provider::notice,
    },
};
use axum::{
    body,
    extract::Request,
    http::{Method, StatusCode},
    response::{IntoResponse as _, Response},
};

/// The largest event in bytes.
const LIMIT: usize = 256 * 1024;

pub async fn outside(app: &App, request: Request) -> Result<Response> {
    let path = request.uri().path().to_owned();
    match (request.method(), path.as_str()) {
        (&Method::POST, "/webhooks/stripe") => webhook(app, request).await,
        #[cfg(any(test, feature = "local"))]
        (method, path) if path.starts_with("/practice/") && app.config.local => {
            let is_post = *method == Method::POST;
            super::practice::practice(app, request, is_post).await
        }
        _ => Err(Error::NotFound),
    }
}

/// Takes what Stripe tells. Whatever is not answered with 200 it tells again, for three days.
async fn webhook(app: &App, request: Request) -> Result<Response> {
    let header = request.headers().get("stripe-signature").and_then(|it| it.to_str().ok());
    let header = header.unwrap_or_default().to_owned();
    let body = body::to_bytes(request.into_body(), LIMIT).await.map_err(|_| Error::TooLarge)?;
    let secrets = app.config.stripe.iter().flat_map(|it| &it.webhook_secrets).map(String::as_str);
    taken(app, secrets, &header, &body).await
}

/// The same for every provider: checks the signature, and carries out what is told.
pub async fn taken<'s>(
    app: &App,
    secrets: impl IntoIterator<Item = &'s str>,
    header: &str,
    body: &[u8],
) -> Result<Response> {
    if !notice::is_signed(secrets, header, body, app.now()) {
        return Ok((StatusCode::BAD_REQUEST, "not signed\n").into_response());
    }
    let Some(notice) = notice::read(body) else {
        return Ok((StatusCode::BAD_REQUEST, "no event\n").into_response());
    };
    for place in app.everywhere() {
        let place = place?;
        let Some(taken) = jobs::take(&place, &notice).await? else { continue };
        let mut response = match taken {
            Taken::Done => (StatusCode::OK, "ok\n").into_response(),
            Taken::Later => (StatusCode::CONFLICT, "later\n").into_response(),
        };
        response.extensions_mut().insert(place);
        return Ok(response);
    }
    Ok((StatusCode::OK, "ok\n").into_response())
}
