//! `/mails` on the operations side
use super::{jobs, queries, views};
use crate::{
    error::{Error, Result},
    form::Form,
    page::page,
    routes::Routes,
    users::Right,
    visit::Visit,
};
use axum::{extract::Path, response::Response};

pub fn routes() -> Routes {
    Routes::new()
        .get("/mails", index)
        .get("/mails/{id}", show)
        .post("/mails/{id}/attempts", send_again)
}

const PER_PAGE: i64 = 50;

/// `GET /mails`: what was sent, and with `?failed` what was given up.
async fn index(visit: Visit) -> Result<Response> {
    let before = visit.param("before").parse().unwrap_or(i64::MAX >> 11);
    let failed = visit.param("show") == "failed";
    let query = if failed {
        queries::dead(&visit.scope)
    } else {
        queries::mails(&visit.scope, before, PER_PAGE + 1)
    };
    let (visitor, mut mails) = visit.read(query).await?;
    let is_more = mails.len() > 50 && !failed;
    mails.truncate(if failed { mails.len() } else { 50 });
    let older =
        mails.last().filter(|_| is_more).map(|last| format!("/mails?before={}", last.created_at));
    let newer = (!visit.param("before").is_empty()).then(|| "/mails".to_owned());
    page(&views::Index { visitor, mails, failed, newer, older })
}

/// `GET /mails/{id}`: one mail, how it went, and locally what it says.
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response> {
    let (visitor, mail) = visit.read(queries::mail(&visit.scope, &id)).await?;
    let mail = mail.ok_or(Error::NotFound)?;
    let copy = if visit.app.config.local {
        visit.app.files.get(&jobs::local_copy(&mail.id)).await?
    } else {
        None
    };
    let copy = copy.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    page(&views::Show { visitor, mail, copy })
}

/// `POST /mails/{id}/attempts`: a mail that was given up is tried again.
async fn send_again(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response> {
    let (visitor, mail) = visit.read_once(&form, queries::mail(&visit.scope, &id)).await?;
    visitor.needs(Right::Message)?;
    let mail = mail.ok_or(Error::NotFound)?;
    visit
        .write(
            &form,
            queries::send_again(&mail.id),
            &format!("/mails/{}", mail.id),
            "Mail sent again.",
        )
        .await
}
