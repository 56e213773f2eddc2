//! Statements about invoices without a quote, and about those that are voided.
use super::changes::clients_of;
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    invoices::{
        Invoice,
        free::{FreeBill, FreeIssue},
        jobs::{InvoiceIssued, InvoicePdf},
        voiding::Voidance,
    },
    kit::ids::AccountId,
    mail::{self, Letter},
    outbox, quotes,
    workspaces::{Series, next_number},
};
use chrono::Datelike as _;

/// The account to be billed, with the trip and the order that are named, if they are its own.
pub fn free_bill(
    scope: &Scope,
    account: AccountId,
    trip: &str,
    service: &str,
) -> Query<Option<FreeBill>> {
    scope
        .query(staff!(
            "SELECT a.id AS account_id, a.name AS account, ", bill_to!(), " AS bill_to, coalesce(", parties!(), ", 'null') AS parties, w.currency,
               w.invoice_terms AS terms, t.id AS trip_id, t.reference AS trip, t.route,
               (SELECT ", deposits!(), "
                FROM (SELECT i.id, i.number, i.issued_on, i.total, i.lines, i.deducted_by FROM quotes q INDEXED BY quotes_by_trip JOIN invoices i ON i.quote_id = q.id AND i.state = 'issued' AND i.is_deposit = 1
                  AND i.deducted_by IS NULL AND i.account_id = a.id AND i.currency = w.currency WHERE q.trip_id = t.id ORDER BY i.id LIMIT 50) d) AS deposits, ", minutes_logged!("t.id"), " AS logged, s.id AS service_id, s.reference AS service, s.tail, p.code,
               coalesce(s.wanted, 'null') AS wanted, coalesce(s.state = 'completed', 0) AS is_completed,
               (SELECT i.number FROM invoices i WHERE i.service_id = s.id AND i.state = 'issued') AS invoice
             FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account JOIN workspaces w ON w.id = me.workspace_id
             LEFT JOIN trips t ON t.id = :trip AND t.account_id = a.id LEFT JOIN services s ON s.id = :service AND s.account_id = a.id
             LEFT JOIN fbos f ON f.id = s.fbo_id LEFT JOIN airports p ON p.id = f.airport_id"
        ))
        .bind("account", account)
        .bind("trip", trip)
        .bind("service", service)
}

/// Creates the invoice with the next number, and puts its PDF and its email into the outbox. Not if one of the deposits that
/// it deducts was voided or deducted since the page was opened.
pub fn issue_free(it: &FreeIssue) -> Write {
    Write::begin(
        "invoice_issued",
        it.id,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account
             WHERE (:trip IS NULL OR EXISTS (SELECT 1 FROM trips t WHERE t.id = :trip AND t.account_id = a.id))
               AND (:service IS NULL OR (EXISTS (SELECT 1 FROM services s WHERE s.id = :service AND s.account_id = a.id AND s.state = 'completed')
                 AND NOT EXISTS (SELECT 1 FROM invoices i WHERE i.service_id = :service AND i.state = 'issued')))
               AND NOT EXISTS (SELECT 1 FROM json_each(:deposits) j LEFT JOIN invoices d ON d.id = j.value AND d.workspace_id = a.workspace_id AND d.account_id = a.id
                 AND d.is_deposit = 1 AND d.state = 'issued' AND d.deducted_by IS NULL WHERE d.id IS NULL)
               AND ",
            approved!()
        ),
    )
    .bind("account", it.account)
    .bind("trip", it.trip)
    .bind("service", it.service)
    .bind("deposits", as_json(&it.deposits))
    .bind("id", it.id)
    .bind("about", it.about.as_str())
    .bind("year", it.issued_on.year().to_string())
    .bind("issued_on", it.issued_on.to_string())
    .bind("due_on", it.due_on.to_string())
    .bind("terms", it.terms.as_str())
    .bind("lines", as_json(&it.charges.lines))
    .bind("subtotal", it.charges.sums.subtotal)
    .bind("tax", it.charges.sums.tax)
    .bind("total", it.charges.sums.total)
    .bind("series", Series::Invoice.word())
    .note(it.about.as_str())
    .with([Series::Invoice.begin()])
    .then(follows!(
        "INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, service_id, state, route, bill_to, parties, issuer, currency, lines,
           subtotal, tax, total, issued_on, due_on, terms, created_at)
         SELECT :id, it.workspace_id, ",
        next_number!(),
        ", a.id, :trip, :service, 'issued', :about, ",
        bill_to!(),
        ", ",
        parties!(),
        ", ",
        issuer!(),
        ", w.currency, :lines, :subtotal, :tax, :total, :issued_on, :due_on, :terms, it.at
         FROM it JOIN accounts a ON a.id = :account AND a.workspace_id = it.workspace_id JOIN workspaces w ON w.id = it.workspace_id"
    ))
    .then(follows!(
        "UPDATE invoices SET deducted_by = :id WHERE id IN (SELECT j.value FROM json_each(:deposits) j) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([
        Series::Invoice.count(),
        outbox::put(&InvoicePdf { invoice: it.id }),
        mail::to(clients_of(it.account), &InvoiceIssued { invoice: it.id }),
    ])
}

/// Voids the invoice, which gets a credit note. What was paid of it becomes the account's credit, and its quote can be
/// invoiced anew; the deposits that it deducted can be deducted again.
pub fn void(it: &Voidance, of: &Invoice, letter: &Letter) -> Write {
    Write::begin(
        "invoice_voided",
        of.id,
        begins!(
            staff,
            "JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id AND i.version = :seen AND i.state = 'issued' AND i.deducted_by IS NULL AND i.credited = 0"
        ),
    )
    .bind("id", of.id)
    .bind("seen", it.seen)
    .bind("series", Series::CreditNote.word())
    .bind("year", it.voided_on.year().to_string())
    .bind("voided_on", it.voided_on.to_string())
    .bind("reason", it.reason.as_str())
    .note(it.reason.as_str())
    .then(follows!(
        "UPDATE payments SET unallocated = unallocated + (SELECT sum(l.amount) FROM allocations l WHERE l.payment_id = payments.id AND l.invoice_id = :id)
         WHERE id IN (SELECT payment_id FROM allocations WHERE invoice_id = :id) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "INSERT INTO released (invoice_id, payment_id, workspace_id, amount)
         SELECT l.invoice_id, l.payment_id, it.workspace_id, l.amount FROM it JOIN allocations l ON l.invoice_id = :id"
    ))
    .then(follows!(
        "DELETE FROM allocations WHERE invoice_id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([Series::CreditNote.begin()])
    .then(follows!(
        "UPDATE invoices SET state = 'void', paid = 0, void_reason = :reason, voided_on = :voided_on, version = version + 1,
           credit_number = (SELECT ",
        next_number!(),
        " FROM it) WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE invoices SET deducted_by = NULL WHERE deducted_by = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([Series::CreditNote.count()])
    .with(of.quote_id.filter(|_| !of.is_deposit).map(quotes::uninvoiced))
    .with([
        outbox::put(&InvoicePdf { invoice: of.id }),
        mail::to(clients_of(of.account_id), letter),
    ])
}
