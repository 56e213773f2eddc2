//! The newest quote, as an example of the workspace's quotes.
use crate::{
    blocks::is_blocked,
    db::{
        query::Query,
        scope::{Scope, staff},
    },
    quotes::{Quote, queries::seats},
    requests,
    trips::is_booked,
};

/// The quote that was last made of those which were accepted, or else of those which were sent: an example of the
/// workspace's quotes.
pub fn newest(scope: &Scope) -> Query<Option<Quote>> {
    scope.query(staff!(quote!(
        "1",
        "FROM me JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = coalesce(
           (SELECT x.id FROM quotes x INDEXED BY quotes_by_state WHERE x.workspace_id = me.workspace_id AND x.state = 'accepted' ORDER BY x.created_at DESC LIMIT 1),
           (SELECT x.id FROM quotes x INDEXED BY quotes_by_state WHERE x.workspace_id = me.workspace_id AND x.state = 'sent' ORDER BY x.created_at DESC LIMIT 1))"
    )))
}
