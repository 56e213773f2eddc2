//! `/profile/factors`, `/factors` and `/session/factor`, the same on both faces.
mod app;
mod ceremony;
mod codes;
mod passkeys;
mod proof;
mod step;

use super::{Factors, PAGE, may_change, queries, views};
use crate::{
    error::{Error, Result},
    http::{cookies, page::page, routes::Routes, visit::Visit},
    sessions::{Entry, Method},
    users::{Standing, Visitor, begun, everyone},
    workspaces::Face,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/session/factor", begun(), step::ask)
        .post("/session/factor", begun(), step::show)
        .get("/session/proof", begun(), proof::new)
        .post("/session/proof", begun(), proof::create)
        .get("/factors", begun(), enrol)
        .get("/profile/factors", everyone(), index)
        .post("/profile/factors/app", begun(), app::begin)
        .get("/profile/factors/app", begun(), app::new)
        .post("/profile/factors/app/confirmation", begun(), app::confirm)
        .post("/profile/factors/app/removal", everyone(), app::remove)
        .get("/profile/factors/codes", everyone(), codes::show)
        .post("/profile/factors/codes", everyone(), codes::make)
        .merge(ceremony::routes())
        .merge(passkeys::routes())
}

/// `GET /factors`: the page to set up the second factor that the workspace requires.
async fn enrol(visit: Visit) -> Result<Response> {
    let (visitor, _) = changing(&visit).await?;
    if visitor.user.standing() == Standing::In {
        return Err(Error::Done(PAGE.to_owned()));
    }
    let workspace = visitor.workspace.clone();
    page(&views::Enrol { workspace, notice: visit.notice(), visitor, known: String::new() })
}

/// `GET /profile/factors`: the visitor's own factors, and the forms that change them.
async fn index(visit: Visit) -> Result<Response> {
    let batch = (queries::factors(&visit.scope), queries::passkeys(&visit.scope));
    let (visitor, (factors, mut passkeys)) = visit.read(batch).await?;
    let factors = located(&visit, factors.ok_or(Error::NotFound)?);
    for it in &mut passkeys {
        it.host = visit.app.config.address_of(&it.host);
    }
    let known = views::known(&passkeys);
    match visit.host.face {
        Face::Client => page(&views::Index { visitor, factors, passkeys, known }),
        Face::Ops => page(&views::OpsIndex { visitor, factors, passkeys, known }),
    }
}

/// The visitor, if they may change their factors now, and the factors they have.
async fn changing(visit: &Visit) -> Result<(Visitor, Factors)> {
    let (visitor, factors) = visit.read(queries::factors(&visit.scope)).await?;
    may_change(&visitor)?;
    Ok((visitor, factors.ok_or(Error::NotFound)?))
}

/// The factors, with the addresses of the hosts where the other passkeys work.
fn located(visit: &Visit, mut factors: Factors) -> Factors {
    for host in &mut factors.elsewhere {
        *host = visit.app.config.address_of(host);
    }
    factors
}

/// What a sealed text is bound to: the workspace, the user and the purpose.
fn of<'a>(workspace: &'a str, user: &'a str, purpose: &'a str) -> [&'a str; 3] {
    [workspace, user, purpose]
}

/// A session of two factors that replaces this one.
fn entering<'a>(visit: &'a Visit, entry: &Entry, method: Method) -> queries::Entering<'a> {
    let (event, digest) = (entry.event, entry.digest());
    queries::Entering { event, digest, device: &visit.device, method }
}

/// Redirects with the new session, to the new recovery codes if there are any, or else to the factors.
fn enter(
    visit: &Visit,
    visitor: &Visitor,
    entry: &Entry,
    made: Option<codes::Made>,
    notice: &str,
) -> Result<Response> {
    let mut response = entry.enter(visit, codes::after(made.as_ref()))?;
    if let Some(made) = made {
        made.carry(visit, visitor, &mut response)?;
    }
    cookies::notice(response.headers_mut(), &visit.app.config, notice);
    Ok(response)
}

#[cfg(test)]
mod tests;
