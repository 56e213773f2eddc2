//! Statements about credit notes for a part of an invoice.
use super::changes::clients_of;
use crate::{
    db::{
        change::Change,
        query::{Query, as_json},
        scope::{Scope, client, granted, reader, staff},
        write::{Write, begins, follows},
    },
    invoices::{Invoice, crediting::Crediting, jobs::InvoicePdf},
    kit::ids::{CreditNoteId, EventId},
    mail::{self, Letter},
    outbox,
    workspaces::{Series, next_number, shown},
};
use chrono::Datelike as _;

/// Issues the credit note with the next number, unless the invoice changed since the page was opened, or less is left of it.
/// What had been paid beyond the rest becomes the account's credit.
pub fn credit_part(it: &Crediting, of: &Invoice, letter: &Letter) -> Write {
    Write::begin(
        "invoice_credited",
        of.id,
        begins!(
            staff,
            "JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id AND i.version = :seen AND i.state = 'issued' AND i.is_deposit = 0
             AND i.credited + :total <= i.total"
        ),
    )
    .bind("id", of.id)
    .bind("seen", it.seen)
    .bind("note_id", it.id)
    .bind("series", Series::CreditNote.word())
    .bind("year", it.issued_on.year().to_string())
    .bind("issued_on", it.issued_on.to_string())
    .bind("reason", it.reason.as_str())
    .bind("parts", as_json(&it.parts))
    .bind("lines", as_json(&it.lines))
    .bind("subtotal", it.sums.subtotal)
    .bind("tax", it.sums.tax)
    .bind("total", it.sums.total)
    .bind("releases", as_json(&it.releases))
    .note(it.reason.as_str())
    .with([Series::CreditNote.begin()])
    .then(follows!(
        "INSERT INTO credit_notes (id, workspace_id, invoice_id, account_id, number, reason, currency, parts, lines, subtotal, tax, total, issued_on, created_at)
         SELECT :note_id, it.workspace_id, i.id, i.account_id, ",
        next_number!(),
        ", :reason, i.currency, :parts, :lines, :subtotal, :tax, :total, :issued_on, it.at
         FROM it JOIN invoices i ON i.id = :id AND i.workspace_id = it.workspace_id"
    ))
    .then(follows!(
        "UPDATE payments SET unallocated = unallocated + (SELECT j.value ->> 'amount' FROM json_each(:releases) j WHERE j.value ->> 'payment' = payments.id)
         WHERE id IN (SELECT j.value ->> 'payment' FROM json_each(:releases) j) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "DELETE FROM allocations WHERE invoice_id = :id AND workspace_id = (SELECT workspace_id FROM it)
           AND amount = (SELECT j.value ->> 'amount' FROM json_each(:releases) j WHERE j.value ->> 'payment' = allocations.payment_id)"
    ))
    .then(follows!(
        "UPDATE allocations SET amount = amount - (SELECT j.value ->> 'amount' FROM json_each(:releases) j WHERE j.value ->> 'payment' = allocations.payment_id)
         WHERE invoice_id = :id AND workspace_id = (SELECT workspace_id FROM it) AND payment_id IN (SELECT j.value ->> 'payment' FROM json_each(:releases) j)"
    ))
    .then(follows!(
        "UPDATE invoices SET credited = credited + :total, version = version + 1,
           paid = credited + :total + (SELECT coalesce(sum(l.amount), 0) FROM allocations l WHERE l.invoice_id = invoices.id)
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([
        Series::CreditNote.count(),
        outbox::put(&InvoicePdf { invoice: of.id }),
        mail::to(clients_of(of.account_id), letter),
    ])
}

/// The invoice that a credit note is for.
pub fn credited_invoice(scope: &Scope, note: CreditNoteId) -> Query<Option<Invoice>> {
    scope
        .query(staff!(invoice!(
            "1",
            "FROM me JOIN credit_notes n ON n.workspace_id = me.workspace_id AND n.id = :note_id JOIN invoices i ON i.id = n.invoice_id"
        )))
        .bind("note_id", note)
}

/// The same for a client, if it is an invoice of their accounts.
pub fn my_credited_invoice(scope: &Scope, note: CreditNoteId) -> Query<Option<Invoice>> {
    scope
        .query(client!(
            mine!("(SELECT n.invoice_id FROM credit_notes n WHERE n.id = :note_id)"),
            invoice!("m.is_own", "FROM mine m JOIN invoices i ON i.id = m.id")
        ))
        .bind("note_id", note)
}

/// Records that a client downloaded a credit note.
pub fn part_downloaded(scope: &Scope, note: CreditNoteId, event: EventId) -> Change {
    const CREDITED: &str = begins!(
        reader,
        subject = "i.id",
        "JOIN my_accounts m JOIN credit_notes n ON n.id = :note_id AND n.account_id = m.account_id JOIN invoices i ON i.id = n.invoice_id WHERE ",
        granted!("see_money"),
        " AND ",
        shown!("invoices", "documents")
    );
    Write::begin("invoice_downloaded", note, CREDITED).bind("note_id", note).by(scope, event)
}
