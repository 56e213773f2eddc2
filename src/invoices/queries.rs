//! Statements that read invoices.
use super::{Invoice, ListedInvoice, listing::PER_PAGE, payment::Payment};
use crate::{
    db::{
        change::Change,
        page::{Cursor, most},
        query::Query,
        scope::{Scope, client, granted, reader},
        write::{Write, begins},
    },
    kit::ids::{EventId, InvoiceId},
    workspaces::shown,
};

#[macro_use]
mod columns;
mod batch;
mod billable;
mod books;
mod changes;
mod crediting;
mod credits;
mod deposits;
mod desk;
mod drafts;
mod free;
mod left_out;
mod mine;
mod press;
mod reminders;
mod times;
mod whole;
pub use batch::issue_all;
pub use billable::{Waiting, billables, waiting};
pub(crate) use books::paid_for;
pub use books::{booked_invoices, booked_payments};
pub use changes::{change_account, issue, record, repaid};
pub use crediting::{credit_part, credited_invoice, my_credited_invoice, part_downloaded};
pub use credits::{apply, my_credit, my_credits};
#[cfg(test)]
pub use desk::bills;
pub use desk::{BilledAccount, Dossier, InvoiceEvent, bill, dossier, invoice, newest, payments};
pub use drafts::{carry_out, draft, draft_of, drafts, remove_draft, save_draft, save_drafts};
pub use free::{free_bill, issue_free, void};
pub use left_out::of_month;
pub use mine::{dues, mine, signed_for};
pub use press::{allocated, to_render};
pub use reminders::{REMINDED, due, overdue, remind, reminding, tell_overdue, wait};
pub use times::{log_times, timed_trip};
pub use whole::invoices;

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
        .query(client!(
            mine!(":id"),
            payment!("iif(m.is_own = 1, p.id, NULL)", "FROM mine m JOIN invoices i ON i.id = m.id")
        ))
        .bind("id", id)
}

/// A client opens or downloads the invoice, where the workspace shows them these parts of the portal.
macro_rules! reads {
    ($also:literal, $($module:literal),+) => {
        begins!(
            reader,
            concat!("JOIN my_accounts m JOIN invoices i ON i.account_id = m.account_id AND i.id = :id ", $also, "WHERE "),
            granted!("see_money"),
            " AND ",
            shown!($($module),+)
        )
    };
}

/// Records that a client opened an invoice of their accounts.
pub fn viewed(scope: &Scope, id: InvoiceId, event: EventId) -> Change {
    Write::begin("invoice_viewed", id, reads!("", "invoices")).bind("id", id).by(scope, event)
}

/// Records that a client downloaded its credit note, if it has one.
pub fn credit_downloaded(scope: &Scope, id: InvoiceId, event: EventId) -> Change {
    const CREDITED: &str = reads!("AND i.credit_number IS NOT NULL ", "invoices", "documents");
    Write::begin("invoice_downloaded", id, CREDITED).bind("id", id).by(scope, event)
}

/// Records that a client downloaded it.
pub fn downloaded(scope: &Scope, id: InvoiceId, event: EventId) -> Change {
    Write::begin("invoice_downloaded", id, reads!("", "invoices", "documents"))
        .bind("id", id)
        .by(scope, event)
}
