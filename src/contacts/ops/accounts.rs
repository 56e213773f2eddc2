//! Adding a contact to accounts, and removing them.
use super::{queries, views};
use crate::{
    accounts,
    error::{Error, Result},
    http::{form::Form, page::again, routes::Id, visit::Visit},
    kit::{ids::ContactId, text::sentence},
};
use axum::response::Response;

/// `POST /contacts/{id}/accounts`: adds the contact to an account.
pub(super) async fn add(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let chosen = accounts::active(scope, form.value("account"));
    let (visitor, (file, account)) =
        visit.read_once(&form, (queries::file(scope, id, form.value("find")), chosen)).await?;
    let Some(account) = account else {
        form.complain("account", "Choose an account from the list.");
        let show = views::Show::of(visitor, file, form).ok_or(Error::NotFound)?;
        return again(&show);
    };
    let contact = file.0.ok_or(Error::NotFound)?;
    let notice = sentence(format!("{} now belongs to {}", contact.name, account.name));
    visit.write(&form, queries::add_to(id, &account), &format!("/contacts/{id}"), &notice).await
}

/// `POST /contacts/{id}/accounts/removal`: removes the contact from an account.
pub(super) async fn remove(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (_visitor, (contact, memberships)) = visit
        .read_once(&form, (queries::contact(scope, id), queries::memberships(scope, id)))
        .await?;
    let contact = contact.ok_or(Error::NotFound)?;
    let left = memberships.iter().find(|it| form.is("account", it.id));
    let left = left.ok_or_else(|| Error::refused("They do not belong to this account."))?;
    let notice = sentence(format!("{} no longer belongs to {}", contact.name, left.name));
    let write = queries::take_from(id, left.id, &left.name);
    visit.write(&form, write, &format!("/contacts/{id}"), &notice).await
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const ZOES: &str = "/contacts/00000000-0000-7000-8000-000000000c27";
    const OKAFOR: &str = "00000000-0000-7000-8000-000000000a12";
    const MILOS: &str = "00000000-0000-7000-8000-000000000a14";

    fn add(portal: &Portal, key: &str, account: &str) -> Reply {
        let fields = [("key", key), ("find", "oka"), ("account", account)];
        portal.post(DANA, &format!("{ZOES}/accounts"), &fields)
    }

    #[test]
    fn a_contact_belongs_to_several_accounts() {
        let portal = Portal::open("");
        let page = portal.get(DANA, &format!("{ZOES}?account=oka"));
        assert!(page.has("Okafor Family") && page.has("Add to account"), "{}", page.body);
        assert!(!page.has(">Choose<"), "the only match is preselected: {}", page.body);
        portal.app.db.execute("INSERT INTO search_words (workspace_id, noun, word, id) VALUES ('00000000-0000-7000-8000-000000000001', 'account', 'okapi', '00000000-0000-7000-8000-000000000a13')");
        assert!(portal.get(DANA, &format!("{ZOES}?account=oka")).has(">Choose<"));
        assert!(!portal.get(DANA, &format!("{ZOES}?account=milo")).has("Milo Productions"));
        assert_eq!(add(&portal, "a", OKAFOR).location(), ZOES);
        let page = portal.get(DANA, ZOES);
        assert!(page.has("Okafor Family") && page.has("Lindqvist Holdings"));
        assert_eq!(
            add(&portal, "b", OKAFOR).status,
            StatusCode::CONFLICT,
            "they already belong to it"
        );
        let removal = [("key", "c"), ("account", OKAFOR)];
        let removed = portal.post(DANA, &format!("{ZOES}/accounts/removal"), &removal);
        assert_eq!(removed.location(), ZOES);
        assert!(!portal.get(DANA, ZOES).has("Okafor Family"));
    }

    #[test]
    fn only_an_active_account_of_the_workspace_is_added() {
        let portal = Portal::open("UPDATE accounts SET deactivated_at = 1 WHERE name LIKE 'Oka%'");
        for (key, account) in [("a", OKAFOR), ("b", MILOS), ("c", ""), ("d", "x")] {
            let reply = add(&portal, key, account);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{account}");
            assert!(reply.has("Choose an account from the list"), "{}", reply.body);
        }
    }
}
