//! Statements about drafts of invoices, which wait for somebody else's approval.
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    invoices::{
        drafting::{InvoiceDraft, ListedDraft, Plan, Planned},
        listing::PER_PAGE,
    },
    kit::ids::{AccountId, EventId, InvoiceId},
    mail::{self, Letter, Mailing, Recipients},
    workspaces::Series,
};

/// The columns of an [`InvoiceDraft`], of the draft `d`.
macro_rules! draft {
    ($($from:tt)+) => {
        concat!(
            "SELECT d.id, a.name AS account, ", bill_to!(), " AS bill_to, coalesce(", parties!(), ", 'null') AS parties, d.path, d.about, d.currency,
               d.plan, d.fields, d.saved_by, coalesce(u.name, '') AS author, d.saved_at, d.version ",
            $($from)+,
            " JOIN accounts a ON a.id = d.account_id JOIN workspaces w ON w.id = d.workspace_id LEFT JOIN users u ON u.id = d.saved_by"
        )
    };
}

pub fn draft(scope: &Scope, id: InvoiceId) -> Query<Option<InvoiceDraft>> {
    scope
        .query(staff!(draft!(
            "FROM me JOIN invoice_drafts d ON d.workspace_id = me.workspace_id AND d.id = :id"
        )))
        .bind("id", id)
}

/// The draft that the form of a page changes: the one with this id, or where that is empty, the page's own.
pub fn draft_of(scope: &Scope, id: &str, path: &str) -> Query<Option<InvoiceDraft>> {
    scope
        .query(staff!(draft!(
            "FROM me JOIN invoice_drafts d ON d.workspace_id = me.workspace_id AND d.id = coalesce(nullif(:draft, ''),
               (SELECT x.id FROM invoice_drafts x INDEXED BY invoice_drafts_by_page WHERE x.workspace_id = me.workspace_id AND x.path = :path ORDER BY x.id LIMIT 1))"
        )))
        .bind("draft", id)
        .bind("path", path)
}

/// A page of drafts, the first saved on top.
pub fn drafts(scope: &Scope, from: &Cursor) -> Query<Vec<ListedDraft>> {
    scope.query(staff!(
        "SELECT d.id, a.name AS account, d.about, d.currency, d.total, coalesce(u.name, '') AS author, d.saved_at
         FROM me JOIN invoice_drafts d INDEXED BY invoice_drafts_by_age ON d.workspace_id = me.workspace_id AND (d.saved_at, d.id) > (:after, :after_id)
         JOIN accounts a ON a.id = d.account_id LEFT JOIN users u ON u.id = d.saved_by ORDER BY d.saved_at, d.id LIMIT :most"
    ))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// Saves a draft, new or changed, where invoices need approval; a quote has one draft of its invoice and one of a
/// deposit. `:cause` is the change that it is a part of, if any.
fn saved(it: &Planned) -> Write {
    let id = it.plan.id();
    Write::begin(
        "invoice_drafted",
        id,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account JOIN workspaces w ON w.id = me.workspace_id AND w.invoices_need_approval = 1
             WHERE (:cause IS NULL OR EXISTS (SELECT 1 FROM events c WHERE c.id = :cause AND c.workspace_id = me.workspace_id))
               AND coalesce((SELECT d.version FROM invoice_drafts d WHERE d.workspace_id = me.workspace_id AND d.id = :id), 0) = :seen
               AND (:alone = 0 OR NOT EXISTS (SELECT 1 FROM invoice_drafts d WHERE d.workspace_id = me.workspace_id AND d.path = :path AND d.id <> :id))"
        ),
    )
    .bind("id", id)
    .bind("account", it.plan.account())
    .bind("seen", it.seen)
    .bind("alone", i64::from(it.is_alone()))
    .bind("path", it.path.as_str())
    .bind("about", it.about.as_str())
    .bind("currency", it.currency.0.as_str())
    .bind("total", it.plan.total())
    .bind("plan", as_json(&it.plan))
    .bind("fields", as_json(&it.fields))
    .note(it.about.as_str())
    .then(follows!(
        "INSERT INTO invoice_drafts (workspace_id, id, account_id, path, about, currency, total, plan, fields, saved_by, saved_at)
         SELECT it.workspace_id, :id, :account, :path, :about, :currency, :total, :plan, :fields, it.actor_id, it.at FROM it WHERE true
         ON CONFLICT (workspace_id, id) DO UPDATE SET about = excluded.about, total = excluded.total, plan = excluded.plan, fields = excluded.fields,
           saved_by = excluded.saved_by, saved_at = excluded.saved_at, version = version + 1"
    ))
}

/// Saves a draft and tells those who may approve it.
pub fn save_draft(it: &Planned, letter: &Letter) -> Write {
    saved(it).bind("cause", None::<EventId>).with([to_approvers(letter)])
}

/// Saves several drafts at once, each with an event of its own, one of `events`.
pub fn save_drafts(
    account: AccountId,
    all: &[Planned],
    letter: &Letter,
    events: &[EventId],
) -> Write {
    let write = Write::begin(
        "invoices_drafted",
        account,
        begins!(staff, "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account"),
    )
    .bind("account", account)
    .note(all.len().to_string())
    .with([to_approvers(letter)]);
    events.iter().zip(all).fold(write, |write, (event, it)| write.also(*event, saved(it)))
}

fn to_approvers(letter: &Letter) -> Follower {
    mail::to(Recipients::SecondEyes { on: Mailing::Invoices, path: &letter.path }, letter)
}

/// Issues what was decided: the draft in this version, or where none was asked for, at once.
pub fn carry_out(plan: &Plan, draft: Option<i64>) -> Write {
    let write = match plan {
        Plan::Quote(it) => super::issue(it, Series::Invoice),
        Plan::Deposit(it) => super::issue(it, Series::Deposit),
        Plan::Free(it) => super::issue_free(it),
    };
    write.bind("drafted", draft).then(follows!(
        "DELETE FROM invoice_drafts WHERE workspace_id = (SELECT workspace_id FROM it) AND id = :id"
    ))
}

pub fn remove_draft(it: &InvoiceDraft, seen: i64) -> Write {
    Write::begin(
        "invoice_draft_discarded",
        it.id,
        begins!(
            staff,
            "JOIN invoice_drafts d ON d.workspace_id = me.workspace_id AND d.id = :id AND d.version = :seen"
        ),
    )
    .bind("id", it.id)
    .bind("seen", seen)
    .note(it.about.as_str())
    .then(follows!(
        "DELETE FROM invoice_drafts WHERE workspace_id = (SELECT workspace_id FROM it) AND id = :id"
    ))
}
