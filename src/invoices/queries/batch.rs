//! The statements that issue several invoices at once. Each statement is for all of them.
use super::changes::clients_of;
use crate::{
    db::{
        query::as_json,
        scope::staff,
        write::{Write, begins, follows},
    },
    invoices::{batch::Batch, jobs::InvoicesIssued},
    kit::ids::{AccountId, EventId},
    mail, quotes,
    workspaces::{Series, next_number},
};
use chrono::Datelike as _;

/// Creates the invoices, unless one of the quotes was changed or invoiced since they were read. Each has an event of its
/// own in its history, one of `events`. Their PDFs are rendered when they are asked for.
pub fn issue_all(account: AccountId, it: &Batch, events: &[EventId]) -> Write {
    let issued = InvoicesIssued { invoices: it.issues.iter().map(|issue| issue.id).collect() };
    let ids: Vec<_> = it.issues.iter().map(|issue| issue.quote).collect();
    let write = Write::begin(
        "invoices_issued",
        account,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account
             JOIN workspaces w ON w.id = me.workspace_id AND w.invoices_need_approval = 0
             WHERE NOT EXISTS (SELECT 1 FROM json_each(:all) j
               LEFT JOIN quotes q ON q.id = j.value ->> 'quote' AND q.workspace_id = a.workspace_id AND q.account_id = a.id AND q.state = 'accepted'
                 AND q.version = j.value ->> 'seen' AND q.invoiced_at IS NULL AND j.value ->> 'deposits' = ",
            deposits_of!("q"),
            " WHERE q.id IS NULL)"
        ),
    )
    .bind("account", account)
    .bind("all", as_json(&it.issues))
    .bind("series", Series::Invoice.word())
    .bind("year", it.issued_on.year().to_string())
    .bind("issued_on", it.issued_on.to_string())
    .note(format!("{}", it.issues.len()))
    .with([Series::Invoice.begin()])
    .then(follows!(
        "INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, quote_id, state, route, bill_to, parties, issuer, currency, lines,
           subtotal, tax, total, issued_on, due_on, terms, created_at)
         SELECT j.value ->> 'id', it.workspace_id, ",
        next_number!("j.key"),
        ", q.account_id, q.trip_id, q.id, 'issued', q.route, ",
        bill_to!(),
        ", ",
        parties!(),
        ", ",
        issuer!(),
        ", q.currency, j.value ->> '$.charges.lines',
           j.value ->> '$.charges.sums.subtotal', j.value ->> '$.charges.sums.tax', j.value ->> '$.charges.sums.total', :issued_on, j.value ->> 'due_on', j.value ->> 'terms', it.at
         FROM it JOIN json_each(:all) j JOIN quotes q ON q.id = j.value ->> 'quote' AND q.workspace_id = it.workspace_id JOIN accounts a ON a.id = q.account_id JOIN workspaces w ON w.id = it.workspace_id"
    ))
    .then(follows!(
        "UPDATE invoices SET deducted_by = (SELECT j.value ->> 'id' FROM json_each(:all) j WHERE j.value ->> 'quote' = invoices.quote_id)
         WHERE is_deposit = 1 AND state = 'issued' AND deducted_by IS NULL AND quote_id IN (SELECT j.value ->> 'quote' FROM json_each(:all) j) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "INSERT INTO allocations (payment_id, invoice_id, workspace_id, amount)
         SELECT d.id, d.invoice, it.workspace_id, min(d.unallocated, d.total - d.earlier)
         FROM it JOIN (SELECT p.id, p.unallocated, j.value ->> 'id' AS invoice, j.value ->> '$.charges.sums.total' AS total,
             coalesce(sum(p.unallocated) OVER (PARTITION BY p.quote_id ORDER BY p.received_on, p.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier
           FROM json_each(:all) j JOIN quotes q ON q.id = j.value ->> 'quote'
           JOIN payments p INDEXED BY payments_of_quote ON p.quote_id = q.id AND p.account_id = q.account_id AND p.currency = q.currency AND p.unallocated > 0) d
         WHERE d.earlier < d.total"
    ))
    .then(follows!(
        "UPDATE payments SET unallocated = amount - surcharge - refunded - (SELECT sum(l.amount) FROM allocations l WHERE l.payment_id = payments.id)
         WHERE id IN (SELECT l.payment_id FROM json_each(:all) j JOIN allocations l ON l.invoice_id = j.value ->> 'id') AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE invoices SET paid = (SELECT coalesce(sum(l.amount), 0) FROM allocations l WHERE l.invoice_id = invoices.id)
         WHERE id IN (SELECT j.value ->> 'id' FROM json_each(:all) j) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([
        quotes::all_invoiced(&ids),
        Series::Invoice.count_many(it.issues.len()),
        mail::to(clients_of(account), &issued),
    ]);
    events.iter().zip(&it.issues).fold(write, |write, (event, issue)| {
        write.also(
            *event,
            Write::begin(
                "invoice_issued_with_others",
                issue.id,
                begins!(
                    staff,
                    "JOIN events c ON c.id = :cause AND c.workspace_id = me.workspace_id"
                ),
            ),
        )
    })
}
