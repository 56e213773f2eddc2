//! Statements about accepted quotes that wait for their invoice.
use crate::{
    db::{
        page::{Cursor, most},
        query::Query,
        scope::{Scope, staff},
    },
    invoices::listing::{Billable, PER_PAGE},
};
use serde::Deserialize;

/// A page of the accepted quotes without an invoice, the oldest answer first.
pub fn billables(scope: &Scope, from: &Cursor) -> Query<Vec<Billable>> {
    scope.query(staff!(
        "SELECT q.id, q.reference, a.name AS account, coalesce((SELECT t.reference FROM trips t WHERE t.id = q.trip_id), '') AS trip, q.route, q.currency, q.total, coalesce(q.answered_at, q.created_at) AS accepted_at, q.balance_on,
           (SELECT d.id FROM invoice_drafts d INDEXED BY invoice_drafts_by_page WHERE d.workspace_id = me.workspace_id AND d.path = '/invoices/new?quote=' || q.id LIMIT 1) AS draft
         FROM me JOIN quotes q INDEXED BY quotes_to_invoice ON q.workspace_id = me.workspace_id AND q.state = 'accepted' AND q.invoiced_at IS NULL
           AND (coalesce(q.answered_at, q.created_at), q.id) > (:after, :after_id)
         JOIN accounts a ON a.id = q.account_id ORDER BY coalesce(q.answered_at, q.created_at), q.id LIMIT :most"
    ))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// How many accepted quotes wait for an invoice, and how many drafts for approval; at most a hundred of each are counted.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Waiting {
    pub quotes: i64,
    pub drafts: i64,
}

pub fn waiting(scope: &Scope) -> Query<Option<Waiting>> {
    scope.query(staff!(
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM quotes q INDEXED BY quotes_to_invoice WHERE q.workspace_id = me.workspace_id
           AND q.state = 'accepted' AND q.invoiced_at IS NULL LIMIT 100)) AS quotes,
           (SELECT count(*) FROM (SELECT 1 FROM invoice_drafts d WHERE d.workspace_id = me.workspace_id LIMIT 100)) AS drafts FROM me"
    ))
}
