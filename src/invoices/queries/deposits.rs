//! Statements about deposit invoices of quotes.
use super::changes::clients_of;
use crate::{
    db::{
        query::as_json,
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    invoices::{
        deposits::DepositIssue,
        issuing::Billing,
        jobs::{InvoiceIssued, InvoicePdf},
    },
    kit::ids::{InvoiceId, QuoteId},
    mail, outbox,
    workspaces::{Series, next_number},
};
use chrono::Datelike as _;

/// What was paid for the quote before the invoice with this total pays it, the oldest payment first.
pub fn taken(id: InvoiceId, quote: QuoteId, total: i64) -> [Follower; 3] {
    [
        Follower::new(follows!(
            "INSERT INTO allocations (payment_id, invoice_id, workspace_id, amount)
             SELECT d.id, :id, it.workspace_id, min(d.unallocated, :total - d.earlier)
             FROM it JOIN (SELECT p.id, p.unallocated,
                 coalesce(sum(p.unallocated) OVER (ORDER BY p.received_on, p.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier
               FROM quotes q JOIN payments p INDEXED BY payments_of_quote ON p.quote_id = q.id AND p.account_id = q.account_id AND p.currency = q.currency AND p.unallocated > 0
               WHERE q.id = :quote) d
             WHERE d.earlier < :total"
        ))
        .bind("id", id)
        .bind("quote", quote)
        .bind("total", total),
        Follower::new(follows!(
            "UPDATE payments SET unallocated = amount - surcharge - refunded - (SELECT sum(l.amount) FROM allocations l WHERE l.payment_id = payments.id)
             WHERE id IN (SELECT payment_id FROM allocations WHERE invoice_id = :id) AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("id", id),
        Follower::new(follows!(
            "UPDATE invoices SET paid = (SELECT coalesce(sum(l.amount), 0) FROM allocations l WHERE l.invoice_id = :id)
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("id", id),
    ]
}

/// Creates a deposit invoice for the quote, unless it has its invoice, or another deposit was invoiced since the page was
/// opened.
pub fn issue_deposit(it: &DepositIssue, bill: &Billing) -> Write {
    Write::begin(
        "deposit_invoiced",
        it.id,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote AND q.version = :seen AND q.state = 'accepted'
             WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued' AND i.is_deposit = 0)
               AND :deposits = ",
            deposits_of!("q")
        ),
    )
    .bind("quote", it.quote)
    .bind("seen", it.seen)
    .bind("deposits", bill.deposit_ids())
    .bind("series", Series::Deposit.word())
    .bind("year", it.issued_on.year().to_string())
    .bind("id", it.id)
    .bind("issued_on", it.issued_on.to_string())
    .bind("due_on", it.due_on.to_string())
    .bind("terms", it.terms.as_str())
    .bind("lines", as_json(&it.charges.lines))
    .bind("subtotal", it.charges.sums.subtotal)
    .bind("tax", it.charges.sums.tax)
    .bind("total", it.charges.sums.total)
    .note(format!("quote {}", bill.quote))
    .with([Series::Deposit.begin()])
    .then(follows!(
        "INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, quote_id, is_deposit, state, route, bill_to, currency, lines,
           subtotal, tax, total, issued_on, due_on, terms, created_at)
         SELECT :id, it.workspace_id, ",
        next_number!(),
        ", q.account_id, q.trip_id, q.id, 1, 'issued', q.route,
           rtrim(a.billing_name || char(10) || a.billing_address, char(10)), q.currency, :lines, :subtotal, :tax, :total, :issued_on, :due_on, :terms, it.at
         FROM it JOIN quotes q ON q.id = :quote AND q.workspace_id = it.workspace_id JOIN accounts a ON a.id = q.account_id"
    ))
    .with(taken(it.id, it.quote, it.charges.sums.total))
    .with([
        Series::Deposit.count(),
        outbox::put(&InvoicePdf { invoice: it.id }),
        mail::to(clients_of(bill.account_id), &InvoiceIssued { invoice: it.id }),
    ])
}
