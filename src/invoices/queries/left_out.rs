//! Statements that read a month of an account: what can be invoiced at once, and which trips are left out.
use super::desk::{BilledAccount, billed_account, bills};
use crate::{
    db::{
        query::{Batch, Query},
        scope::{Scope, staff},
    },
    invoices::{
        issuing::Billing,
        left_out::{LeftOut, MOST},
    },
    kit::ids::AccountId,
};

/// The account, its quotes to invoice, and all of its trips, around a month.
pub fn of_month(
    scope: &Scope,
    account: AccountId,
    around: [i64; 2],
) -> impl Batch<Answers = (Option<BilledAccount>, Vec<Billing>, Vec<LeftOut>)> + use<> {
    (
        billed_account(scope, account),
        bills(scope, account, around),
        left_out(scope, account, around),
    )
}

/// The account's trips that depart between these instants, with what they were quoted and billed.
fn left_out(scope: &Scope, account: AccountId, [from, until]: [i64; 2]) -> Query<Vec<LeftOut>> {
    scope
        .query(staff!(
            "SELECT t.id, t.reference, t.route, t.departs_at, s.kind = 'cancelled' AS is_canceled,
               (SELECT q.id FROM quotes q INDEXED BY quotes_by_trip WHERE q.trip_id = t.id AND q.state = 'accepted' AND q.invoiced_at IS NULL LIMIT 1) AS quote,
               (SELECT q.departs_at FROM quotes q INDEXED BY quotes_by_trip WHERE q.trip_id = t.id AND q.state = 'accepted' AND q.invoiced_at IS NULL LIMIT 1) AS quoted_for,
               EXISTS (SELECT 1 FROM quotes q INDEXED BY quotes_by_trip JOIN invoice_drafts d INDEXED BY invoice_drafts_by_page ON d.workspace_id = me.workspace_id AND d.path = '/invoices/new?quote=' || q.id
                 WHERE q.trip_id = t.id AND q.state = 'accepted') AS is_drafted,
               (SELECT i.id FROM invoices i INDEXED BY invoices_by_trip WHERE i.trip_id = t.id AND i.state = 'issued' AND i.is_deposit = 0 ORDER BY i.number LIMIT 1) AS invoice,
               (SELECT i.number FROM invoices i INDEXED BY invoices_by_trip WHERE i.trip_id = t.id AND i.state = 'issued' AND i.is_deposit = 0 ORDER BY i.number LIMIT 1) AS number
             FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account JOIN stages s ON s.workspace_id = me.workspace_id
             JOIN trips t ON t.id IN (SELECT x.id FROM trips x INDEXED BY trips_of_account WHERE x.account_id = a.id AND x.stage_id = s.id
               AND x.departs_at BETWEEN :from AND :until ORDER BY x.departs_at, x.id LIMIT :most)
             ORDER BY t.departs_at, t.id LIMIT :most"
        ))
        .bind("account", account)
        .bind("from", from)
        .bind("until", until)
        .bind("most", i64::try_from(MOST).unwrap_or_default())
}
