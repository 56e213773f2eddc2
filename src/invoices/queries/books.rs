//! Statements for the bookkeeper's files.
use crate::{
    db::{
        query::Query,
        scope::{Scope, staff},
    },
    invoices::books::{BookedInvoice, BookedPayment, MOST},
};
use chrono::NaiveDate;

fn most() -> i64 {
    i64::try_from(MOST).unwrap_or(i64::MAX)
}

/// The trips and routes of the invoices that the payment `$payment` pays, or those that it was paid for before an invoice.
macro_rules! paid_for {
    ($payment:literal) => {
        concat!(
            "coalesce((SELECT group_concat(y.about, '; ') FROM (SELECT DISTINCT ", $crate::trips::trip_and_route!("i"), " AS about
               FROM allocations l INDEXED BY allocations_by_payment JOIN invoices i ON i.id = l.invoice_id WHERE l.payment_id = ", $payment, ".id ORDER BY i.due_on, i.id LIMIT 20) y),
             (SELECT ", $crate::trips::trip_and_route!("q"), " FROM quotes q WHERE q.id = ", $payment, ".quote_id), '')"
        )
    };
}
pub(crate) use paid_for;

/// The invoices that were issued on these days, the earliest first.
pub fn booked_invoices(
    scope: &Scope,
    from: NaiveDate,
    until: NaiveDate,
) -> Query<Vec<BookedInvoice>> {
    scope
        .query(staff!(
            "SELECT i.number, i.issued_on, a.name AS account, coalesce(t.reference, '') AS trip, i.route, i.subtotal, i.tax, ",
            balance!(),
            " FROM me JOIN invoices i INDEXED BY invoices_by_issue ON i.workspace_id = me.workspace_id AND i.issued_on BETWEEN :from AND :until
             JOIN accounts a ON a.id = i.account_id LEFT JOIN trips t ON t.id = i.trip_id ORDER BY i.issued_on, i.id LIMIT :most"
        ))
        .bind("from", from.to_string())
        .bind("until", until.to_string())
        .bind("most", most())
        .apart()
}

/// The payments that were received on these days, the earliest first.
pub fn booked_payments(
    scope: &Scope,
    from: NaiveDate,
    until: NaiveDate,
) -> Query<Vec<BookedPayment>> {
    scope
        .query(staff!(
            "SELECT p.received_on, a.name AS account, p.method, p.reference, p.currency, p.amount, p.refunded, p.unallocated,
               coalesce((SELECT group_concat(i.number, ' ') FROM allocations l JOIN invoices i ON i.id = l.invoice_id WHERE l.payment_id = p.id), '') AS invoices,
               ", paid_for!("p"), " AS about
             FROM me JOIN payments p INDEXED BY payments_by_day ON p.workspace_id = me.workspace_id AND p.received_on BETWEEN :from AND :until
             JOIN accounts a ON a.id = p.account_id ORDER BY p.received_on, p.id LIMIT :most"
        ))
        .bind("from", from.to_string())
        .bind("until", until.to_string())
        .bind("most", most())
        .apart()
}
