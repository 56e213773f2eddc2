//! The link that stops mails, on the portal's own domain: nobody is signed in there, and a mail service may follow it with one
//! click (RFC 8058).
use crate::{
    app::App,
    db::scope::Scope,
    error::{Error, Result},
    http::page::page,
    kit::ids::EventId,
    mail::{Occasion, Stop},
    notices::{queries, views::Stopping},
    workspaces,
};
use axum::{extract::Request, http::Method, response::Response};

/// `/unsubscribe?token=`: shows what it would stop, so that a scanner which opens every link stops nothing; sent as a form, it stops it.
pub async fn outside(app: &App, request: Request) -> Result<Response> {
    let is_sent = *request.method() == Method::POST;
    let query = request.uri().query().unwrap_or_default();
    let token = query.strip_prefix("token=").unwrap_or_default().to_owned();
    let stop = Stop::read(&app.config.signing_key, &token).ok_or(Error::NotFound)?;
    let mut found = None;
    for place in app.everywhere() {
        let place = place?;
        let batch = (workspaces::canonical(stop.workspace), queries::side(&stop));
        if let (Some(canonical), Some(person)) = place.db.run(batch).await? {
            found = Some((place, canonical, person));
            break;
        }
    }
    let (app, canonical, person) = found.ok_or(Error::NotFound)?;
    let host = if person.is_staff { &canonical.ops } else { &canonical.client };
    let occasion = Occasion::of(&stop.occasion, person.is_staff).ok_or(Error::NotFound)?;
    let workspace = app.db.run(workspaces::at(host)).await?.ok_or(Error::NotFound)?;
    if is_sent {
        let event = EventId::new(app.now(), &app.chance());
        let write = queries::stop(&stop).by(&Scope::system(stop.workspace, app.now()), event);
        app.witness.saw_change(&app.db.run(write).await?);
    }
    let choices = format!("{}/profile/notices", app.config.address_of(host));
    let title = occasion.title;
    let stopping = Stopping { workspace, notice: None, title, token, is_done: is_sent, choices };
    let mut response = page(&stopping)?;
    response.extensions_mut().insert(app);
    Ok(response)
}
