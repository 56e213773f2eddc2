//! Statements that read the choices on the form of a new request.
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, client},
    },
    kit::{
        ids::{AccountId, PassengerId},
        text::folded,
    },
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
}

/// The passengers whom the client may choose: those that were picked, and a hundred of each account whose
/// name has a word that begins with `find`.
pub fn directory(scope: &Scope, picked: &[&str], find: &str) -> Query<Vec<ListedPassenger>> {
    scope.query(client!(
        "SELECT p.id, p.account_id, a.name AS account, p.name
         FROM my_accounts m CROSS JOIN accounts a ON a.id = m.account_id
         CROSS JOIN passengers p ON +p.account_id = m.account_id AND p.removed_at IS NULL AND p.id IN (SELECT j.value FROM json_each(:picked) j
           UNION SELECT f.id FROM (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id AND x.removed_at IS NULL
             AND instr(' ' || x.sort_name, ' ' || :find) > 0 ORDER BY x.sort_name, x.id LIMIT 100) f)
         ORDER BY a.sort_name, p.sort_name, p.id LIMIT 6000"
    ))
    .bind("picked", as_json(&picked))
    .bind("find", folded(find))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    #[test]
    fn the_passengers_of_a_form_are_looked_up_and_not_filtered() {
        let (portal, scope) = (Portal::open(""), scope_of(MIRA));
        let plan = portal.app.db.plan(directory(&scope, &[], "").statement.sql);
        assert!(
            plan.contains("SEARCH p USING INDEX sqlite_autoindex_passengers_1 (id=?)"),
            "{plan}"
        );
    }
}
