//! Statements that read quotes.
mod answers;
mod bookings;
mod drafts;
use bookings::{is_offerable, seats};
pub use {
    answers::{accept, ask_for_changes, decline, undo},
    bookings::{bookings_beside, bookings_for_request},
    drafts::{
        all_invoiced, approve, change_account, create, invoiced, revise, send, uninvoiced, update,
        withdraw,
    },
};

use super::{
    ListedQuote, Quote, State, Tail,
    catalog::{self, CatalogLine},
};
use crate::{
    blocks::is_blocked,
    db::{
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, client, granted, staff},
    },
    kit::{ids::QuoteId, money::Currency},
    requests,
    trips::is_booked,
    workspaces::Face,
};
use serde::Deserialize;

/// `purse`: whether the client may see money. For one who may not, sums are read as 0 and texts
/// that may name one as empty.
macro_rules! purse {
    () => {
        concat!(", purse AS (SELECT ", granted!("see_money"), " AS is_open) ")
    };
}

/// The columns of a [`Quote`], of `q`, its request `r`, its account `a` and its tail `t`; `sees` is
/// the condition for reading its sums.
macro_rules! quote {
    ($sees:literal, $($from:tt)+) => {
        concat!(
            "SELECT q.id, q.reference, q.revision, q.request_id, r.reference AS request, ", requests::state_now!("r"), "request_state,
             r.catering, r.ground, r.preference, r.notes, r.other_dates, r.itinerary AS asked_legs, r.passengers AS asked_passengers,
             (SELECT c.name FROM contacts c WHERE c.id = r.contact_id) AS contact,
             coalesce((SELECT group_concat(answer, char(10)) FROM (SELECT c.answer FROM quotes c WHERE c.request_id = q.request_id AND c.answer <> ''
               AND c.state IN ('change_requested', 'superseded') ORDER BY c.answered_at LIMIT 20)), '') AS changes, q.account_id, a.name AS account, q.state, q.version, q.tail_id, t.registration,
             q.vehicle, ", seats!("q"), " AS seats, q.state IN ('draft', 'sent') AND ", is_booked!("q", "q.trip_id"), " AS is_booked,
             q.state IN ('draft', 'sent') AND ", is_blocked!("q", "q.account_id"), " AS is_blocked,
             q.itinerary, q.route, q.passengers, q.currency, q.taxed, q.saved_by, q.approved_at, coalesce((SELECT u.name FROM users u WHERE u.id = q.approved_by), '') AS approved_by,
             (SELECT w.quotes_need_approval FROM workspaces w WHERE w.id = q.workspace_id) AS needs_approval, q.valid_until, q.sent_at, q.answered_at, q.answered_by,
             q.answer, q.declined_for, q.trip_id,
             (SELECT s.kind FROM trips o JOIN stages s ON s.id = o.stage_id WHERE o.id = q.trip_id) AS trip_kind, iif(", $sees, ", q.lines, '[]') AS lines, iif(", $sees, ", q.extras, '[]') AS extras, iif(", $sees, ", q.rates, '[]') AS rates,
               iif(", $sees, ", q.subtotal, 0) AS subtotal,
               iif(", $sees, ", q.tax, 0) AS tax, iif(", $sees, ", q.total, 0) AS total, iif(", $sees, ", q.deposit, 0) AS deposit,
               iif(", $sees, ", q.deposit_ppm, 0) AS deposit_ppm, iif(", $sees, ", q.deposit_fixed, NULL) AS deposit_fixed,
               iif(", $sees, ", q.balance_on, NULL) AS balance_on, iif(", $sees, ", q.balance_days, NULL) AS balance_days, iif(", $sees, ", q.terms, '') AS terms, iif(q.state = 'draft', (SELECT w.quote_disclaimers FROM workspaces w WHERE w.id = q.workspace_id), q.disclaimers) AS disclaimers,
               iif(", $sees, ", q.message, '') AS message,
                                                                                                                         iif(", $sees, ", (SELECT w.payment_instructions FROM workspaces w WHERE w.id = q.workspace_id), '') AS payment_instructions,
               (SELECT coalesce(sum(p.amount - p.surcharge - p.refunded), 0) FROM payments p INDEXED BY payments_of_quote WHERE p.quote_id = q.id AND p.currency = q.currency) AS received,
               (SELECT i.id FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued' ORDER BY i.is_deposit, i.id LIMIT 1) AS invoice_id,
               EXISTS (SELECT 1 FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued' AND i.is_deposit = 0) AS is_invoiced ",
            $($from)+,
            " JOIN requests r ON r.id = q.request_id JOIN accounts a ON a.id = q.account_id LEFT JOIN tails t ON t.id = q.tail_id"
        )
    };
}

mod attention;
mod newest;
mod sealed;
pub use {
    attention::{attention, copy_downloaded, downloaded, viewed},
    newest::newest,
    sealed::*,
};

/// The columns of a [`ListedQuote`].
macro_rules! listed_quote {
    ($sees:literal, $($from:tt)+) => {
        concat!(
            "SELECT q.id, q.reference, q.revision, a.name AS account, q.state, ", requests::state_now!("r"), "request_state, q.vehicle, q.route, q.departs_at,
             coalesce(q.itinerary ->> '$[0].origin.zone', 'UTC') AS zone, q.currency, iif(", $sees, ", q.total, 0) AS total, q.valid_until, q.sent_at, q.created_at,
             q.state = 'draft' AND q.approved_at IS NULL AND (SELECT w.quotes_need_approval FROM workspaces w WHERE w.id = q.workspace_id) AS awaits_approval,
             (SELECT s.kind FROM trips o JOIN stages s ON s.id = o.stage_id WHERE o.id = q.trip_id) AS trip_kind ",
            $($from)+
        )
    };
}

mod lists;
mod versions;
pub use {lists::*, versions::*};

pub fn quote_for_client(scope: &Scope, id: QuoteId) -> Query<Option<Quote>> {
    scope.query(client!(purse!(), quote!(
        "purse.is_open",
        "FROM purse JOIN my_accounts m JOIN quotes q ON q.account_id = m.account_id AND q.id = :id AND q.sent_at IS NOT NULL"
    )))
    .bind("id", id)
}

pub fn quote_for_staff(scope: &Scope, id: QuoteId) -> Query<Option<Quote>> {
    scope
        .query(staff!(quote!(
            "1",
            "FROM me JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :id"
        )))
        .bind("id", id)
}

/// A page of a workspace's quotes in any of these states, the newest drafted first.
pub fn in_states(scope: &Scope, states: &[State], from: &Cursor) -> Query<Vec<ListedQuote>> {
    scope.query(staff!(listed_quote!(
        "1",
        "FROM me JOIN json_each(:states) s JOIN quotes q ON q.id IN (
           SELECT x.id FROM quotes x WHERE x.workspace_id = me.workspace_id AND x.state = s.value
             AND (x.created_at, x.id) < (:after, :after_id) ORDER BY x.created_at DESC, x.id DESC LIMIT :most)
         JOIN requests r ON r.id = q.request_id JOIN accounts a ON a.id = q.account_id
         ORDER BY q.created_at DESC, q.id DESC LIMIT :most"
    )))
    .bind("states", as_json(&states))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// A person of the quote's account who may answer it.
#[derive(Debug, Clone, Deserialize)]
pub struct Approver {
    pub name: String,
}

fn approvers(scope: &Scope, id: QuoteId) -> Query<Vec<Approver>> {
    scope.query(client!(
        "SELECT u.name FROM my_accounts m JOIN quotes q ON q.account_id = m.account_id AND q.id = :id AND q.sent_at IS NOT NULL
         JOIN memberships o ON o.account_id = q.account_id
         JOIN users u ON u.contact_id = o.contact_id AND u.state = 'active' AND u.role IN ('owner', 'charter')
         JOIN grants a ON a.contact_id = o.contact_id AND a.name = 'approve_quotes'
         JOIN grants s ON s.contact_id = o.contact_id AND s.name = 'see_money' ORDER BY u.sort_name, u.id LIMIT 3"
    ))
    .bind("id", id)
}

/// The quotes sent for the same request, newest first.
pub fn beside_for_client(scope: &Scope, id: QuoteId) -> Query<Vec<ListedQuote>> {
    scope.query(client!(purse!(), listed_quote!(
        "purse.is_open",
        "FROM purse JOIN my_accounts m JOIN quotes o ON o.account_id = m.account_id AND o.id = :id AND o.sent_at IS NOT NULL
         JOIN quotes q ON q.request_id = o.request_id AND q.sent_at IS NOT NULL
         JOIN requests r ON r.id = q.request_id JOIN accounts a ON a.id = q.account_id
         ORDER BY q.sent_at DESC, q.id DESC LIMIT 20"
    )))
    .bind("id", id)
}

/// The quotes made for the same request, newest first.
pub fn beside_for_staff(scope: &Scope, id: QuoteId) -> Query<Vec<ListedQuote>> {
    scope
        .query(staff!(listed_quote!(
            "1",
            "FROM me JOIN quotes o ON o.workspace_id = me.workspace_id AND o.id = :id
             JOIN quotes q ON q.request_id = o.request_id
             JOIN requests r ON r.id = q.request_id JOIN accounts a ON a.id = q.account_id
             ORDER BY q.created_at DESC, q.id DESC LIMIT 20"
        )))
        .bind("id", id)
}

/// An entry in the history of a quote.
#[derive(Debug, Clone, Deserialize)]
pub struct QuoteEvent {
    pub action: String,
    pub note: String,
    pub face: Face,
    pub actor: String,
    pub address: String,
    pub at: i64,
}

pub fn history(scope: &Scope, id: QuoteId) -> Query<Vec<QuoteEvent>> {
    scope.query(staff!(
        "SELECT e.action, e.note, e.face, coalesce(u.name, '') AS actor, e.address, e.at
         FROM me JOIN events e INDEXED BY events_by_subject ON e.workspace_id = me.workspace_id AND e.subject_id = :id AND e.face IN ('client', 'ops') AND e.action NOT IN ('quote_viewed', 'quote_downloaded')
         LEFT JOIN users u ON u.id = e.actor_id ORDER BY e.at DESC LIMIT 50"
    ))
    .bind("id", id)
}

pub fn tails(scope: &Scope) -> Query<Vec<Tail>> {
    scope.query(staff!(
        "SELECT t.id, t.registration, t.type, t.seats, t.speed_kt
         FROM me JOIN tails t ON t.workspace_id = me.workspace_id AND t.retired_at IS NULL ORDER BY t.registration LIMIT 200"
    ))
}

/// The workspace's standard terms, for a new quote, and its own lines.
#[derive(Debug, Default, Deserialize)]
pub struct Terms {
    pub text: String,
    catalog: String,
    currency: Option<Currency>,
}

impl Terms {
    pub fn catalog(&self) -> Vec<CatalogLine> {
        let saved = |currency| catalog::saved(&self.catalog, currency);
        self.currency.as_ref().map(saved).unwrap_or_default()
    }
}

pub fn terms(scope: &Scope) -> Query<Option<Terms>> {
    scope.query(staff!(
        "SELECT w.quote_terms AS text, w.quote_catalog AS catalog, w.currency FROM me JOIN workspaces w ON w.id = me.workspace_id"
    ))
}
