//! `/contacts` on the operations side
mod accounts;
mod editing;
mod standing;

use super::{queries, views};
use crate::{
    error::{Error, Result},
    form::Form,
    kit::ids::{ContactId, UserId},
    page::{page, see},
    routes::{Id, Routes},
    search::{self, Asked, BY_STANDING},
    users::{Right, Role},
    visit::Visit,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/contacts", index)
        .get("/contacts/new", editing::new)
        .post("/contacts", editing::create)
        .get("/contacts/{id}", show)
        .get("/contacts/{id}/edit", editing::edit)
        .post("/contacts/{id}", editing::update)
        .post("/contacts/{id}/deactivation", standing::deactivate)
        .post("/contacts/{id}/restoration", standing::restore)
        .post("/contacts/{id}/accounts", accounts::add)
        .post("/contacts/{id}/accounts/removal", accounts::remove)
        .post("/contacts/{id}/invitation", invite)
}

/// `GET /contacts`: by name, from `?from` on, or who `?q` finds; `?show` is a tab.
async fn index(visit: Visit) -> Result<Response> {
    let asked = Asked::new("/contacts", BY_STANDING, |name| visit.param(name));
    let (visitor, mut contacts) = visit.read(queries::contacts(&visit.scope, &asked)).await?;
    let rest = search::cut(&mut contacts);
    let next = asked.next(rest.as_ref().map(|it| (it.name.as_str(), it.id.to_string())));
    page(&views::Index { visitor, contacts, asked, next, is_cut: rest.is_some() })
}

/// `GET /contacts/{id}`: the person, their accounts and their access; `?account` searches for one to add.
async fn show(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let find = visit.param("account");
    let (visitor, file) = visit.read(queries::file(&visit.scope, id, &find)).await?;
    let form = Form::of([("find", find)]);
    let show = views::Show::of(visitor, file, form).ok_or(Error::NotFound)?;
    match show.contact.merged_into {
        Some(survivor) => Ok(see(&format!("/contacts/{survivor}"))),
        None => page(&show),
    }
}

/// `POST /contacts/{id}/invitation`: sends the activation mail, the first time or again.
async fn invite(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (contact, memberships)) = visit
        .read_once(&form, (queries::contact(scope, id), queries::memberships(scope, id)))
        .await?;
    visitor.needs(Right::GrantAccess)?;
    let contact = contact.ok_or(Error::NotFound)?;
    let role = Role::of_client(form.value("role")).or(contact.role).unwrap_or(Role::Charter);
    let invitation = contact.invite(&memberships, role, UserId::new(scope.now, &visit.chance()))?;
    let notice = format!("Activation mail sent to {}.", contact.email);
    visit.write(&form, queries::invite(&invitation), &format!("/contacts/{id}"), &notice).await
}

/// The version the page was made from.
fn seen(form: &Form) -> i64 {
    form.value("version").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::cast::*;
    use axum::http::StatusCode;

    const ZOE: &str = "/contacts/00000000-0000-7000-8000-000000000c27";

    fn invite(portal: &Portal, key: &str) -> Reply {
        portal.post(DANA, &format!("{ZOE}/invitation"), &[("key", key), ("role", "charter")])
    }

    /// The temporary password, out of the newest mail.
    fn mailed(portal: &Portal) -> String {
        let sent = portal.app.mailer.sent.lock().unwrap();
        let text = &sent.last().unwrap().text;
        text.split("Temporary password: ").nth(1).unwrap().lines().next().unwrap().to_owned()
    }

    #[test]
    fn an_invited_client_gets_in_and_chooses_a_password() {
        let portal = Portal::open("");
        let page = portal.get(DANA, ZOE);
        assert!(page.has("Send activation mail"), "{}", page.body);
        let sent = invite(&portal, &page.key());
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, ZOE));
        portal.work();
        let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
        assert_eq!(
            (letter.to.as_str(), letter.reply_to.as_str()),
            ("zoe@harbour.example", "ops@harbour.example")
        );
        assert!(letter.text.contains("http://harbour.portal.test/session/new"), "{}", letter.text);

        let temporary = mailed(&portal);
        let fields = [("email", "Zoe@Harbour.example"), ("password", temporary.as_str())];
        let signed_in = portal.post(STRANGER, "/session", &fields);
        assert_eq!((signed_in.status, signed_in.location()), (StatusCode::SEE_OTHER, "/"));
        assert_eq!(with_cookie(&portal, &signed_in, "/airports").location(), "/password/new");
        assert!(with_cookie(&portal, &signed_in, "/password/new").has("Welcome, Zoë"));
        let chosen = post_with_cookie(&portal, &signed_in, "/password", "a quiet harbour is home");
        assert_eq!(chosen.status, StatusCode::UNPROCESSABLE_ENTITY, "the operator's name is in it");
        let chosen = post_with_cookie(&portal, &signed_in, "/password", "a quiet evening at home");
        assert_eq!(
            (chosen.status, chosen.location()),
            (StatusCode::SEE_OTHER, "/"),
            "{}",
            chosen.body
        );
        assert_eq!(with_cookie(&portal, &chosen, "/airports").status, StatusCode::OK);
        assert_eq!(
            with_cookie(&portal, &signed_in, "/airports").location(),
            "/session/new?next=%2Fairports"
        );
        assert_eq!(
            portal.post(STRANGER, "/session", &fields).status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }

    #[test]
    fn whoever_is_yet_to_choose_a_password_may_leave() {
        let portal = Portal::open("");
        invite(&portal, "k");
        portal.work();
        let fields = [("email", "zoe@harbour.example"), ("password", &mailed(&portal))];
        let signed_in = portal.post(STRANGER, "/session", &fields);
        assert!(with_cookie(&portal, &signed_in, "/password/new").has("Log out"));
        let left = post_with_cookie(&portal, &signed_in, "/session/end", "");
        assert_eq!(left.location(), "/session/new");
        let back = with_cookie(&portal, &signed_in, "/password/new");
        assert_eq!(back.location(), "/session/new");
    }

    #[test]
    fn the_same_form_twice_sends_one_mail_and_answers_alike() {
        let portal = Portal::open("");
        let key = portal.get(DANA, ZOE).key();
        let (first, second) = (invite(&portal, &key), invite(&portal, &key));
        assert_eq!((first.status, first.location()), (second.status, second.location()));
        assert_eq!(portal.value("SELECT count(*) FROM outbox"), "1");
        let other =
            portal.post(DANA, &format!("{ZOE}/invitation"), &[("key", &key), ("role", "owner")]);
        assert_eq!(other.status, StatusCode::CONFLICT);
    }

    #[test]
    fn the_newest_temporary_password_is_the_only_one() {
        let portal = Portal::open("");
        invite(&portal, "one");
        portal.work();
        let first = mailed(&portal);
        invite(&portal, "two");
        portal.work();
        let try_with = |password: &str| {
            portal
                .post(
                    STRANGER,
                    "/session",
                    &[("email", "zoe@harbour.example"), ("password", password)],
                )
                .status
        };
        assert_eq!(try_with(&first), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(try_with(&mailed(&portal)), StatusCode::SEE_OTHER);
    }

    #[test]
    fn accounting_does_not_invite() {
        let portal = Portal::open("");
        let refused = portal.post(INES, &format!("{ZOE}/invitation"), &[("key", "k")]);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(portal.value("SELECT count(*) FROM outbox"), "0");
    }

    fn cookie(reply: &Reply) -> String {
        let cookies =
            reply.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        cookies
            .filter_map(|c| c.split(';').next())
            .find(|c| c.starts_with("session="))
            .unwrap()
            .to_owned()
    }

    fn with_cookie(portal: &Portal, reply: &Reply, path: &str) -> Reply {
        let request = axum::http::Request::get(format!("http://harbour.portal.test{path}"));
        portal.send(
            STRANGER,
            request.header("cookie", cookie(reply)).body(axum::body::Body::empty()).unwrap(),
        )
    }

    fn post_with_cookie(portal: &Portal, reply: &Reply, path: &str, password: &str) -> Reply {
        let body =
            serde_html_form::to_string([("password", password), ("again", password)]).unwrap();
        let request = axum::http::Request::post(format!("http://harbour.portal.test{path}"))
            .header("cookie", cookie(reply))
            .header("origin", "http://harbour.portal.test")
            .header("content-type", "application/x-www-form-urlencoded");
        portal.send(STRANGER, request.body(body.into()).unwrap())
    }
}
