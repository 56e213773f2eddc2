//! `/session/link`: the page of a mailed link. Programs that scan mails open it too, so opening it
//! changes nothing.
use super::{
    super::{
        code::{self, Code},
        queries, views,
    },
    Entry, codes, tries,
};
use crate::{
    error::Result,
    http::{form::Form, page::page, visit::Visit},
    workspaces::{self, Workspace},
};
use axum::{http::StatusCode, response::Response};

/// `GET /session/link?token=`: the button that signs in, in the browser that asked; in another one, where
/// to type the code.
pub async fn show(visit: Visit) -> Result<Response> {
    let token = visit.param("token");
    let (workspace, found) = found(&visit, &token).await?;
    answer(&visit, workspace, found.as_ref(), token, StatusCode::OK)
}

/// `POST /session/link`: signs in by the link.
pub async fn create(visit: Visit, form: Form) -> Result<Response> {
    tries::pace(&visit).await?;
    let token = form.value("token").to_owned();
    let (workspace, found) = found(&visit, &token).await?;
    let Some(code) = found.clone().filter(|it| it.opens_in(visit.asked.as_ref())) else {
        return answer(&visit, workspace, found.as_ref(), token, StatusCode::FORBIDDEN);
    };
    let entry = Entry::new(&visit);
    let began = codes::redeem(&visit, &entry, &code, "link").await?;
    if began.held {
        return codes::enter(&visit, &entry, &began, &code).await;
    }
    answer(&visit, workspace, None, token, StatusCode::GONE)
}

/// The code of a link, if it may still be used.
async fn found(visit: &Visit, token: &str) -> Result<(Workspace, Option<Code>)> {
    let scope = &visit.scope;
    let digest = code::link_digest(token);
    let batch = (workspaces::at(&scope.host), queries::of_link(&scope.host, &digest));
    let (workspace, found) = visit.db().run(batch).await?;
    let is_good = |it: &Code| it.is_open(scope.now) && it.email.is_some();
    Ok((visit.workspace(workspace)?, found.filter(is_good)))
}

fn answer(
    visit: &Visit,
    workspace: Workspace,
    found: Option<&Code>,
    token: String,
    status: StatusCode,
) -> Result<Response> {
    let status = if found.is_some() { status } else { StatusCode::GONE };
    let mut response = page(&views::Link::new(workspace, found, visit.asked.as_ref(), token))?;
    *response.status_mut() = status;
    Ok(response)
}
