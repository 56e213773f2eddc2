//! Statements about the signed copies of acceptances.
use super::super::{Quote, sealing::Signed};
use super::{is_booked, seats};
use crate::{
    blocks::is_blocked,
    db::{
        query::Query,
        scope::{Scope, client, granted, staff, system},
        write::{Write, begins, follows},
    },
    kit::ids::{AccountId, EventId, QuoteId},
    requests,
};
use serde::Deserialize;

/// A signed copy that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub sha256: String,
    pub key: String,
    pub size: i64,
}

/// What was kept of the acceptance with this event.
pub fn signed(scope: &Scope, acceptance: EventId) -> Query<Option<Signed>> {
    scope
        .query(system!(
            "SELECT x.id, x.quote_id, x.document, u.name AS signer, u.email, x.name, x.account, x.address, x.device, x.po_number, x.sha256, x.at,
               x.sealed_at IS NOT NULL AS is_sealed
             FROM me JOIN acceptances x ON x.workspace_id = me.workspace_id AND x.id = :acceptance JOIN users u ON u.id = x.user_id"
        ))
        .bind("acceptance", acceptance)
}

/// The quote of that acceptance, as it is now.
pub fn signed_quote(scope: &Scope, acceptance: EventId) -> Query<Option<Quote>> {
    scope
        .query(system!(quote!(
            "1",
            "FROM me JOIN acceptances x ON x.workspace_id = me.workspace_id AND x.id = :acceptance JOIN quotes q ON q.id = x.quote_id"
        )))
        .bind("acceptance", acceptance)
}

/// Notes the copy, unless there is one.
pub fn seal(it: &Signed, copy: &Copy) -> Write {
    Write::begin(
        "quote_sealed",
        it.quote_id,
        begins!(
            system,
            "JOIN acceptances x ON x.workspace_id = me.workspace_id AND x.id = :acceptance AND x.sealed_at IS NULL"
        ),
    )
    .bind("acceptance", it.id)
    .bind("pdf_key", copy.key.as_str())
    .bind("pdf_sha256", copy.sha256.as_str())
    .bind("pdf_size", copy.size)
    .note(&copy.sha256)
    .then(follows!(
        "UPDATE acceptances SET pdf_key = :pdf_key, pdf_sha256 = :pdf_sha256, pdf_size = :pdf_size, sealed_at = (SELECT at FROM it)
         WHERE id = :acceptance AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// A stored copy, to be downloaded.
#[derive(Debug, Clone, Deserialize)]
pub struct StoredCopy {
    pub name: String,
    pub key: String,
    pub sha256: String,
    pub size: i64,
}

macro_rules! copy_of {
    ($($from:tt)+) => {
        concat!(
            "SELECT q.reference || ', version ' || q.revision AS name, x.pdf_key AS key, x.pdf_sha256 AS sha256, x.pdf_size AS size ",
            $($from)+,
            " JOIN acceptances x ON x.quote_id = q.id AND x.undone_at IS NULL AND x.sealed_at IS NOT NULL ORDER BY x.at DESC LIMIT 1"
        )
    };
}

/// The signed copy of a quote, for a client who may see what it costs.
pub fn copy_for_client(scope: &Scope, quote: QuoteId) -> Query<Option<StoredCopy>> {
    scope
        .query(client!(copy_of!(
            "FROM my_accounts m JOIN quotes q ON q.account_id = m.account_id AND q.id = :quote AND ",
            granted!("see_money")
        )))
        .bind("quote", quote)
}

pub fn copy_for_staff(scope: &Scope, quote: QuoteId) -> Query<Option<StoredCopy>> {
    scope
        .query(staff!(copy_of!(
            "FROM me JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote"
        )))
        .bind("quote", quote)
}

/// The acceptance of a quote that holds, and its signed copy if there is one.
#[derive(Debug, Clone, Deserialize)]
pub struct StandingCopy {
    pub acceptance_id: EventId,
    pub account_id: AccountId,
    pub name: String,
    pub key: Option<String>,
}

pub fn standing_copy(scope: &Scope, quote: QuoteId) -> Query<Option<StandingCopy>> {
    scope
        .query(system!(
            "SELECT x.id AS acceptance_id, q.account_id, q.reference || ', version ' || q.revision AS name, x.pdf_key AS key
             FROM me JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote
             JOIN acceptances x ON x.quote_id = q.id AND x.undone_at IS NULL ORDER BY x.at DESC LIMIT 1"
        ))
        .bind("quote", quote)
}

/// The acceptance whose signed copy a file is.
#[derive(Debug, Clone, Deserialize)]
pub struct KnownCopy {
    pub quote_id: QuoteId,
    pub reference: String,
    pub revision: i64,
    pub route: String,
    pub name: String,
    pub account: String,
    pub at: i64,
    pub undone_at: Option<i64>,
}

macro_rules! known_copy {
    ($($more:tt)*) => {
        concat!(
            "SELECT q.id AS quote_id, q.reference, q.revision, q.route, x.name, x.account, x.at, x.undone_at
             FROM me JOIN acceptances x INDEXED BY acceptances_by_pdf ON x.workspace_id = me.workspace_id AND x.pdf_sha256 = :sha256
             JOIN quotes q ON q.id = x.quote_id ",
            $($more)*,
            " LIMIT 1"
        )
    };
}

/// What a file with this digest is, among what the client may see.
pub fn known_to_client(scope: &Scope, sha256: &str) -> Query<Option<KnownCopy>> {
    scope
        .query(client!(known_copy!(
            "JOIN my_accounts m ON m.account_id = q.account_id WHERE ",
            granted!("see_money")
        )))
        .bind("sha256", sha256)
}

pub fn known_to_staff(scope: &Scope, sha256: &str) -> Query<Option<KnownCopy>> {
    scope.query(staff!(known_copy!(""))).bind("sha256", sha256)
}
