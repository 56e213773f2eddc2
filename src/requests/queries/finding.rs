//! The search for deals.
use super::{ListedRequest, lists::listed_request, state_shown};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
    },
    search::{has_reference, has_word, typed, typed_words, with_word},
};

/// The deals for which each typed word begins a word of their places, of their account or of their contact, or begins
/// their reference: the newest first, at most 50. Of what has a word, only so many are looked at that the rows read do
/// not grow with the workspace.
pub fn search(scope: &Scope, q: &str) -> Query<Vec<ListedRequest>> {
    scope.query(SEARCH).bind("words", as_json(&typed_words(q)))
}

macro_rules! newest_of {
    ($whose:literal) => {
        concat!(
            "r.id IN (SELECT x.id FROM requests x WHERE x.",
            $whose,
            " = h.id AND x.workspace_id = me.workspace_id ORDER BY x.created_at DESC, x.id DESC LIMIT 50)"
        )
    };
}

const SEARCH: &str = staff!(
    ", ",
    typed!(),
    ", near AS (SELECT r.id FROM me CROSS JOIN typed t CROSS JOIN requests r ON r.id IN ",
    with_word!("request", "100"),
    " UNION SELECT r.id FROM me CROSS JOIN typed t CROSS JOIN requests r ON r.id IN (SELECT x.id FROM requests x WHERE x.workspace_id = me.workspace_id AND ",
    has_reference!("x", "R-"),
    " LIMIT 50)
     UNION SELECT r.id FROM me CROSS JOIN typed t CROSS JOIN accounts h ON h.id IN ",
    with_word!("account", "20"),
    " CROSS JOIN requests r ON ",
    newest_of!("account_id"),
    " UNION SELECT r.id FROM me CROSS JOIN typed t CROSS JOIN contacts h ON h.id IN ",
    with_word!("contact", "20"),
    " CROSS JOIN requests r ON ",
    newest_of!("contact_id"),
    ") ",
    listed_request!(
        "FROM me CROSS JOIN near n CROSS JOIN requests r ON r.id = n.id AND r.workspace_id = me.workspace_id
         JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id
         WHERE NOT EXISTS (SELECT 1 FROM typed t WHERE NOT (",
        has_reference!("r", "R-"), " OR ", has_word!("request", "r.id"), " OR ", has_word!("account", "r.account_id"), " OR ", has_word!("contact", "r.contact_id"),
        ")) ORDER BY r.created_at DESC, r.id DESC LIMIT 50"
    )
);
