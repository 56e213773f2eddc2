//! Statements about sign-ups on the operations side.
mod asking;
mod deciding;
mod retention;
pub use asking::{asked, before, claim, confirmed, counted, kept, known, mistaken, pending, tries};
pub use deciding::{approve, reject};
pub use retention::forget;

use super::{
    SignUp, State,
    approval::{AccountChoice, ContactMatch},
};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Bindings, Query, as_json},
        scope::{Scope, staff},
    },
    kit::ids::SignUpId,
    search::{Typed, found},
};
use serde::Deserialize;

/// Selects the columns of a [`SignUp`] from the sign-up `s`.
macro_rules! sign_up {
    ($($from:tt)+) => {
        concat!(
            "SELECT s.id, s.name, s.email, s.phone, s.company, s.message, s.state, s.confirmed_at, s.contact_id,
               (SELECT u.contact_id FROM users u WHERE u.workspace_id = s.workspace_id AND u.face = 'client' AND u.email = s.email) AS taken_by,
               (SELECT l.id FROM leads l INDEXED BY leads_by_address WHERE l.workspace_id = s.workspace_id AND l.state = 'open' AND lower(l.email) = lower(s.email) LIMIT 1) AS lead,
               s.reason, (SELECT u.name FROM users u WHERE u.id = s.decided_by) AS decided_by, s.decided_at, s.version, s.created_at
             FROM me JOIN sign_ups s ON s.workspace_id = me.workspace_id ",
            $($from)+
        )
    };
}

/// How many sign-ups a page shows.
pub const PER_PAGE: usize = 50;

/// Selects a page of the sign-ups in one state: waiting ones oldest first, others newest first.
pub fn pile(scope: &Scope, state: State, from: &Cursor) -> Query<Vec<SignUp>> {
    let sql = match state {
        State::Waiting => staff!(sign_up!(
            "AND s.state = :state AND (s.created_at, s.id) > (:after, :after_id) ORDER BY s.created_at, s.id LIMIT :most"
        )),
        State::Approved | State::Rejected => staff!(sign_up!(
            "AND s.state = :state AND (s.created_at, s.id) < (:after, :after_id) ORDER BY s.created_at DESC, s.id DESC LIMIT :most"
        )),
    };
    scope
        .query(sql)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
        .bind("state", state.word())
}

/// Selects one sign-up.
pub fn sign_up(scope: &Scope, id: SignUpId) -> Query<Option<SignUp>> {
    scope.query(staff!(sign_up!("AND s.id = :id"))).bind("id", id)
}

/// The name of a contact.
#[derive(Debug, Deserialize)]
pub struct Named {
    pub name: String,
}

/// Selects the contact that the sign-up was approved for.
pub fn approved_for(scope: &Scope, id: SignUpId) -> Query<Option<Named>> {
    scope
        .query(staff!(
        "SELECT c.name FROM me JOIN sign_ups s ON s.workspace_id = me.workspace_id AND s.id = :id
         JOIN contacts c ON c.id = s.contact_id"
    ))
        .bind("id", id)
}

/// Selects the contacts who may have signed up: those with the address, those of an account named like
/// the company, those that the search finds, and the chosen one.
pub fn candidates(
    scope: &Scope,
    id: SignUpId,
    typed: &str,
    picked: &str,
) -> Query<Vec<ContactMatch>> {
    scope
        .query(staff!(
            found!("contact"),
            ", it AS (SELECT s.workspace_id, s.email, s.company FROM me JOIN sign_ups s ON s.workspace_id = me.workspace_id AND s.id = :sign_up),
             close AS (
               SELECT c.id, 1 AS rank FROM it JOIN contacts c ON c.workspace_id = it.workspace_id AND lower(c.email) = lower(it.email)
               UNION ALL SELECT n.id, 2 FROM (SELECT m.contact_id AS id FROM it
                 JOIN accounts a ON a.workspace_id = it.workspace_id AND lower(a.name) = lower(it.company) AND a.merged_into IS NULL JOIN memberships m ON m.account_id = a.id LIMIT 10) n
               UNION ALL SELECT n.id, 3 FROM (SELECT h.id FROM hits h LIMIT 20) n
               UNION ALL SELECT :picked, 3)
             SELECT c.id, c.name, c.email, u.state AS user, c.deactivated_at IS NOT NULL AS is_inactive,
               CASE min(close.rank) WHEN 1 THEN 'address' WHEN 2 THEN 'company' ELSE 'search' END AS why,
               coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM memberships m JOIN accounts a ON a.id = m.account_id
                 WHERE m.contact_id = c.id ORDER BY a.sort_name, a.id LIMIT 5)), '') AS accounts
             FROM close CROSS JOIN it JOIN contacts c ON c.id = close.id AND c.workspace_id = it.workspace_id AND c.merged_into IS NULL
             LEFT JOIN users u ON u.contact_id = c.id
             GROUP BY c.id ORDER BY min(close.rank), c.sort_name, c.id LIMIT 30"
        ))
        .bind_all(typed_for(id, typed, picked))
}

/// Selects the accounts they may be added to: those named like the company, those that the search finds,
/// and the chosen one.
pub fn accounts(
    scope: &Scope,
    id: SignUpId,
    typed: &str,
    picked: &str,
) -> Query<Vec<AccountChoice>> {
    scope
        .query(staff!(
            found!("account"),
            ", it AS (SELECT s.workspace_id, s.company FROM me JOIN sign_ups s ON s.workspace_id = me.workspace_id AND s.id = :sign_up),
             close AS (SELECT a.id FROM it JOIN accounts a ON a.workspace_id = it.workspace_id AND lower(a.name) = lower(it.company) AND a.merged_into IS NULL
               UNION SELECT n.id FROM (SELECT h.id FROM hits h LIMIT 20) n UNION SELECT :picked)
             SELECT a.id, a.name FROM close CROSS JOIN it JOIN accounts a ON a.id = close.id AND a.workspace_id = it.workspace_id
               AND a.deactivated_at IS NULL ORDER BY a.sort_name, a.id LIMIT 30"
        ))
        .bind_all(typed_for(id, typed, picked))
}

/// The bindings of a search: the typed words, the sign-up, and the chosen contact or account.
fn typed_for(id: SignUpId, typed: &str, picked: &str) -> Bindings {
    let typed = Typed::of(typed);
    let (first, others) = typed.map(|it| (it.first, it.others)).unzip();
    vec![
        ("first", first.into()),
        ("others", as_json(&others.unwrap_or_default())),
        ("sign_up", id.into()),
        ("picked", picked.into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    #[test]
    fn an_account_named_like_the_company_is_found_by_an_index() {
        let (portal, scope, id) = (Portal::open(""), scope_of(DANA), SignUpId(uuid::Uuid::nil()));
        let contacts = candidates(&scope, id, "", "").statement.sql;
        for sql in [contacts, accounts(&scope, id, "", "").statement.sql] {
            let plan = portal.app.db.plan(sql);
            assert!(plan.contains("SEARCH a USING INDEX accounts_by_lower_name"), "{plan}");
        }
    }
}
