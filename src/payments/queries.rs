//! Statements that read payments.
use super::{Owed, Payable, Payer, Received, SentBack, asking::Booked};
use crate::{
    db::{
        change::Change,
        columns::sum_of,
        page::{Cursor, most},
        query::{Batch, Query},
        scope::{Scope, client, granted, keyed, reader, staff},
        write::{Write, begins},
    },
    invoices::Sum,
    kit::ids::{AccountId, EventId, InvoiceId, PaymentId},
    trips::trip_and_route,
    workspaces::shown,
};

/// The columns of a [`Received`], of the payment `p` and its account `a`.
macro_rules! received {
    ($($from:tt)+) => {
        concat!(
            "SELECT p.id, p.account_id, a.name AS account, p.method, p.reference, p.currency, p.amount, p.surcharge, p.refunded, p.unallocated, p.received_on, p.created_at, p.dispute,
               (SELECT y.provider FROM attempts y WHERE y.id = p.attempt_id AND y.intent IS NOT NULL) AS provider,
               coalesce((SELECT ", $crate::trips::trip_and_route!("q"), " FROM quotes q WHERE q.id = p.quote_id), '') AS advance_for,
               (SELECT json_group_array(json_object('invoice', s.invoice_id, 'number', s.number, 'about', s.about, 'amount', s.amount))
                FROM (SELECT l.invoice_id, i.number, ", $crate::trips::trip_and_route!("i"), " AS about, l.amount FROM allocations l INDEXED BY allocations_by_payment JOIN invoices i ON i.id = l.invoice_id
                  WHERE l.payment_id = p.id ORDER BY i.due_on, i.id LIMIT 200) s) AS shares ",
            $($from)+
        )
    };
}

mod arrivals;
mod attempts;
mod changes;
mod sending;
mod statement;
mod sweep;
pub use arrivals::*;
pub use attempts::*;
pub use changes::{By, change_account, record, refund, sent_back, waive};
pub use sending::*;
pub use statement::*;
pub use sweep::*;

/// Payments on a page.
pub const PER_PAGE: usize = 25;

pub fn payer(scope: &Scope, account: AccountId) -> Query<Option<Payer>> {
    scope
        .query(staff!(
            "SELECT a.id, a.name, a.waives_surcharge FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account"
        ))
        .bind("account", account)
}

/// The account's invoices that are not paid in full, the first to be due first.
fn owed(scope: &Scope, account: AccountId) -> Query<Vec<Owed>> {
    scope
        .query(staff!(
            "SELECT i.id, i.number, ", trip_and_route!("i"), " AS about, i.currency, i.total - i.paid AS outstanding, i.due_on
             FROM me JOIN invoices i INDEXED BY invoices_open ON i.account_id = :account AND i.workspace_id = me.workspace_id AND i.state = 'issued' AND i.paid < i.total
             ORDER BY i.due_on, i.id LIMIT 100"
        ))
        .bind("account", account)
}

/// An invoice to be paid by a program. Nothing is outstanding of one that is void.
pub fn payable(scope: &Scope, id: InvoiceId) -> Query<Option<Payable>> {
    scope
        .query(keyed!(
            "SELECT i.account_id, i.id, i.number, ", trip_and_route!("i"), " AS about, i.currency, iif(i.state = 'issued', i.total - i.paid, 0) AS outstanding, i.due_on
             FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id"
        ))
        .bind("id", id)
}

/// The account's credit in each currency.
fn credits(scope: &Scope, account: AccountId) -> Query<Vec<Sum>> {
    scope
        .query(staff!(
            "SELECT p.currency, ", sum_of!("p.unallocated"), " AS amount
             FROM me JOIN payments p INDEXED BY payments_with_credit ON p.account_id = :account AND p.workspace_id = me.workspace_id AND p.unallocated > 0
             GROUP BY p.currency ORDER BY p.currency LIMIT 20"
        ))
        .bind("account", account)
}

/// A page of the account's payments, the newest first.
fn of_account(scope: &Scope, account: AccountId, from: &Cursor) -> Query<Vec<Received>> {
    scope
        .query(staff!(received!(
            "FROM me JOIN payments p INDEXED BY payments_by_account ON p.account_id = :account AND p.workspace_id = me.workspace_id
               AND (p.created_at, p.id) < (:after, :after_id) JOIN accounts a ON a.id = p.account_id
             ORDER BY p.created_at DESC, p.id DESC LIMIT :most"
        )))
        .bind("account", account)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// What the page of an account's payments shows.
pub type Ledger = (Option<Payer>, Vec<Owed>, Vec<Sum>, Vec<Received>, Vec<Booked>);

pub fn ledger(
    scope: &Scope,
    account: AccountId,
    from: &Cursor,
) -> impl Batch<Answers = Ledger> + use<> {
    (
        payer(scope, account),
        owed(scope, account),
        credits(scope, account),
        of_account(scope, account, from),
        booked_by(scope, account),
    )
}

pub fn payment(scope: &Scope, id: PaymentId) -> Query<Option<Received>> {
    scope
        .query(staff!(received!(
            "FROM me JOIN payments p ON p.workspace_id = me.workspace_id AND p.id = :id JOIN accounts a ON a.id = p.account_id"
        )))
        .bind("id", id)
}

/// A payment of one of the client's accounts.
pub fn my_payment(scope: &Scope, id: PaymentId) -> Query<Option<Received>> {
    scope
        .query(client!(received!(
            "FROM my_accounts m JOIN payments p ON p.account_id = m.account_id AND p.id = :id JOIN accounts a ON a.id = p.account_id WHERE ",
            granted!("see_money")
        )))
        .bind("id", id)
}

/// Records that a client downloaded the receipt of a payment.
pub fn receipt_downloaded(scope: &Scope, id: PaymentId, event: EventId) -> Change {
    Write::begin(
        "receipt_downloaded",
        id,
        begins!(
            reader,
            subject = "p.account_id",
            "JOIN my_accounts m JOIN payments p ON p.account_id = m.account_id AND p.id = :id WHERE ",
            granted!("see_money"),
            " AND ",
            shown!("invoices", "documents")
        ),
    )
    .bind("id", id)
    .by(scope, event)
}

pub fn refunds(scope: &Scope, id: PaymentId) -> Query<Vec<SentBack>> {
    scope
        .query(staff!(
            "SELECT r.amount, r.reference, r.reason, r.refunded_on, r.state FROM me JOIN refunds r ON r.workspace_id = me.workspace_id AND r.payment_id = :id
             ORDER BY r.created_at, r.id LIMIT 200"
        ))
        .bind("id", id)
}
