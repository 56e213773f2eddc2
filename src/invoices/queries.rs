//! Statements that read invoices.
use super::{
    Entry, Invoice,
    listing::{PER_PAGE, Show},
    payment::Payment,
};
use crate::{
    db::{
        change::Change,
        page::{Cursor, most},
        query::Query,
        scope::{Scope, client, granted, reader, staff},
        write::{Write, begins},
    },
    kit::ids::{EventId, InvoiceId},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// The columns of an [`Entry`], of `i` and its account `a`.
macro_rules! entry {
    ($($from:tt)+) => {
        concat!(
            "SELECT i.id, i.number, a.name AS account, i.route, i.issued_on, i.created_at, i.state, i.currency, i.total, i.paid, i.due_on ",
            $($from)+
        )
    };
}

/// The columns of an [`Invoice`], of `i`, and what it leans on; `own` says whose it is.
macro_rules! invoice {
    ($own:literal, $($from:tt)+) => {
        concat!(
            "SELECT ", $own, " AS is_own, i.id, i.number, i.account_id, a.name AS account, i.trip_id, t.reference AS trip, i.quote_id, q.reference AS quote, i.route,
               coalesce(q.vehicle, t.vehicle, '') AS vehicle, coalesce(q.itinerary, ", $crate::itineraries::legs_of_trip!(), ") AS legs, i.bill_to, i.lines, i.subtotal,
               i.issued_on, i.terms, i.pdf_key, i.version, i.created_at, i.state, i.currency, i.total, i.paid, i.due_on,
               w.legal_name, w.trade, w.brand, w.address, w.phone, w.reply_to, w.payment_instructions ",
            $($from)+,
            " JOIN accounts a ON a.id = i.account_id JOIN workspaces w ON w.id = i.workspace_id
             LEFT JOIN trips t ON t.id = i.trip_id LEFT JOIN quotes q ON q.id = i.quote_id"
        )
    };
}

/// The columns of a [`Payment`], of `l`, for the invoice `i`.
macro_rules! payment {
    ($($from:tt)+) => {
        concat!(
            "SELECT p.method, p.reference, l.amount, p.received_on ",
            $($from)+,
            " JOIN allocations l ON l.invoice_id = i.id JOIN payments p ON p.id = l.payment_id ORDER BY p.received_on, p.created_at LIMIT 200"
        )
    };
}

/// The tails whose invoices the client sees as their owner, whoever is billed.
macro_rules! theirs {
    () => {
        ", theirs AS (SELECT DISTINCT l.tail_id FROM me JOIN workspaces w ON w.id = me.workspace_id AND w.hides_other_parties = 0
           JOIN my_accounts m JOIN account_tails l ON l.account_id = m.account_id WHERE me.role = 'owner') "
    };
}

/// The invoice of this binding as `mine`, if the client may see money and it is of their accounts or
/// of a trip on their aircraft.
macro_rules! mine {
    ($id:literal) => {
        concat!(
            theirs!(), ", mine AS (SELECT i.id, i.account_id IN (SELECT account_id FROM my_accounts) AS is_own
               FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = ", $id, " LEFT JOIN trips t ON t.id = i.trip_id
               WHERE (i.account_id IN (SELECT account_id FROM my_accounts) OR t.tail_id IN (SELECT tail_id FROM theirs)) AND ",
            granted!("see_money"), ") "
        )
    };
}

mod changes;
mod desk;
mod press;
pub use changes::{change_account, issue, record, render_again};
pub use desk::{Attention, Dossier, Past, Rendering, bill, dossier, file};
pub use press::{allocated, rendered, to_render};

/// A page of a client's invoices: open ones by the day they are due, or all from the newest on.
pub fn mine(scope: &Scope, show: Show, from: &Cursor) -> Query<Vec<Entry>> {
    let sql = if show.is_by_due_day() {
        client!(entry!(
            "FROM my_accounts m JOIN invoices i ON i.id IN (SELECT x.id FROM invoices x WHERE x.account_id = m.account_id AND x.state = 'issued'
               AND x.paid < x.total AND (x.due_on, x.id) > (:after, :after_id) ORDER BY x.due_on, x.id LIMIT :most)
             JOIN accounts a ON a.id = i.account_id WHERE ", granted!("see_money"), " ORDER BY i.due_on, i.id LIMIT :most"
        ))
    } else {
        client!(entry!(
            "FROM my_accounts m JOIN invoices i ON i.id IN (SELECT x.id FROM invoices x WHERE x.account_id = m.account_id
               AND (x.created_at, x.id) < (:after, :after_id) ORDER BY x.created_at DESC, x.id DESC LIMIT :most)
             JOIN accounts a ON a.id = i.account_id WHERE ", granted!("see_money"), " ORDER BY i.created_at DESC, i.id DESC LIMIT :most"
        ))
    };
    scope
        .named(sql)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// A page of others' invoices for the newest trips on the client's aircraft; those of older trips are
/// found on the trip.
pub fn on_aircraft(scope: &Scope, from: &Cursor) -> Query<Vec<Entry>> {
    scope.named(client!(theirs!(), entry!(
        "FROM theirs o JOIN trips t ON t.id IN (SELECT x.id FROM trips x WHERE x.tail_id = o.tail_id ORDER BY x.ends_at DESC LIMIT 200)
         JOIN invoices i INDEXED BY invoices_by_trip ON i.trip_id = t.id AND i.account_id NOT IN (SELECT account_id FROM my_accounts)
           AND (i.created_at, i.id) < (:after, :after_id)
         JOIN accounts a ON a.id = i.account_id WHERE ", granted!("see_money"), " ORDER BY i.created_at DESC, i.id DESC LIMIT :most"
    )))
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// A page of the workspace's invoices. `until` ends those that are overdue: the first day that is
/// not past in any zone.
pub fn invoices(scope: &Scope, show: Show, from: &Cursor, until: NaiveDate) -> Query<Vec<Entry>> {
    let sql = match show {
        Show::Open => staff!(entry!(
            "FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.state = 'issued' AND i.paid < i.total
               AND (i.due_on, i.id) > (:after, :after_id) JOIN accounts a ON a.id = i.account_id ORDER BY i.due_on, i.id LIMIT :most"
        )),
        Show::Overdue => staff!(entry!(
            "FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.state = 'issued' AND i.paid < i.total
               AND (i.due_on, i.id) > (:after, :after_id) AND i.due_on < :until JOIN accounts a ON a.id = i.account_id
             ORDER BY i.due_on, i.id LIMIT :most"
        )),
        Show::Paid => staff!(entry!(
            "FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.state = 'issued' AND i.paid >= i.total
               AND (i.created_at, i.id) < (:after, :after_id) JOIN accounts a ON a.id = i.account_id
             ORDER BY i.created_at DESC, i.id DESC LIMIT :most"
        )),
        Show::All | Show::OnAircraft => staff!(entry!(
            "FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND (i.created_at, i.id) < (:after, :after_id)
             JOIN accounts a ON a.id = i.account_id ORDER BY i.created_at DESC, i.id DESC LIMIT :most"
        )),
    };
    let query = scope
        .named(sql)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE));
    if show == Show::Overdue { query.bind("until", until.to_string()) } else { query }
}

pub fn my_invoice(scope: &Scope, id: InvoiceId) -> Query<Option<Invoice>> {
    scope
        .named(client!(
            mine!(":id"),
            invoice!("m.is_own", "FROM mine m JOIN invoices i ON i.id = m.id")
        ))
        .bind("id", id)
}

pub fn my_payments(scope: &Scope, id: InvoiceId) -> Query<Vec<Payment>> {
    scope
        .named(client!(mine!(":id"), payment!("FROM mine m JOIN invoices i ON i.id = m.id")))
        .bind("id", id)
}

/// Records that a client opened an invoice of their accounts.
pub fn viewed(scope: &Scope, id: InvoiceId, event: EventId) -> Change {
    Write::named(
        "invoice_viewed",
        id,
        begins!(
            reader,
            "JOIN my_accounts m JOIN invoices i ON i.account_id = m.account_id AND i.id = :id WHERE ",
            granted!("see_money")
        ),
    )
    .bind("id", id)
    .by(scope, event)
}

/// Where the newest rendering is.
#[derive(Debug, Clone, Deserialize)]
pub struct File {
    pub number: String,
    pub pdf_key: Option<String>,
}

pub fn my_file(scope: &Scope, id: InvoiceId) -> Query<Option<File>> {
    scope
        .named(client!(
            mine!(":id"),
            "SELECT i.number, i.pdf_key FROM mine m JOIN invoices i ON i.id = m.id"
        ))
        .bind("id", id)
}
