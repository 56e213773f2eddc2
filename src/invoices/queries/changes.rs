//! Statements that issue invoices and record payments.
use crate::{
    db::{
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    invoices::{
        Invoice,
        issuing::{Billing, Issue},
        jobs::{InvoiceIssued, InvoicePdf},
        payment::Receipt,
    },
    kit::ids::AccountId,
    mail::{self, Letter, Mailing, Recipients},
    outbox, workspaces,
};

/// Creates the invoice with the next number and the quote's lines, and puts its PDF and its email
/// into the outbox.
pub fn issue(it: &Issue, bill: &Billing) -> Write {
    Write::begin(
        "invoice_issued",
        it.id,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote AND q.version = :seen AND q.state = 'accepted'
             WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued')"
        ),
    )
    .bind("quote", it.quote)
    .bind("seen", it.seen)
    .bind("id", it.id)
    .bind("year", it.year())
    .bind("issued_on", it.issued_on.to_string())
    .bind("due_on", it.due_on.to_string())
    .bind("terms", it.terms.as_str())
    .note(format!("quote {}", bill.quote))
    .then(follows!(
        "INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, quote_id, state, route, bill_to, currency, lines,
           subtotal, tax, total, issued_on, due_on, terms, created_at)
         SELECT :id, it.workspace_id, (SELECT printf('%s-%04d', :year, c.next) FROM counters c
           WHERE c.workspace_id = it.workspace_id AND c.noun = 'invoice'), q.account_id, q.trip_id, q.id, 'issued', q.route,
           rtrim(a.billing_name || char(10) || a.billing_address, char(10)), q.currency, q.lines, q.subtotal, q.tax, q.total, :issued_on, :due_on, :terms, it.at
         FROM it JOIN quotes q ON q.id = :quote AND q.workspace_id = it.workspace_id JOIN accounts a ON a.id = q.account_id"
    ))
    .with([
        workspaces::count("invoice"),
        outbox::put(&InvoicePdf { invoice: it.id }),
        mail::to(clients_of(bill.account_id), &InvoiceIssued { invoice: it.id }),
    ])
}

/// Records the payment, updates the paid sum, renders the PDF again and mails the account.
pub fn record(it: &Receipt, of: &Invoice, letter: &Letter) -> Write {
    let (id, payment) = (of.id, &it.payment);
    let currency = &of.balance.currency;
    let amount = format!("{currency} {}", currency.written(payment.amount));
    let reference = Some(payment.reference.as_str()).filter(|it| !it.is_empty());
    let note = [Some(amount.as_str()), Some(payment.method.name()), reference];
    Write::begin(
        "payment_recorded",
        id,
        begins!(
            staff,
            "JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id AND i.version = :seen AND i.state = 'issued'
             AND i.total - i.paid >= :amount"
        ),
    )
    .bind("id", id)
    .bind("seen", it.seen)
    .bind("amount", payment.amount)
    .bind("payment", it.id)
    .bind("method", payment.method.word())
    .bind("reference", payment.reference.as_str())
    .bind("received_on", payment.received_on.to_string())
    .note(note.into_iter().flatten().collect::<Vec<_>>().join(", "))
    .then(follows!(
        "INSERT INTO payments (id, workspace_id, account_id, method, reference, currency, amount, received_on, recorded_by, created_at)
         SELECT :payment, it.workspace_id, i.account_id, :method, :reference, i.currency, :amount, :received_on, it.actor_id, it.at
         FROM it JOIN invoices i ON i.id = :id AND i.workspace_id = it.workspace_id"
    ))
    .then(follows!(
        "INSERT INTO allocations (payment_id, invoice_id, workspace_id, amount) SELECT :payment, :id, it.workspace_id, :amount FROM it"
    ))
    .then(follows!(
        "UPDATE invoices SET paid = (SELECT sum(l.amount) FROM allocations l WHERE l.invoice_id = :id), version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([outbox::put(&InvoicePdf { invoice: id }), mail::to(clients_of(of.account_id), letter)])
}

fn clients_of(account: AccountId) -> Recipients<'static> {
    Recipients::Clients { account, mailing: Mailing::Invoices }
}

/// Moves the invoices and payments of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> [Follower; 2] {
    [
        Follower::new(follows!(
            "UPDATE invoices SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!(
            "UPDATE payments SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from)
        .bind("to", to),
    ]
}
