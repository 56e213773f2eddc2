//! Statements about what was paid for a quote before its invoice.
use crate::{
    db::write::{Follower, follows},
    kit::ids::{InvoiceId, QuoteId},
};

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
