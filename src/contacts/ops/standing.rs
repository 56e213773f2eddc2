//! Deactivating a contact, and restoring them.
use super::queries;
use crate::{
    error::{Error, Result},
    http::{form::Form, routes::Id, visit::Visit},
    kit::{ids::ContactId, text::excerpt},
};
use axum::response::Response;

/// `POST /contacts/{id}/deactivation`: marks the contact inactive and suspends their access at once.
pub(super) async fn deactivate(
    visit: Visit,
    Id(id): Id<ContactId>,
    form: Form,
) -> Result<Response> {
    let (_visitor, contact) = visit.read_once(&form, queries::contact(&visit.scope, id)).await?;
    let contact = contact.ok_or(Error::NotFound)?;
    let reason = excerpt(form.value("reason"), 500);
    let notice = if contact.has_user() {
        format!("{} deactivated. Their access has ended.", contact.name)
    } else {
        format!("{} deactivated.", contact.name)
    };
    let write = queries::deactivate(id, form.seen(), &reason);
    visit.write(&form, write, &format!("/contacts/{id}"), &notice).await
}

/// `POST /contacts/{id}/restoration`: marks the contact active again and restores their access.
pub(super) async fn restore(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (_visitor, contact) = visit.read_once(&form, queries::contact(&visit.scope, id)).await?;
    let contact = contact.ok_or(Error::NotFound)?;
    let notice = format!("{} restored.", contact.name);
    let write = queries::restore(id, form.seen());
    visit.write(&form, write, &format!("/contacts/{id}"), &notice).await
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const MIRAS: &str = "/contacts/00000000-0000-7000-8000-000000000c21";
    const ZOES: &str = "/contacts/00000000-0000-7000-8000-000000000c27";

    fn deactivate(portal: &Portal, path: &str, key: &str, version: &str) -> Reply {
        let fields = [("key", key), ("version", version), ("reason", "Left the company")];
        portal.post(DANA, &format!("{path}/deactivation"), &fields)
    }

    fn restore(portal: &Portal, path: &str, version: &str) -> Reply {
        portal.post(DANA, &format!("{path}/restoration"), &[("key", "r"), ("version", version)])
    }

    fn is_out(portal: &Portal) -> bool {
        portal.get(MIRA, "/trips").location().starts_with("/session/new")
    }

    #[test]
    fn a_deactivated_contact_is_signed_out_with_the_next_request() {
        let portal = Portal::open("");
        assert_eq!(portal.get(MIRA, "/trips").status, StatusCode::OK);
        assert_eq!(deactivate(&portal, MIRAS, "k", "1").location(), MIRAS);
        assert!(is_out(&portal));
        let page = portal.get(DANA, MIRAS);
        assert!(page.has("Inactive") && page.has("Restore contact"), "{}", page.body);
        assert!(portal.get(DANA, "/contacts?show=inactive").has("Mira Lindqvist"));
        assert!(
            portal.get(DANA, "/contacts").has("Mira Lindqvist"),
            "the contact stays in the list"
        );
        assert!(!portal.get(DANA, "/contacts?show=active").has("Mira Lindqvist"));
        assert!(!portal.get(DANA, "/contacts?show=active&q=mira").has("Mira Lindqvist"));
        assert!(portal.get(DANA, "/contacts?show=inactive&q=mira").has("Mira Lindqvist"));
        assert_eq!(portal.value("SELECT note FROM events"), "Left the company");
    }

    #[test]
    fn restoring_a_contact_restores_their_access_but_no_session() {
        let portal = Portal::open("");
        deactivate(&portal, MIRAS, "k", "1");
        assert_eq!(restore(&portal, MIRAS, "2").status, StatusCode::SEE_OTHER);
        let user = "SELECT state || coalesce(revoked_at, '') FROM users WHERE email = 'mira@harbour.example'";
        assert_eq!(portal.value(user), "active");
        assert!(is_out(&portal), "they must sign in again");
    }

    #[test]
    fn deactivating_a_contact_ends_their_mailed_sign_in_links() {
        let portal = Portal::open(&format!(
            "INSERT INTO events (id, workspace_id, face, action, subject_id, at) VALUES ('e', '00000000-0000-7000-8000-000000000001', 'client', 'code_asked', '', {NOON});
             INSERT INTO codes (id, workspace_id, face, user_id, account, purpose, next, browser, device, link_digest, created_at, expires_at)
             SELECT 'e', workspace_id, face, id, 'a', 'sign_in', '/', 'b', 'd', 'l', {NOON}, {NOON} + 600000 FROM users WHERE email = 'mira@harbour.example'",
        ));
        deactivate(&portal, MIRAS, "k", "1");
        restore(&portal, MIRAS, "2");
        assert_eq!(portal.value("SELECT ended_at IS NOT NULL FROM codes"), "1");
    }

    #[test]
    fn an_open_invitation_is_revoked_when_the_contact_is_restored() {
        let portal = Portal::open("");
        portal.post(DANA, &format!("{ZOES}/invitation"), &[("key", "i"), ("role", "charter")]);
        deactivate(&portal, ZOES, "k", "1");
        let fields = [("key", "j"), ("version", "2"), ("role", "charter")];
        let invited = portal.post(DANA, &format!("{ZOES}/invitation"), &fields);
        assert_eq!(invited.status, StatusCode::CONFLICT, "an inactive contact is not invited");
        restore(&portal, ZOES, "2");
        let user = "SELECT state || (revoked_at IS NOT NULL) FROM users WHERE email = 'zoe@harbour.example'";
        assert_eq!(portal.value(user), "disabled1");
    }

    #[test]
    fn access_that_was_revoked_stays_revoked() {
        let portal = Portal::open(
            "UPDATE users SET state = 'disabled', revoked_at = 5 WHERE email = 'mira@harbour.example'",
        );
        deactivate(&portal, MIRAS, "k", "1");
        restore(&portal, MIRAS, "2");
        let user = "SELECT state || revoked_at FROM users WHERE email = 'mira@harbour.example'";
        assert_eq!(portal.value(user), "disabled5");
    }

    #[test]
    fn of_a_change_and_a_deactivation_at_once_the_second_is_refused() {
        let portal = Portal::open("");
        let change = |key: &str| {
            let fields =
                [("key", key), ("version", "1"), ("name", "Mira"), ("email", "m@harbour.example")];
            portal.post(OLE, MIRAS, &fields).status
        };
        assert_eq!(deactivate(&portal, MIRAS, "a", "1").status, StatusCode::SEE_OTHER);
        assert_eq!(change("b"), StatusCode::CONFLICT);
        assert_eq!(
            deactivate(&portal, MIRAS, "c", "2").status,
            StatusCode::CONFLICT,
            "the contact is inactive already"
        );

        let portal = Portal::open("");
        let change = portal.post(
            OLE,
            MIRAS,
            &[("key", "a"), ("version", "1"), ("name", "Mira"), ("email", "m@harbour.example")],
        );
        assert_eq!(change.status, StatusCode::SEE_OTHER);
        assert_eq!(deactivate(&portal, MIRAS, "b", "1").status, StatusCode::CONFLICT);
        assert!(!is_out(&portal));
    }
}
