//! `/profile/factors`, `/factors` and `/session/factor`, the same on both faces
mod app;
mod codes;
mod step;

use super::{Factors, PAGE, may_change, queries, views};
use crate::{
    cookies,
    error::{Error, Result},
    page::{encoded, page},
    routes::Routes,
    users::{Standing, Visitor},
    visit::Visit,
    workspaces::Face,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/session/factor", step::ask)
        .post("/session/factor", step::show)
        .get("/factors", enrol)
        .get("/profile/factors", index)
        .post("/profile/factors/app", app::begin)
        .get("/profile/factors/app", app::new)
        .post("/profile/factors/app/confirmation", app::confirm)
        .post("/profile/factors/app/removal", app::remove)
        .get("/profile/factors/codes", codes::show)
        .post("/profile/factors/codes", codes::make)
}

/// `GET /factors`: whoever needs a second factor here, and has none, chooses one.
async fn enrol(visit: Visit) -> Result<Response> {
    let (visitor, _) = changing(&visit).await?;
    if visitor.user.standing() == Standing::In {
        return Err(Error::Done(PAGE.to_owned()));
    }
    page(&views::Enrol { workspace: visitor.workspace.clone(), notice: visit.notice(), visitor })
}

/// `GET /profile/factors`: one's own, and what can be done with them.
async fn index(visit: Visit) -> Result<Response> {
    let (visitor, factors) = visit.read(queries::factors(&visit.scope)).await?;
    let factors = factors.ok_or(Error::NotFound)?;
    match visit.host.face {
        Face::Client => page(&views::Index { visitor, factors }),
        Face::Ops => page(&views::OpsIndex { visitor, factors }),
    }
}

/// Whoever may set up or change factors now, and what they have.
async fn changing(visit: &Visit) -> Result<(Visitor, Factors)> {
    let (visitor, factors) = visit.read_begun(queries::factors(&visit.scope)).await?;
    may_change(&visitor)?;
    Ok((visitor, factors.ok_or(Error::NotFound)?))
}

/// Whose it is and what for: what sealed text is bound to.
fn of<'a>(workspace: &'a str, user: &'a str, purpose: &'a str) -> [&'a str; 3] {
    [workspace, user, purpose]
}

/// What the next page says.
fn say(visit: &Visit, response: &mut Response, notice: &str) {
    let config = &visit.app.config;
    cookies::set(response.headers_mut(), config, cookies::NOTICE, &encoded(notice), Some(60));
}

#[cfg(test)]
mod tests;
