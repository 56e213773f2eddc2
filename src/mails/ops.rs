//! `/mails` on the operations side
use super::{queries, views};
use crate::{
    error::{Error, Result},
    http::{form::Form, page::page, routes::Routes, visit::Visit},
    mail,
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

const PER_PAGE: usize = 50;

/// `GET /mails`: what was sent, from `?before` and `?id` on; with `?show=failed` what was given up.
async fn index(visit: Visit) -> Result<Response> {
    let (before, id) = (visit.param("before"), visit.param("id"));
    let failed = visit.param("show") == "failed";
    let query = if failed {
        queries::dead(&visit.scope)
    } else {
        let most = i64::try_from(PER_PAGE + 1).unwrap_or(i64::MAX);
        queries::mails(&visit.scope, (before.parse().unwrap_or(i64::MAX >> 11), &id), most)
    };
    let (visitor, mut mails) = visit.read(query).await?;
    let is_more = mails.len() > PER_PAGE && !failed;
    if is_more {
        mails.truncate(PER_PAGE);
    }
    let last = mails.last().filter(|_| is_more);
    let older = last.map(|last| format!("/mails?before={}&id={}", last.created_at, last.id));
    let newer = (!before.is_empty()).then(|| "/mails".to_owned());
    page(&views::Index { visitor, mails, failed, newer, older })
}

/// `GET /mails/{id}`: one mail, how it went, and locally what it says.
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

/// `POST /mails/{id}/attempts`: a mail that was given up is tried again.
async fn send_again(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response> {
    let (_visitor, mail) = visit.read_once(&form, queries::mail(&visit.scope, &id)).await?;
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

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;

    #[test]
    fn no_mail_is_lost_between_pages_when_many_were_written_at_once() {
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
