//! Statements that read, for its client, what a trip was sold and billed for.
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
        "SELECT q.id, q.reference, EXISTS (SELECT 1 FROM acceptances x WHERE x.quote_id = q.id AND x.undone_at IS NULL AND x.sealed_at IS NOT NULL) AND ", granted!("see_money"), " AS is_sealed,
           EXISTS (SELECT 1 FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued' AND i.is_deposit = 0) AS is_invoiced
         FROM my_accounts m JOIN quotes q INDEXED BY quotes_by_trip ON q.trip_id = :id AND q.account_id = m.account_id
         WHERE q.state = 'accepted' LIMIT 1"
    ))
    .bind("id", id)
}

pub fn bills(scope: &Scope, id: TripId) -> Query<Vec<BilledInvoice>> {
    scope
        .query(client!(
            theirs!(),
            "SELECT i.id, i.number, i.currency, i.total, i.paid, i.due_on, i.state = 'void' AS is_void
             FROM me JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id AND ",
            is_told!(),
            "
             JOIN invoices i INDEXED BY invoices_by_trip ON i.trip_id = t.id WHERE ",
            granted!("see_money"),
            " ORDER BY i.number LIMIT 50"
        ))
        .bind("id", id)
}
