//! `/mails` on the operations side
mod outside;
pub use outside::outside;

use super::{queries, views};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{form::Form, page::page, routes::Routes, visit::Visit},
    ui::pieces::Pager,
    users::{Right, may, staff},
};
#[cfg(any(test, feature = "local"))]
use crate::{mail::local, users::Visitor};
use axum::{extract::Path, response::Response};
#[cfg(any(test, feature = "local"))]
use axum::{
    http::header,
    response::{Html, IntoResponse as _},
};

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
    let (visitor, (mails, faults)) = visit.read((query, queries::faults(&visit.scope))).await?;
    let listed = Page::of(mails, queries::PER_PAGE, |it| Cursor::after(it.created_at, &it.id));
    let show = if failed { "failed" } else { "" };
    let pager = Pager::by_age(&listed, &from, "/mails", &[("show", show)]);
    page(&views::Index { visitor, mails: listed.rows, faults, failed, pager })
}

/// `GET /mails/{id}`: one mail and its delivery; on a developer's machine also its text, and with `?look=html` the mail as
/// it looks.
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response> {
    let (visitor, mail) = visit.read(queries::mail(&visit.scope, &id)).await?;
    let mail = mail.ok_or(Error::NotFound)?;
    #[cfg(any(test, feature = "local"))]
    {
        if visit.param("look") == "html" {
            let html =
                kept(&visit, &visitor, &mail, local::Form::Html).await?.ok_or(Error::NotFound)?;
            return Ok(([(header::CONTENT_SECURITY_POLICY, LOOK)], Html(html)).into_response());
        }
        if let Some(text) = kept(&visit, &visitor, &mail, local::Form::Text).await? {
            let look = kept(&visit, &visitor, &mail, local::Form::Html).await?;
            return page(&views::WithText { visitor, mail, text, is_html_kept: look.is_some() });
        }
    }
    page(&views::Show { visitor, mail })
}

/// A mail may style itself and show its logo, and runs nothing.
#[cfg(any(test, feature = "local"))]
const LOOK: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/// A mail on a developer's machine. It may hold a code or a temporary password, so only those who may give access see it.
#[cfg(any(test, feature = "local"))]
async fn kept(
    visit: &Visit,
    visitor: &Visitor,
    mail: &super::Mail,
    form: local::Form,
) -> Result<Option<String>> {
    if !visitor.may(Right::GrantAccess) {
        return Ok(None);
    }
    local::kept(&visit.app, &mail.id, form).await
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
    use crate::{app::App, config::Config, testing::cast::*};
    use axum::{body::Body, http::Request};
    use std::sync::Arc;

    #[test]
    fn a_mail_with_a_temporary_password_is_read_by_who_may_give_access_and_only_locally() {
        let portal = Portal::open("");
        let zoe = "/contacts/00000000-0000-7000-8000-000000000c27/invitation";
        portal.post(DANA, zoe, &[("key", "k"), ("role", "charter")]);
        portal.work();
        let path = format!("/mails/{}", portal.value("SELECT id FROM outbox"));
        assert!(portal.get(DANA, &path).has("temporary password"));
        let look = format!("{path}?look=html");
        assert!(portal.get(DANA, &path).has(&format!("href=\"{look}\"")));
        let html = portal.get(DANA, &look);
        assert!(html.has("<h1 style=") && html.has("temporary password"), "{}", html.body);
        let policy = html.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'unsafe-inline'")
                && policy.ends_with("sandbox")
        );
        assert_eq!(portal.get(INES, &look).status, axum::http::StatusCode::NOT_FOUND);
        let may_not = portal.get(INES, &path);
        assert!(may_not.has("zoe@harbour.example") && !may_not.has("<pre"), "{}", may_not.body);
        portal.app.db.execute("UPDATE users SET role = 'read_only' WHERE name = 'Dana Whitfield'");
        assert!(!portal.get(DANA, &path).has("<pre"));
        portal.app.db.execute("UPDATE users SET role = 'dispatcher' WHERE name = 'Dana Whitfield'");
        let config = Config { local: false, ..Config::clone(&portal.app.config) };
        let deployed = Portal { app: App { config: Arc::new(config), ..portal.app } };
        let request = Request::get(format!("https://harbour-ops.portal.test{path}"))
            .header("cookie", format!("__Host-session={}", cookie_of(DANA)));
        let page = deployed.send(DANA, request.body(Body::empty()).unwrap());
        assert!(page.has("zoe@harbour.example") && !page.has("<pre"), "{}", page.body);
        let request = Request::get(format!("https://harbour-ops.portal.test{look}"))
            .header("cookie", format!("__Host-session={}", cookie_of(DANA)));
        let page = deployed.send(DANA, request.body(Body::empty()).unwrap());
        assert_eq!(page.status, axum::http::StatusCode::NOT_FOUND);
    }

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
