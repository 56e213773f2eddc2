//! Statements that read one invoice for staff, or the quote to be billed.
use super::credits;
use crate::{
    db::{
        query::{Batch, Query},
        scope::{Scope, staff},
    },
    invoices::{
        Invoice,
        batch::MOST,
        credit::Sum,
        issuing::Billing,
        payment::{OpenInvoice, Payment},
    },
    kit::ids::{AccountId, InvoiceId, QuoteId},
    quotes::{self, Attention},
};
use serde::Deserialize;

/// The columns of a [`Billing`], of the quote `q`.
macro_rules! billing {
    ($($from:tt)+) => {
        concat!(
            "SELECT q.id AS quote_id, q.reference AS quote, q.state = 'accepted' AS is_accepted, q.version, q.account_id, a.name AS account,
               ", bill_to!(), " AS bill_to, coalesce(", parties!(), ", 'null') AS parties, t.reference AS trip, q.route, q.departs_at, q.vehicle,
               q.itinerary AS legs, q.currency, q.lines, q.subtotal, q.total, w.invoice_terms AS terms,
               (SELECT i.number FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued' AND i.is_deposit = 0) AS invoice, q.deposit, q.balance_on,
               (SELECT ", deposits!(), "
                FROM (SELECT i.id, i.number, i.issued_on, i.total, i.lines, i.deducted_by FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued' AND i.is_deposit = 1 ORDER BY i.id LIMIT 50) d) AS deposits,
               ", minutes_logged!("q.trip_id"), " AS logged ",
            $($from)+
        )
    };
}

/// A quote with everything that its invoice needs, in whatever state it is.
pub fn bill(scope: &Scope, quote: QuoteId) -> Query<Option<Billing>> {
    scope
        .query(staff!(billing!(
            "FROM me JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote JOIN accounts a ON a.id = q.account_id
             JOIN workspaces w ON w.id = me.workspace_id LEFT JOIN trips t ON t.id = q.trip_id"
        )))
        .bind("quote", quote)
}

/// The account's accepted quotes without an invoice or a draft of it that depart between these instants, and whose trip was
/// not canceled.
pub fn bills(scope: &Scope, account: AccountId, [from, until]: [i64; 2]) -> Query<Vec<Billing>> {
    scope
        .query(staff!(billing!(
            "FROM me JOIN quotes q INDEXED BY quotes_billable ON q.account_id = :account AND q.workspace_id = me.workspace_id AND q.state = 'accepted' AND q.invoiced_at IS NULL
               AND q.departs_at BETWEEN :from AND :until
             JOIN accounts a ON a.id = q.account_id JOIN workspaces w ON w.id = me.workspace_id
             LEFT JOIN trips t ON t.id = q.trip_id LEFT JOIN stages s ON s.id = t.stage_id
             WHERE s.kind IS NOT 'cancelled'
               AND NOT EXISTS (SELECT 1 FROM invoice_drafts d INDEXED BY invoice_drafts_by_page WHERE d.workspace_id = me.workspace_id AND d.path = '/invoices/new?quote=' || q.id) ORDER BY q.departs_at, q.id LIMIT :most"
        )))
        .bind("account", account)
        .bind("from", from)
        .bind("until", until)
        .bind("most", i64::try_from(MOST).unwrap_or_default())
}

/// The account whose trips are invoiced at once.
pub fn billed_account(scope: &Scope, account: AccountId) -> Query<Option<BilledAccount>> {
    scope
        .query(staff!(
            "SELECT a.id, a.name, w.invoice_terms AS terms FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account JOIN workspaces w ON w.id = me.workspace_id"
        ))
        .bind("account", account)
}

/// An account, and the workspace's standard terms.
#[derive(Debug, Clone, Deserialize)]
pub struct BilledAccount {
    pub id: AccountId,
    pub name: String,
    pub terms: String,
}

/// The invoice that was issued last, with the details of today: an example of the workspace's invoices.
pub fn newest(scope: &Scope) -> Query<Option<Invoice>> {
    scope.query(staff!(invoice_with!(
        "1",
        "'{}'",
        "FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id =
           (SELECT x.id FROM invoices x INDEXED BY invoices_by_workspace WHERE x.workspace_id = me.workspace_id ORDER BY x.created_at DESC, x.id DESC LIMIT 1)"
    )))
}

pub fn invoice(scope: &Scope, id: InvoiceId) -> Query<Option<Invoice>> {
    scope
        .query(staff!(invoice!(
            "1",
            "FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id"
        )))
        .bind("id", id)
}

pub fn payments(scope: &Scope, id: InvoiceId) -> Query<Vec<Payment>> {
    scope
        .query(staff!(payment!(
            "p.id",
            "FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.id = :id"
        )))
        .bind("id", id)
}

/// An entry in the history of an invoice.
#[derive(Debug, Clone, Deserialize)]
pub struct InvoiceEvent {
    pub action: String,
    pub note: String,
    pub who: String,
    pub at: i64,
}

fn history(scope: &Scope, id: InvoiceId) -> Query<Vec<InvoiceEvent>> {
    scope.query(staff!(
        "SELECT e.action, e.note, coalesce(u.name, (SELECT y.name FROM api_keys y WHERE y.id = e.api_key_id), '') AS who, e.at
         FROM me JOIN events e INDEXED BY events_by_subject ON e.workspace_id = me.workspace_id AND e.subject_id = :id AND e.action NOT IN ('invoice_viewed', 'invoice_downloaded')
         LEFT JOIN users u ON u.id = e.actor_id ORDER BY e.at DESC LIMIT 50"
    ))
    .bind("id", id)
}

/// Everything on the operator's page of an invoice.
pub type Dossier = (
    Option<Invoice>,
    Vec<Payment>,
    Option<Attention>,
    Vec<InvoiceEvent>,
    Vec<OpenInvoice>,
    Option<Sum>,
);

pub fn dossier(scope: &Scope, id: InvoiceId) -> impl Batch<Answers = Dossier> + use<> {
    (
        invoice(scope, id),
        payments(scope, id),
        quotes::attention(scope, id, "invoice_viewed"),
        history(scope, id),
        credits::others(scope, id),
        credits::credit(scope, id),
    )
}
