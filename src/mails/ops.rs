//! `/mails` on the operations side
use super::{queries, views};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{form::Form, page::page, routes::Routes, visit::Visit},
    mail,
    ui::pieces::Pager,
    users::{Right, may, staff},
};
use axum::{extract::Path, response::Response};

pub fn routes() -> Routes {
    Routes::new().get("/mails", staff(), index).get("/mails/{id}", staff(), show).post(
        "/mails/{id}/attempts",
        may(Right::Message),
        send_again,
    )
}

/// `GET /mails`: all mails, newest first; with `?show=failed` those that failed.
async fn index(visit: Visit) -> Result<Response> {
    let failed = visit.param("show") == "failed";
    let from = visit.cursor(Cursor::newest());
    let query = if failed {
        queries::dead(&visit.scope, &from)
    } else {
        queries::mails(&visit.scope, &from)
    };
    let (visitor, mails) = visit.read(query).await?;
    let listed = Page::of(mails, queries::PER_PAGE, |it| Cursor::after(it.created_at, &it.id));
    let show = if failed { "failed" } else { "" };
    let pager = Pager::by_age(&listed, &from, "/mails", &[("show", show)]);
    page(&views::Index { visitor, mails: listed.rows, failed, pager })
}

/// `GET /mails/{id}`: one mail and its delivery; on a developer's machine also its text.
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response> {
    let (visitor, mail) = visit.read(queries::mail(&visit.scope, &id)).await?;
    let mail = mail.ok_or(Error::NotFound)?;
    let copy = if visit.app.config.local {
        visit.app.files.get(&mail::local_copy(&mail.id)).await?
    } else {
        None
    };
    let copy = copy.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    page(&views::Show { visitor, mail, copy })
}

/// `POST /mails/{id}/attempts`: sends a failed mail again.
async fn send_again(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response> {
    let (_visitor, mail) = visit.read_once(&form, queries::mail(&visit.scope, &id)).await?;
    let mail = mail.ok_or(Error::NotFound)?;
    visit
        .write(
            &form,
            queries::send_again(&mail.id),
            &format!("/mails/{}", mail.id),
            "Email sent again.",
        )
        .await
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;

    #[test]
    fn mails_of_the_same_moment_are_each_on_one_page() {
        let portal = Portal::open("");
        portal.post(
            DANA,
            "/contacts/00000000-0000-7000-8000-000000000c27/invitation",
            &[("key", "k"), ("role", "charter")],
        );
        portal.app.db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
             INSERT INTO outbox (id, workspace_id, event_id, job, task, to_email, subject, state, next_at, created_at)
             SELECT printf('m%02d', i), workspace_id, event_id, job, task, printf('person%02d@x.example', i), 'At once', 'done', 0, 5 FROM outbox, n",
        );
        let first = portal.get(DANA, "/mails").body;
        let (_, link) = first.split_once("rel=\"next\" href=\"").unwrap();
        let link = link.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        let second = portal.get(DANA, &link).body;
        for i in 1..=70 {
            let who = format!("person{i:02}@x.example");
            assert!(first.contains(&who) != second.contains(&who), "{who} is on one page");
        }
    }
}
