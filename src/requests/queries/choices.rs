//! Statements that read the choices on the form of a new request.
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, client},
    },
    kit::ids::{AccountId, PassengerId},
    passengers::{self, is_named_like},
};
use serde::Deserialize;

/// An account that the client may request trips for.
#[derive(Debug, Clone, Deserialize)]
pub struct RequestingAccount {
    pub id: AccountId,
    pub name: String,
}

pub fn accounts(scope: &Scope) -> Query<Vec<RequestingAccount>> {
    scope.query(client!("SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL ORDER BY a.sort_name, a.id LIMIT 50"))
}

/// A passenger in the directory of one of the client's accounts.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedPassenger {
    pub id: PassengerId,
    pub account_id: AccountId,
    pub account: String,
    pub name: String,
    pub sort_name: String,
    /// YYYY-MM-DD; empty where it is not known.
    pub document_expires_on: String,
    /// Whether it comes after the cursor and is named like what is searched for. Others were picked.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_found: bool,
}

/// Passengers that the form shows at a time, beside those that were picked.
pub const DIRECTORY_PAGE: usize = 100;

/// The passengers whom the client may choose: those that were picked, and by name after the cursor a page of each account
/// and one more, of those whose name is like `find`.
pub fn directory(
    scope: &Scope,
    picked: &[&str],
    find: &str,
    from: &Cursor,
) -> Query<Vec<ListedPassenger>> {
    scope.query(client!(
        "SELECT p.id, p.account_id, a.name AS account, p.name, p.sort_name, p.document_expires_on,
           (p.sort_name, p.id) > (:after, :after_id) AND EXISTS (SELECT 1 FROM passengers x WHERE x.id = p.id AND ", is_named_like!(), ") AS is_found
         FROM my_accounts m CROSS JOIN accounts a ON a.id = m.account_id
         CROSS JOIN passengers p ON +p.account_id = m.account_id AND p.removed_at IS NULL AND p.id IN (SELECT j.value FROM json_each(:picked) j
           UNION SELECT f.id FROM (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id AND x.removed_at IS NULL
             AND (x.sort_name, x.id) > (:after, :after_id) AND ", is_named_like!(), " ORDER BY x.sort_name, x.id LIMIT :most) f)
         ORDER BY p.sort_name, p.id LIMIT 6000"
    ))
    .bind("picked", as_json(&picked))
    .bind("words", passengers::words(find))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(DIRECTORY_PAGE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    #[test]
    fn the_passengers_of_a_form_are_looked_up_and_not_filtered() {
        let (portal, scope) = (Portal::open(""), scope_of(MIRA));
        let plan = portal.app.db.plan(directory(&scope, &[], "", &Cursor::text()).statement.sql);
        assert!(
            plan.contains("SEARCH p USING INDEX sqlite_autoindex_passengers_1 (id=?)"),
            "{plan}"
        );
    }
}
