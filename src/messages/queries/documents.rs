//! Statements about the quote or the invoice that a thread is about.
use super::super::AboutDocument;
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, granted, staff},
    },
    kit::ids::{InvoiceId, QuoteId},
};

/// The quote or invoice of a new thread.
pub type AboutQuery = Query<Option<AboutDocument>>;

/// The columns of an [`AboutDocument`], of the quote or invoice `d`.
macro_rules! document {
    ($kind:literal, $reference:literal, $($from:tt)+) => {
        concat!(
            "SELECT '", $kind, "' AS kind, d.id, d.account_id, a.name AS account, ", $reference, " AS reference, d.route, n.id AS thread_id ",
            $($from)+,
            " JOIN accounts a ON a.id = d.account_id LEFT JOIN threads n ON n.", $kind, "_id = d.id"
        )
    };
}

/// A quote that was sent to the client.
pub fn my_quote(scope: &Scope, id: QuoteId) -> AboutQuery {
    scope
        .query(client!(document!(
            "quote",
            "d.reference",
            "FROM my_accounts m JOIN quotes d ON d.account_id = m.account_id AND d.id = :id AND d.sent_at IS NOT NULL"
        )))
        .bind("id", id)
}

pub fn quote_for_staff(scope: &Scope, id: QuoteId) -> AboutQuery {
    scope
        .query(staff!(document!(
            "quote",
            "d.reference",
            "FROM me JOIN quotes d ON d.workspace_id = me.workspace_id AND d.id = :id"
        )))
        .bind("id", id)
}

/// An invoice to one of the client's accounts.
pub fn my_invoice(scope: &Scope, id: InvoiceId) -> AboutQuery {
    scope
        .query(client!(document!(
            "invoice",
            "d.number",
            "FROM my_accounts m JOIN invoices d ON d.account_id = m.account_id AND d.id = :id AND ",
            granted!("see_money")
        )))
        .bind("id", id)
}

pub fn invoice_for_staff(scope: &Scope, id: InvoiceId) -> AboutQuery {
    scope
        .query(staff!(document!(
            "invoice",
            "d.number",
            "FROM me JOIN invoices d ON d.workspace_id = me.workspace_id AND d.id = :id"
        )))
        .bind("id", id)
}
