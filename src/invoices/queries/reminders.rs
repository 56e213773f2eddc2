//! Statements of the sweep that reminds clients of invoices.
use super::changes::clients_of;
use crate::{
    db::{
        query::{Changes, Query, as_json},
        scope::system,
        write::{Write, begins, follows},
    },
    invoices::{
        jobs::InvoiceReminder,
        reminding::{Due, Reminding},
    },
    kit::ids::WorkspaceId,
    mail,
};
use chrono::NaiveDate;

/// How many invoices are reminded of at a time.
pub const REMINDED: usize = 50;

/// The workspace whose turn it is to remind its clients.
pub fn reminding(now: i64) -> Query<Option<Reminding>> {
    Query::new(
        "SELECT w.id AS workspace_id, w.zone, w.reminders_before AS before, w.reminders_after AS after, w.reminders_at
         FROM workspaces w INDEXED BY workspaces_that_remind WHERE w.reminders_at IS NOT NULL AND w.reminders_at <= :now ORDER BY w.reminders_at, w.id LIMIT 1",
    )
    .bind("now", now)
}

/// Lets a workspace wait until its next morning, unless its settings changed meanwhile.
pub fn wait(of: &Reminding, until: i64) -> Query<Changes> {
    Query::new("UPDATE workspaces SET reminders_at = :until WHERE id = :workspace AND reminders_at = :seen")
        .bind("workspace", of.workspace_id)
        .bind("seen", of.reminders_at)
        .bind("until", until)
        .repeats()
}

/// The invoices to remind of on these days, counted from the due date. A day that the clock missed is made up for
/// until two days later; whoever got the invoice on that day or after it is not reminded of it.
pub fn due(workspace: WorkspaceId, today: NaiveDate, days: &[i64]) -> Query<Vec<Due>> {
    Query::new(
        "SELECT i.id, i.account_id, max(d.value) AS days
         FROM json_each(:days) d JOIN invoices i INDEXED BY invoices_open_by_workspace ON i.workspace_id = :workspace AND i.state = 'issued' AND i.paid < i.total
           AND i.due_on BETWEEN date(:today, (-2 - d.value) || ' days') AND date(:today, (-d.value) || ' days')
         WHERE (d.value >= 0 OR i.due_on >= :today) AND i.issued_on < date(i.due_on, d.value || ' days') AND (i.reminded IS NULL OR i.reminded < d.value)
         GROUP BY i.id ORDER BY i.id LIMIT :most",
    )
    .bind("workspace", workspace)
    .bind("today", today.to_string())
    .bind("days", as_json(&days))
    .bind("most", i64::try_from(REMINDED).unwrap_or(i64::MAX))
}

/// Reminds the account of an invoice, unless it was reminded of this day already, or the invoice was paid or voided.
pub fn remind(it: &Due) -> Write {
    Write::begin(
        "invoice_reminded",
        it.id,
        begins!(
            system,
            "JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id AND i.state = 'issued' AND i.paid < i.total
             AND (i.reminded IS NULL OR i.reminded < :days)"
        ),
    )
    .bind("id", it.id)
    .bind("days", it.days)
    .note(it.words())
    .then(follows!(
        "UPDATE invoices SET reminded = :days WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail::to(clients_of(it.account_id), &InvoiceReminder { invoice: it.id })])
}
