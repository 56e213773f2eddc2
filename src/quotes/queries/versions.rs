//! Statements that read the version before a quote, its options, and what was kept of its acceptance.
use super::super::{Attention, ListedQuote, Quote, bookings::Booking};
use super::{Approver, QuoteEvent, is_booked, seats};
use crate::{
    blocks::is_blocked,
    db::{
        query::{Batch, Query},
        scope::{Scope, client, granted, staff},
    },
    kit::ids::QuoteId,
    requests,
};
use serde::Deserialize;

/// The version that was sent last before the quote `o`.
macro_rules! previous {
    ($of:literal) => {
        concat!(
            $of,
            " JOIN quotes q ON q.id = (SELECT p.id FROM quotes p WHERE p.workspace_id = o.workspace_id AND p.reference = o.reference AND p.revision < o.revision
               AND p.sent_at IS NOT NULL ORDER BY p.revision DESC LIMIT 1)"
        )
    };
}

pub fn previous_for_client(scope: &Scope, id: QuoteId) -> Query<Option<Quote>> {
    scope.query(client!(purse!(), quote!(
        "purse.is_open",
        previous!("FROM purse JOIN my_accounts m JOIN quotes o ON o.account_id = m.account_id AND o.id = :id AND o.sent_at IS NOT NULL")
    )))
    .bind("id", id)
}

pub fn previous_for_staff(scope: &Scope, id: QuoteId) -> Query<Option<Quote>> {
    scope
        .query(staff!(quote!(
            "1",
            previous!("FROM me JOIN quotes o ON o.workspace_id = me.workspace_id AND o.id = :id")
        )))
        .bind("id", id)
}

/// The quotes of the same request that can be answered, and the one itself, the first that was sent first.
pub fn options(scope: &Scope, id: QuoteId) -> Query<Vec<Quote>> {
    scope.query(client!(
        purse!(),
        quote!(
            "purse.is_open",
            "FROM purse JOIN my_accounts m JOIN quotes o ON o.account_id = m.account_id AND o.id = :id AND o.sent_at IS NOT NULL
             JOIN quotes q ON q.request_id = o.request_id AND q.sent_at IS NOT NULL AND (q.id = o.id OR q.state = 'sent' AND q.valid_until >= :now)"
        ),
        " ORDER BY q.sent_at, q.id LIMIT 6"
    ))
    .bind("id", id)
}

/// Everything on a client's page of a quote: the quote, those sent for the same request, who may answer, the version
/// before it, and what was kept of its acceptance.
pub type Offered = (
    Query<Option<Quote>>,
    Query<Vec<ListedQuote>>,
    Query<Vec<Approver>>,
    Query<Option<Quote>>,
    Query<Option<Signature>>,
);

pub fn offer(scope: &Scope, id: QuoteId) -> Offered {
    (
        super::quote_for_client(scope, id),
        super::beside_for_client(scope, id),
        super::approvers(scope, id),
        previous_for_client(scope, id),
        signature_for_client(scope, id),
    )
}

/// The same as it was read.
pub type OfferAnswers = <Offered as Batch>::Answers;

/// Everything on the operator's page of a quote.
pub type Whole = (
    Query<Option<Quote>>,
    Query<Vec<ListedQuote>>,
    Query<Vec<QuoteEvent>>,
    Query<Vec<Booking>>,
    Query<Option<Quote>>,
    Query<Option<Signature>>,
    Query<Option<Attention>>,
);

/// The same as it was read.
pub type WholeAnswers = <Whole as Batch>::Answers;

pub fn whole(scope: &Scope, id: QuoteId) -> Whole {
    (
        super::quote_for_staff(scope, id),
        super::beside_for_staff(scope, id),
        super::history(scope, id),
        super::bookings_beside(scope, id),
        previous_for_staff(scope, id),
        signature_for_staff(scope, id),
        super::attention(scope, id, "quote_viewed"),
    )
}

/// What was kept of an acceptance.
#[derive(Debug, Clone, Deserialize)]
pub struct Signature {
    pub name: String,
    pub account: String,
    pub address: String,
    pub device: String,
    pub po_number: String,
    pub sha256: String,
    /// When its signed copy was stored.
    pub sealed_at: Option<i64>,
}

/// The last acceptance of the quote that was not undone.
macro_rules! signature {
    ($from:literal) => {
        concat!(
            "SELECT x.name, x.account, x.address, x.device, x.po_number, x.sha256, x.sealed_at ",
            $from,
            " JOIN acceptances x ON x.quote_id = q.id AND x.undone_at IS NULL ORDER BY x.at DESC LIMIT 1"
        )
    };
}

pub fn signature_for_client(scope: &Scope, id: QuoteId) -> Query<Option<Signature>> {
    scope
        .query(client!(signature!(
            "FROM my_accounts m JOIN quotes q ON q.account_id = m.account_id AND q.id = :id"
        )))
        .bind("id", id)
}

pub fn signature_for_staff(scope: &Scope, id: QuoteId) -> Query<Option<Signature>> {
    scope
        .query(staff!(signature!(
            "FROM me JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :id"
        )))
        .bind("id", id)
}
