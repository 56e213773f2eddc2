//! Merging two accounts.
use super::{merged_words, queries, views};
use crate::{
    error::{Error, Result},
    http::{form::Form, page::page, routes::Id, visit::Visit},
    kit::ids::AccountId,
};
use axum::response::Response;

/// `GET /accounts/{id}/merge`: both accounts side by side and what the merger will do; without `?with`,
/// a search for the other.
pub(super) async fn show(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (with, q) = (visit.param("with"), visit.param("q"));
    let batch = queries::both_accounts(&visit.scope, id, &with, &q);
    let (visitor, (stays, goes, alike)) = visit.read(batch).await?;
    let stays = stays.filter(|it| it.deactivated_at.is_none()).ok_or(Error::NotFound)?;
    if goes.is_none() && !with.is_empty() {
        return Err(Error::NotFound);
    }
    let goes = goes.filter(|it| it.merged_into.is_none() && it.id != stays.id);
    page(&views::Accounts { visitor, stays, goes, alike, q })
}

/// `POST /accounts/{id}/mergers`: merges another account into this one.
pub(super) async fn merge(visit: Visit, Id(id): Id<AccountId>, form: Form) -> Result<Response> {
    let batch = queries::both_accounts(&visit.scope, id, form.value("other"), "");
    let (visitor, (stays, goes, _)) = visit.read_once(&form, batch).await?;
    let stays = stays.ok_or(Error::NotFound)?;
    let Some(goes) = goes.filter(|it| it.id != stays.id) else {
        return Err(Error::refused("Choose the account to merge into this one."));
    };
    let seen = |name: &str| form.value(name).parse().unwrap_or(0);
    let (first, second) = ((&stays, seen("version")), (&goes, seen("other_version")));
    let write = queries::merge_accounts(first, second, visitor.workspace.trade);
    let said = merged_words(&goes.name, &stays.name);
    let notice = match goes.belongings(visitor.workspace.trade).as_str() {
        "" => format!("{said}. Nothing belonged to it."),
        told => format!("{said}, with {told}."),
    };
    visit.write(&form, write, &format!("/accounts/{id}"), &notice).await
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const HOLDINGS: &str = "00000000-0000-7000-8000-000000000a11";
    const OKAFOR: &str = "00000000-0000-7000-8000-000000000a12";
    const MILOS: &str = "00000000-0000-7000-8000-000000000a14";

    fn merge(portal: &Portal, key: &str, stays: &str, goes: &str) -> Reply {
        let fields = [("key", key), ("other", goes), ("version", "1"), ("other_version", "1")];
        portal.post(DANA, &format!("/accounts/{stays}/mergers"), &fields)
    }

    #[test]
    fn everything_of_the_other_account_moves_to_the_one_that_stays() {
        let portal = Portal::open(WALK);
        let page = portal.get(DANA, &format!("/accounts/{OKAFOR}/merge?with={HOLDINGS}"));
        assert!(page.has("What will happen"), "{}", page.body);
        let merged = merge(&portal, &page.key(), OKAFOR, HOLDINGS);
        assert_eq!(merged.location(), format!("/accounts/{OKAFOR}"), "{}", merged.body);
        let left = portal.value(
            "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table' AND sql LIKE '% account_id %'",
        );
        for table in left.split(',') {
            let rows = format!("SELECT count(*) FROM {table} WHERE account_id = '{HOLDINGS}'");
            assert_eq!(portal.value(&rows), "0", "{table}");
        }
        let note = portal.value("SELECT note FROM events WHERE action = 'accounts_merged'");
        let told = note.strip_prefix("Lindqvist Holdings: ").unwrap();
        assert!(told.contains("1 trip, ") && page.has(told), "{told}: {}", page.body);
        let moved = portal.get(DANA, &format!("/accounts/{HOLDINGS}"));
        assert_eq!(moved.location(), format!("/accounts/{OKAFOR}"));
        assert!(
            portal.get(DANA, "/accounts?q=lindqvist").has("Okafor Family"),
            "the words of both find it"
        );
        assert!(portal.get(MIRA, "/invoices").has("2026-2001"), "its people see everything");
    }

    #[test]
    fn a_merger_says_how_much_it_moved() {
        let portal = Portal::open("");
        let said = merge(&portal, "a", OKAFOR, HOLDINGS).notice();
        assert_eq!(said, "Lindqvist Holdings merged into Okafor Family, with 3 people.");
        let twin = "INSERT INTO accounts (id, workspace_id, name, billing_name, billing_address, created_at) VALUES
          ('00000000-0000-7000-8000-0000000f0001', '00000000-0000-7000-8000-000000000001', 'Okafor Family', 'x', '', 0)";
        let (portal, id) = (Portal::open(twin), "00000000-0000-7000-8000-0000000f0001");
        let page = portal.get(DANA, &format!("/accounts/{OKAFOR}/merge?with={id}"));
        assert!(page.has("so nothing moves"), "{}", page.body);
        let said = merge(&portal, "a", OKAFOR, id).notice();
        assert_eq!(said, "The other Okafor Family merged into this one. Nothing belonged to it.");
        assert_eq!(portal.value("SELECT note FROM events"), "Okafor Family");
    }

    #[test]
    fn a_merger_happens_once_and_within_the_workspace() {
        let portal = Portal::open("");
        assert!(portal.get(DANA, &format!("/accounts/{OKAFOR}/merge?q=lind")).has("Holdings"));
        assert_eq!(merge(&portal, "a", OKAFOR, HOLDINGS).status, StatusCode::SEE_OTHER);
        for (key, stays, goes) in [
            ("b", OKAFOR, HOLDINGS),
            ("c", HOLDINGS, OKAFOR),
            ("d", OKAFOR, OKAFOR),
            ("e", OKAFOR, MILOS),
        ] {
            assert_eq!(merge(&portal, key, stays, goes).status, StatusCode::CONFLICT, "{key}");
        }
        assert_eq!(portal.value("SELECT count(*) FROM events"), "1");
    }
}
