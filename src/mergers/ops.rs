//! `/contacts/{id}/merge` and `/accounts/{id}/merge`, and the mergers that they send.
mod accounts;

use super::{AccessOutcome, ChosenDetails, mail, merged_words, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::ContactId,
    users::{Right, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/contacts/{id}/merge", may(Right::ManageContacts), show)
        .post("/contacts/{id}/mergers", may(Right::ManageContacts), merge)
        .get("/accounts/{id}/merge", may(Right::ManageContacts), accounts::show)
        .post("/accounts/{id}/mergers", may(Right::ManageContacts), accounts::merge)
}

/// `GET /contacts/{id}/merge`: both contacts side by side and what the merger will do; without `?with`,
/// a search for the other.
async fn show(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let (with, q) = (visit.param("with"), visit.param("q"));
    let batch = queries::both_contacts(&visit.scope, id, &with, &q);
    let (visitor, (stays, goes, alike)) = visit.read(batch).await?;
    let stays = stays.filter(|it| it.deactivated_at.is_none()).ok_or(Error::NotFound)?;
    if goes.is_none() && !with.is_empty() {
        return Err(Error::NotFound);
    }
    let goes = goes.filter(|it| it.merged_into.is_none() && it.id != stays.id);
    page(&views::Contacts { visitor, stays, goes, alike, q, form: Form::default() })
}

/// `POST /contacts/{id}/mergers`: merges another contact into this one.
async fn merge(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let batch = queries::both_contacts(&visit.scope, id, form.value("other"), "");
    let (visitor, (stays, goes, alike)) = visit.read_once(&form, batch).await?;
    let stays = stays.ok_or(Error::NotFound)?;
    let Some(goes) = goes.filter(|it| it.id != stays.id) else {
        return Err(Error::refused("Choose the contact to merge into this one."));
    };
    if !AccessOutcome::of(&stays, &goes).is_allowed(&visitor) {
        return Err(Error::Forbidden);
    }
    let Some(it) = ChosenDetails::chosen(&mut form, &stays, &goes) else {
        let (goes, q) = (Some(goes), String::new());
        return again(&views::Contacts { visitor, stays, goes, alike, q, form });
    };
    let seen = |name: &str| form.value(name).parse().unwrap_or(0);
    let letter = mail::address_changed(&visitor.workspace.name);
    let write = queries::merge_contacts(
        (&stays, seen("version")),
        (&goes, seen("other_version")),
        &it,
        &letter,
    );
    let notice = format!("{}.", merged_words(&goes.name, &it.name));
    visit.write(&form, write, &format!("/contacts/{id}"), &notice).await
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const MIRAS: &str = "00000000-0000-7000-8000-000000000c21";
    const TOMAS_ID: &str = "00000000-0000-7000-8000-000000000c22";
    const RUTHS: &str = "00000000-0000-7000-8000-000000000c23";
    const ZOES: &str = "00000000-0000-7000-8000-000000000c27";
    const MILOS: &str = "00000000-0000-7000-8000-000000000c25";
    const REQUEST: &str = "INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, created_at) VALUES
     ('00000000-0000-7000-8000-0000000e1001', '00000000-0000-7000-8000-000000000001', 'R-1', '00000000-0000-7000-8000-000000000a12', '00000000-0000-7000-8000-000000000c23', 'submitted', '[]', 'TEB to PBI', 0, 1, '[]', 0);";

    fn merge(portal: &Portal, stays: &str, goes: &str, more: &[(&str, &str)]) -> Reply {
        let fields = [&[("other", goes), ("version", "1"), ("other_version", "1")], more].concat();
        portal.post(DANA, &format!("/contacts/{stays}/mergers"), &fields)
    }

    fn user(portal: &Portal, contact: &str) -> String {
        portal.value(&format!(
            "SELECT coalesce((SELECT email || ' ' || state || (revoked_at IS NOT NULL) FROM users WHERE contact_id = '{contact}'), 'none')"
        ))
    }

    #[test]
    fn the_page_shows_both_contacts_and_what_the_merger_will_do() {
        let portal = Portal::open(
            "UPDATE contacts SET email = 'mira@harbour.example' WHERE name = 'Tomas Lindqvist'",
        );
        let page = portal.get(DANA, &format!("/contacts/{MIRAS}/merge"));
        assert!(page.has("Tomas Lindqvist") && !page.has("Ruth Okafor"), "{}", page.body);
        let found = portal.get(DANA, &format!("/contacts/{MIRAS}/merge?q=oka"));
        assert!(found.has("Ruth Okafor") && !found.has("Tomas Lindqvist"), "{}", found.body);
        let page = portal.get(DANA, &format!("/contacts/{MIRAS}/merge?with={RUTHS}"));
        for words in ["Okafor Family", "What will happen", "The access of Ruth Okafor ends at once"]
        {
            assert!(page.has(words), "{words}: {}", page.body);
        }
        let page = portal.get(DANA, &format!("/contacts/{ZOES}/merge?with={RUTHS}"));
        assert!(page.has("The access of Ruth Okafor moves to Zoë Ångström"), "{}", page.body);
        for with in [MILOS, "x"] {
            let page = portal.get(DANA, &format!("/contacts/{MIRAS}/merge?with={with}"));
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{with}");
        }
    }

    #[test]
    fn only_details_that_differ_are_to_be_chosen() {
        let portal = Portal::open(
            "UPDATE contacts SET email = 'mira@harbour.example', name = 'Mira Lindqvist', phone = '+1 201 555 0100' WHERE name LIKE 'Zo%'",
        );
        let page = portal.get(DANA, &format!("/contacts/{MIRAS}/merge?with={ZOES}"));
        for (field, is_asked) in [("name", false), ("email", false), ("phone", true)] {
            let choice = format!("type=\"radio\" id=\"{field}\"");
            assert_eq!(page.has(&choice), is_asked, "{field}: {}", page.body);
        }
        let merged = merge(&portal, MIRAS, ZOES, &[("key", "k"), ("phone", "other")]);
        assert_eq!(merged.location(), format!("/contacts/{MIRAS}"), "{}", merged.body);
        assert!(merged.notice().contains("The other Mira Lindqvist merged into this one."));
        let kept = format!("SELECT email || ' ' || phone FROM contacts WHERE id = '{MIRAS}'");
        assert_eq!(portal.value(&kept), "mira@harbour.example +1 201 555 0100");
    }

    #[test]
    fn merging_two_contacts_with_access_leaves_one_user() {
        let portal = Portal::open(
            &[REQUEST, "DELETE FROM grants WHERE contact_id LIKE '%c21' AND name = 'pay';"]
                .concat(),
        );
        let merged = merge(&portal, MIRAS, RUTHS, &[("key", "k")]);
        assert_eq!(merged.location(), format!("/contacts/{MIRAS}"), "{}", merged.body);
        assert_eq!(user(&portal, MIRAS), "mira@harbour.example active0");
        assert_eq!(user(&portal, RUTHS), "ruth@harbour.example disabled1");
        assert!(portal.get(RUTH, "/").location().starts_with("/session/new"));
        assert_eq!(portal.get(MIRA, "/").status, StatusCode::OK);
        let page = portal.get(DANA, &format!("/contacts/{MIRAS}"));
        assert!(page.has("Okafor Family") && page.has("Lindqvist Holdings"), "{}", page.body);
        let moved = portal.get(DANA, &format!("/contacts/{RUTHS}"));
        assert_eq!(moved.location(), format!("/contacts/{MIRAS}"));
        assert!(
            portal.get(DANA, "/contacts?q=ruth").has("Mira Lindqvist"),
            "the words of both find it"
        );
        assert!(portal.get(DANA, "/contacts?show=inactive").has("Merged"));
        assert_eq!(portal.value("SELECT contact_id FROM requests"), MIRAS);
        let grants = format!("SELECT count(*) FROM grants WHERE contact_id = '{MIRAS}'");
        assert_eq!(portal.value(&grants), "4", "the merger gives no new right");
        assert_eq!(portal.value("SELECT note FROM events"), "Ruth Okafor, ruth@harbour.example");
    }

    #[test]
    fn access_moves_to_a_contact_who_has_none() {
        let portal =
            Portal::open("DELETE FROM grants WHERE contact_id LIKE '%c23' AND name = 'pay'");
        let merged = merge(&portal, ZOES, RUTHS, &[("key", "k"), ("email", "other")]);
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
        assert_eq!(user(&portal, ZOES), "ruth@harbour.example active0");
        assert_eq!(user(&portal, RUTHS), "none");
        assert_eq!(portal.get(RUTH, "/").status, StatusCode::OK, "the session goes on");
        let grants = format!("SELECT count(*) FROM grants WHERE contact_id = '{ZOES}'");
        assert_eq!(portal.value(&grants), "4", "the grants moved with the access");
        assert_eq!(portal.value("SELECT count(*) FROM outbox"), "0");
    }

    #[test]
    fn a_changed_sign_in_address_is_mailed_to_the_old_one() {
        let portal = Portal::open("");
        merge(&portal, ZOES, RUTHS, &[("key", "k")]);
        assert_eq!(user(&portal, ZOES), "zoe@harbour.example active0");
        assert_eq!(portal.value("SELECT to_email FROM outbox"), "ruth@harbour.example");

        let portal = Portal::open("");
        let fields = [("key", "k"), ("email", "other"), ("name", "other")];
        merge(&portal, MIRAS, TOMAS_ID, &fields);
        assert_eq!(user(&portal, MIRAS), "tomas@harbour.example active0");
        assert!(user(&portal, TOMAS_ID).ends_with("@merged.invalid disabled1"));
        assert_eq!(portal.value("SELECT to_email FROM outbox"), "mira@harbour.example");
        assert!(portal.get(DANA, &format!("/contacts/{MIRAS}")).has("Tomas Lindqvist"));
    }

    #[test]
    fn staff_without_the_right_to_give_access_merge_only_contacts_without_access() {
        let portal = Portal::open("");
        let page = portal.get(INES, &format!("/contacts/{ZOES}/merge?with={RUTHS}"));
        assert!(page.has("Only staff who may give clients access can merge them"), "{}", page.body);
        assert!(!page.has("Merge contacts</button>"));
        let fields = [("other", RUTHS), ("version", "1"), ("other_version", "1"), ("email", "")];
        let refused = portal.post(INES, &format!("/contacts/{ZOES}/mergers"), &fields);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        portal.app.db.execute("DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE contact_id LIKE '%c23'); DELETE FROM users WHERE contact_id LIKE '%c23'");
        let merged = portal.post(INES, &format!("/contacts/{ZOES}/mergers"), &fields);
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
    }

    #[test]
    fn a_merger_happens_once_and_only_with_the_versions_that_were_shown() {
        let portal = Portal::open("");
        let key = portal.get(DANA, &format!("/contacts/{MIRAS}/merge?with={RUTHS}")).key();
        let first = merge(&portal, MIRAS, RUTHS, &[("key", &key)]);
        let again = merge(&portal, MIRAS, RUTHS, &[("key", &key)]);
        assert_eq!((first.status, first.location()), (again.status, again.location()));
        for (key, stays, goes) in [("b", MIRAS, RUTHS), ("c", RUTHS, MIRAS), ("d", TOMAS_ID, RUTHS)]
        {
            assert_eq!(merge(&portal, stays, goes, &[("key", key)]).status, StatusCode::CONFLICT);
        }
        for (key, goes) in [("e", MIRAS), ("f", MILOS), ("g", ""), ("h", "x")] {
            let refused = merge(&portal, MIRAS, goes, &[("key", key)]);
            assert_eq!(refused.status, StatusCode::CONFLICT, "{goes}");
        }
        assert_eq!(portal.value("SELECT count(*) FROM events"), "1");
    }
}
