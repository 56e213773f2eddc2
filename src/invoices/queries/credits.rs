//! Statements about credit: what was received of an account and pays no invoice yet.
use crate::{
    db::{
        columns::sum_of,
        query::Query,
        scope::{Scope, client, granted, staff},
        write::{Write, begins, follows},
    },
    invoices::{
        Invoice,
        credit::Sum,
        jobs::InvoicePdf,
        payment::{Application, OpenInvoice},
    },
    kit::ids::InvoiceId,
    mail::{self, Letter},
    outbox,
};

/// The columns of a [`Sum`], of the invoice `i`.
macro_rules! credit {
    ($($from:tt)+) => {
        concat!(
            "SELECT i.currency, ", sum_of!("p.unallocated"), " AS amount ", $($from)+,
            " JOIN payments p INDEXED BY payments_with_credit ON p.account_id = i.account_id AND p.currency = i.currency AND p.unallocated > 0
             GROUP BY i.currency"
        )
    };
}

/// The credit of the invoice's account, in the invoice's currency.
pub fn credit(scope: &Scope, id: InvoiceId) -> Query<Option<Sum>> {
    scope
        .query(staff!(credit!(
            "FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id"
        )))
        .bind("id", id)
}

/// The same for a client whose account it is.
pub fn my_credit(scope: &Scope, id: InvoiceId) -> Query<Option<Sum>> {
    scope
        .query(client!(
            mine!(":id"),
            credit!("FROM mine m JOIN invoices i ON i.id = m.id AND m.is_own = 1")
        ))
        .bind("id", id)
}

/// The credit of the client's accounts in each currency.
pub fn my_credits(scope: &Scope) -> Query<Vec<Sum>> {
    scope.query(client!(
        "SELECT p.currency, ", sum_of!("p.unallocated"), " AS amount
         FROM my_accounts m JOIN payments p INDEXED BY payments_with_credit ON p.account_id = m.account_id AND p.unallocated > 0
         WHERE ", granted!("see_money"), " GROUP BY p.currency ORDER BY p.currency LIMIT 20"
    ))
}

/// The account's other invoices in the same currency that are not paid in full, by due date.
pub fn others(scope: &Scope, id: InvoiceId) -> Query<Vec<OpenInvoice>> {
    scope.query(staff!(
        "SELECT x.id, x.number, x.route, x.total - x.paid AS outstanding
         FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id
         JOIN invoices x INDEXED BY invoices_open ON x.account_id = i.account_id AND x.state = 'issued' AND x.paid < x.total
           AND x.currency = i.currency AND x.id <> i.id
         ORDER BY x.due_on, x.id LIMIT 20"
    ))
    .bind("id", id)
}

/// Applies credit of the account to the invoice, the oldest payments first.
pub fn apply(it: &Application, of: &Invoice, letter: &Letter) -> Write {
    let currency = &of.balance.currency;
    Write::begin(
        "credit_applied",
        of.id,
        begins!(
            staff,
            "JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id AND i.version = :seen AND i.state = 'issued'
             AND i.total - i.paid >= :amount
             WHERE (SELECT sum(p.unallocated) FROM payments p INDEXED BY payments_with_credit
               WHERE p.account_id = i.account_id AND p.currency = i.currency AND p.unallocated > 0) >= :amount"
        ),
    )
    .bind("id", of.id)
    .bind("seen", it.seen)
    .bind("amount", it.amount)
    .note(format!("{currency} {}", currency.written(it.amount)))
    .then(follows!(
        "INSERT INTO allocations (payment_id, invoice_id, workspace_id, amount)
         SELECT c.id, :id, it.workspace_id, min(c.unallocated, :amount - c.earlier)
         FROM it JOIN (SELECT p.id, p.unallocated,
             coalesce(sum(p.unallocated) OVER (ORDER BY p.received_on, p.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier
           FROM invoices i JOIN payments p INDEXED BY payments_with_credit ON p.account_id = i.account_id AND p.currency = i.currency AND p.unallocated > 0
           WHERE i.id = :id) c
         WHERE c.earlier < :amount
         ON CONFLICT (invoice_id, payment_id) DO UPDATE SET amount = amount + excluded.amount"
    ))
    .then(follows!(
        "UPDATE payments SET unallocated = amount - surcharge - refunded - (SELECT sum(l.amount) FROM allocations l WHERE l.payment_id = payments.id)
         WHERE id IN (SELECT payment_id FROM allocations WHERE invoice_id = :id) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE invoices SET paid = credited + (SELECT sum(l.amount) FROM allocations l WHERE l.invoice_id = :id), version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([
        outbox::put(&InvoicePdf { invoice: of.id }),
        mail::to(super::changes::clients_of(of.account_id), letter),
    ])
}
