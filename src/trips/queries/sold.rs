//! Statements that read, for its client, what a trip was sold and billed for.
use super::fragments::accepted_quote;
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, granted},
    },
    kit::ids::TripId,
    trips::{AcceptedQuote, BilledInvoice},
};

pub fn offer(scope: &Scope, id: TripId) -> Query<Option<AcceptedQuote>> {
    scope.query(client!(
        ", purse AS (SELECT ", granted!("see_money"), " AS is_open) ",
        accepted_quote!("purse.is_open", "FROM purse JOIN my_accounts m JOIN quotes q INDEXED BY quotes_by_trip ON q.trip_id = :id AND q.account_id = m.account_id")
    ))
    .bind("id", id)
}

pub fn bills(scope: &Scope, id: TripId) -> Query<Vec<BilledInvoice>> {
    scope
        .query(client!(
            theirs!(),
            "SELECT i.id, i.number, i.currency, i.total, i.paid, i.due_on, i.state = 'void' AS is_void, i.quote_id IS NOT NULL AS is_of_quote
             FROM me JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id AND ",
            is_told!(),
            "
             JOIN invoices i INDEXED BY invoices_by_trip ON i.trip_id = t.id WHERE ",
            granted!("see_money"),
            " ORDER BY i.number LIMIT 50"
        ))
        .bind("id", id)
}
