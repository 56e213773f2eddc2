//! Statements of the sweep that reminds clients of invoices and tells accounting of overdue ones.
use super::changes::clients_of;
use crate::{
    db::{
        query::{Changes, Query, as_json},
        scope::system,
        write::{Write, begins, follows},
    },
    invoices::{
        jobs::InvoiceReminder,
        reminding::{Due, Overdue, Reminding},
    },
    kit::ids::WorkspaceId,
    mail::{self, Letter, Recipients},
};
use chrono::NaiveDate;

/// How many invoices are reminded of at a time.
pub const REMINDED: usize = 50;

/// The workspace whose turn it is: one that the clock never looked at, or whose morning has come.
pub fn reminding(now: i64) -> Query<Option<Reminding>> {
    Query::new(
        "SELECT w.id AS workspace_id, w.zone, w.reminders_before AS before, w.reminders_after AS after, w.reminders_at
         FROM workspaces w WHERE w.id = coalesce(
           (SELECT x.id FROM workspaces x INDEXED BY workspaces_to_plan WHERE x.reminders_at IS NULL ORDER BY x.id LIMIT 1),
           (SELECT x.id FROM workspaces x INDEXED BY workspaces_that_remind WHERE x.reminders_at IS NOT NULL AND x.reminders_at <= :now
            ORDER BY x.reminders_at, x.id LIMIT 1))",
    )
    .bind("now", now)
}

/// Lets a workspace wait until its next morning, unless its settings changed meanwhile.
pub fn wait(of: &Reminding, until: i64) -> Query<Changes> {
    Query::new("UPDATE workspaces SET reminders_at = :until WHERE id = :workspace AND reminders_at IS :seen")
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

/// The invoices that became overdue in the last week and of which nobody was told.
pub fn overdue(workspace: WorkspaceId, today: NaiveDate) -> Query<Vec<Overdue>> {
    Query::new(
        "SELECT i.id FROM invoices i INDEXED BY invoices_open_by_workspace
         WHERE i.workspace_id = :workspace AND i.state = 'issued' AND i.paid < i.total AND i.due_on < :today AND i.due_on >= date(:today, '-7 days')
           AND NOT EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = i.workspace_id AND e.subject_id = i.id AND e.action = 'invoice_overdue')
         ORDER BY i.due_on, i.id LIMIT :most",
    )
    .bind("workspace", workspace)
    .bind("today", today.to_string())
    .bind("most", i64::try_from(REMINDED).unwrap_or(i64::MAX))
}

/// Tells accounting that an invoice became overdue, unless it was told, or the invoice was paid or voided.
pub fn tell_overdue(it: &Overdue, letter: &Letter) -> Write {
    Write::begin(
        "invoice_overdue",
        it.id,
        begins!(
            system,
            "JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id AND i.state = 'issued' AND i.paid < i.total
             WHERE NOT EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = i.workspace_id AND e.subject_id = i.id AND e.action = 'invoice_overdue')"
        ),
    )
    .bind("id", it.id)
    .with([mail::to(Recipients::Accounting, letter)])
}
