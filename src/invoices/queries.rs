//! Statements that read invoices.
use super::{
    Invoice, ListedInvoice,
    credit::Sum,
    listing::{PER_PAGE, Tab},
    payment::Payment,
};
use crate::{
    db::{
        change::Change,
        columns::sum_of,
        page::{Cursor, most},
        query::Query,
        scope::{Scope, client, granted, reader},
        write::{Write, begins},
    },
    kit::ids::{EventId, InvoiceId},
};

/// The balance of the invoice `i`, as a column.
macro_rules! balance {
    () => {
        "json_object('state', i.state, 'currency', i.currency, 'total', i.total, 'paid', i.paid, 'due_on', i.due_on) AS balance"
    };
}

/// The columns of a [`ListedInvoice`], of `i` and its account `a`.
macro_rules! listed_invoice {
    ($($from:tt)+) => {
        concat!(
            "SELECT i.id, i.number, a.name AS account, i.account_name, coalesce((SELECT t.reference FROM trips t WHERE t.id = i.trip_id), '') AS trip, i.route, i.issued_on, i.created_at, ", balance!(), " ",
            $($from)+
        )
    };
}

/// The columns of an [`Invoice`], of `i` and the rows it refers to; `own` is the value of `is_own`.
macro_rules! invoice {
    ($own:literal, $($from:tt)+) => {
        concat!(
            "SELECT ", $own, " AS is_own, i.id, i.number, i.account_id, a.name AS account, i.trip_id, t.reference AS trip, i.quote_id, q.reference AS quote, i.route,
               coalesce(q.vehicle, t.vehicle, '') AS vehicle, coalesce(q.itinerary, ", $crate::itineraries::legs_of_trip!(), ") AS legs, i.bill_to, i.void_reason, i.lines, i.subtotal,
               i.issued_on, i.terms, i.version, i.created_at, ", balance!(), ",
               json_object('legal_name', w.legal_name, 'trade', w.trade, 'brand', w.brand, 'logo', w.logo, 'address', w.address, 'phone', w.phone, 'reply_to', w.reply_to,
                 'payment_instructions', w.payment_instructions, 'report', w.invoice_report, 'footer', w.document_footer, 'clock', w.clock, 'date_order', w.date_order, 'amounts', w.amounts) AS issuer ",
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
            "SELECT p.method, p.reference, l.amount, p.amount AS received, p.received_on ",
            $($from)+,
            " JOIN allocations l ON l.invoice_id = i.id JOIN payments p ON p.id = l.payment_id ORDER BY p.received_on, p.created_at LIMIT 200"
        )
    };
}

/// `theirs`: the tails that the client owns and whose invoices to others they may see.
macro_rules! theirs {
    () => {
        ", theirs AS (SELECT DISTINCT l.tail_id FROM me JOIN workspaces w ON w.id = me.workspace_id AND w.shows_other_parties = 1
         JOIN my_accounts m JOIN account_tails l ON l.account_id = m.account_id WHERE me.role = 'owner') "
    };
}

/// `mine`: the invoice with this id, if the client may see money and it bills one of their accounts
/// or a trip on their aircraft.
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

mod billable;
mod books;
mod changes;
mod credits;
mod desk;
mod free;
mod press;
mod reminders;
mod whole;
pub use billable::{Waiting, billables, waiting};
pub use books::{booked_invoices, booked_payments};
pub use changes::{change_account, issue, record, repaid};
pub use credits::{apply, my_credit, my_credits};
pub use desk::{Dossier, InvoiceEvent, InvoiceViews, bill, dossier, invoice, newest, payments};
pub use free::{free_bill, issue_free, void};
pub use press::{allocated, to_render};
pub use reminders::{REMINDED, due, remind, reminding, wait};
pub use whole::invoices;

/// A page of a client's invoices: open ones by due date, or all of them newest first.
pub fn mine(scope: &Scope, show: Tab, from: &Cursor) -> Query<Vec<ListedInvoice>> {
    let sql = if show.is_by_due_day() {
        client!(listed_invoice!(
            "FROM my_accounts m JOIN invoices i ON i.id IN (SELECT x.id FROM invoices x WHERE x.account_id = m.account_id AND x.state = 'issued'
               AND x.paid < x.total AND (x.due_on, x.id) > (:after, :after_id) ORDER BY x.due_on, x.id LIMIT :most)
             JOIN accounts a ON a.id = i.account_id WHERE ", granted!("see_money"), " ORDER BY i.due_on, i.id LIMIT :most"
        ))
    } else {
        client!(listed_invoice!(
            "FROM my_accounts m JOIN invoices i ON i.id IN (SELECT x.id FROM invoices x WHERE x.account_id = m.account_id
               AND (x.created_at, x.id) < (:after, :after_id) ORDER BY x.created_at DESC, x.id DESC LIMIT :most)
             JOIN accounts a ON a.id = i.account_id WHERE ", granted!("see_money"), " ORDER BY i.created_at DESC, i.id DESC LIMIT :most"
        ))
    };
    scope
        .query(sql)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// What the client owes in each currency.
pub fn owed(scope: &Scope) -> Query<Vec<Sum>> {
    scope.query(client!(
        "SELECT i.currency, ", sum_of!("i.total - i.paid"), " AS amount
         FROM my_accounts m JOIN invoices i INDEXED BY invoices_open ON i.account_id = m.account_id AND i.state = 'issued' AND i.paid < i.total
         WHERE ", granted!("see_money"), " GROUP BY i.currency ORDER BY i.currency LIMIT 20"
    ))
}

/// A page of the invoices to others for the newest trips on the client's aircraft. Those of older
/// trips are on the pages of the trips.
pub fn on_aircraft(scope: &Scope, from: &Cursor) -> Query<Vec<ListedInvoice>> {
    scope.query(client!(theirs!(), listed_invoice!(
        "FROM theirs o JOIN trips t ON t.id IN (SELECT x.id FROM trips x WHERE x.tail_id = o.tail_id ORDER BY x.ends_at DESC LIMIT 200)
         JOIN invoices i INDEXED BY invoices_by_trip ON i.trip_id = t.id AND i.account_id NOT IN (SELECT account_id FROM my_accounts)
           AND (i.created_at, i.id) < (:after, :after_id)
         JOIN accounts a ON a.id = i.account_id WHERE ", granted!("see_money"), " ORDER BY i.created_at DESC, i.id DESC LIMIT :most"
    )))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

pub fn my_invoice(scope: &Scope, id: InvoiceId) -> Query<Option<Invoice>> {
    scope
        .query(client!(
            mine!(":id"),
            invoice!("m.is_own", "FROM mine m JOIN invoices i ON i.id = m.id")
        ))
        .bind("id", id)
}

pub fn my_payments(scope: &Scope, id: InvoiceId) -> Query<Vec<Payment>> {
    scope
        .query(client!(mine!(":id"), payment!("FROM mine m JOIN invoices i ON i.id = m.id")))
        .bind("id", id)
}

const READS: &str = begins!(
    reader,
    "JOIN my_accounts m JOIN invoices i ON i.account_id = m.account_id AND i.id = :id WHERE ",
    granted!("see_money")
);

/// Records that a client opened an invoice of their accounts.
pub fn viewed(scope: &Scope, id: InvoiceId, event: EventId) -> Change {
    Write::begin("invoice_viewed", id, READS).bind("id", id).by(scope, event)
}

/// Records that a client downloaded it.
pub fn downloaded(scope: &Scope, id: InvoiceId, event: EventId) -> Change {
    Write::begin("invoice_downloaded", id, READS).bind("id", id).by(scope, event)
}
