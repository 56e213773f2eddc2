//! Statements of the search for deals.
use super::{ListedRequest, lists::listed_request, state_now};
use crate::{
    db::{
        query::{Batch, Query, as_json},
        scope::{Scope, staff},
    },
    kit::text::folded,
    search::{Typed, found},
};

/// What a search found: by text, by account and by contact.
pub type Found = (Vec<ListedRequest>, Vec<ListedRequest>, Vec<ListedRequest>);

/// The deals whose reference or route begins with what was typed, those of the accounts and those of the contacts that
/// it names, each the newest first.
pub fn search(scope: &Scope, typed: &str) -> impl Batch<Answers = Found> {
    let words = Typed::of(typed);
    let (first, others) = words.map(|it| (it.first, it.others)).unzip();
    let others = as_json(&others.unwrap_or_default());
    let named = |sql| scope.query(sql).bind("first", first.clone()).bind("others", others.clone());
    (by_text(scope, typed), named(BY_ACCOUNT), named(BY_CONTACT))
}

/// The route is found as it is written, "TEB to LTN", and by its places alone, "teb ltn".
fn by_text(scope: &Scope, typed: &str) -> Query<Vec<ListedRequest>> {
    let route = folded(typed);
    let joined = route.split([' ', '-', ',']).filter(|it| !it.is_empty()).collect::<Vec<_>>();
    scope
        .query(staff!(listed_request!(
            "FROM me JOIN requests r ON r.id IN (
               SELECT id FROM (SELECT x.id FROM requests x WHERE x.workspace_id = me.workspace_id AND x.reference >= :reference
                 AND x.reference < :reference || char(1114111) ORDER BY x.reference LIMIT 50)
               UNION SELECT id FROM (SELECT x.id FROM requests x INDEXED BY requests_by_route WHERE x.workspace_id = me.workspace_id AND lower(x.route) >= :route
                 AND lower(x.route) < :route || char(1114111) ORDER BY lower(x.route), x.id DESC LIMIT 50)
               UNION SELECT id FROM (SELECT x.id FROM requests x INDEXED BY requests_by_route WHERE x.workspace_id = me.workspace_id AND lower(x.route) >= :joined
                 AND lower(x.route) < :joined || char(1114111) ORDER BY lower(x.route), x.id DESC LIMIT 50))
             JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id ORDER BY r.created_at DESC, r.id DESC LIMIT 150"
        )))
        .bind("reference", typed.to_uppercase())
        .bind("route", route.as_str())
        .bind("joined", joined.join(" to "))
}

const BY_ACCOUNT: &str = staff!(
    found!("account"),
    listed_request!(
        "FROM me CROSS JOIN (SELECT id FROM hits LIMIT 20) h CROSS JOIN requests r ON r.id IN (SELECT x.id FROM requests x
           WHERE x.account_id = h.id AND x.workspace_id = me.workspace_id ORDER BY x.created_at DESC, x.id DESC LIMIT 50)
         JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id ORDER BY r.created_at DESC, r.id DESC LIMIT 50"
    )
);

const BY_CONTACT: &str = staff!(
    found!("contact"),
    listed_request!(
        "FROM me CROSS JOIN (SELECT id FROM hits LIMIT 20) h CROSS JOIN requests r ON r.id IN (SELECT x.id FROM requests x
           WHERE x.contact_id = h.id AND x.workspace_id = me.workspace_id ORDER BY x.created_at DESC, x.id DESC LIMIT 50)
         JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id ORDER BY r.created_at DESC, r.id DESC LIMIT 50"
    )
);
