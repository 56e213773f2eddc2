//! Statements that read everything on a request's page, for the client and for staff.
use super::super::{
    Request, State,
    alternative::Alternative,
    stages::DealStage,
    working::{Colleague, FleetTail},
};
use super::{AskedTail, state_shown};
use crate::{
    db::{
        query::{Batch, Query},
        scope::{Scope, client, granted, staff},
    },
    kit::{
        ids::{InvoiceId, QuoteId, RequestId, TripId},
        money::Currency,
    },
    trips::trip_and_route,
};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub struct TravelerName {
    pub name: String,
}

/// A quote made for a request.
#[derive(Debug, Clone, Deserialize)]
pub struct OfferedQuote {
    pub id: QuoteId,
    pub reference: String,
    pub revision: i64,
    pub state: OfferedState,
    pub vehicle: String,
    pub currency: Currency,
    pub total: i64,
    pub valid_until: i64,
    /// Whether its signed copy is there for the reader.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_sealed: bool,
}

/// The states of quotes, as a request's page shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferedState {
    Draft,
    Sent,
    Accepted,
    Declined,
    ChangeRequested,
    Superseded,
    Withdrawn,
}

/// An entry in the history of a request, about the request or one of its quotes.
#[derive(Debug, Clone, Deserialize)]
pub struct RequestEvent {
    pub action: String,
    pub note: String,
    pub face: String,
    pub who: Option<String>,
    pub at: i64,
    /// The quote that it is about.
    pub quote: Option<String>,
}

/// One of the account's last trips.
#[derive(Debug, Clone, Deserialize)]
pub struct PastTrip {
    pub id: TripId,
    pub reference: String,
    pub route: String,
    pub departs_at: i64,
    pub stage: String,
}

/// Another request of the account, and its state.
#[derive(Debug, Clone, Deserialize)]
pub struct PastRequest {
    pub id: RequestId,
    pub reference: String,
    pub route: String,
    pub created_at: i64,
    pub state: State,
}

/// One of the account's newest invoices.
#[derive(Debug, Clone, Deserialize)]
pub struct PastInvoice {
    pub id: InvoiceId,
    pub number: String,
    /// Its trip and route.
    pub about: String,
    pub currency: Currency,
    pub total: i64,
    pub open: i64,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_void: bool,
}

/// The quote that the event `e` is about: "Q-1001", and "Q-1001.2" from the second version on.
macro_rules! quote_of_event {
    () => {
        "(SELECT q.reference || iif(q.revision > 1, '.' || q.revision, '') FROM quotes q WHERE q.id = e.subject_id) AS quote"
    };
}

/// Everything on a client's page of a request.
pub type Sheet =
    (Option<Request>, Vec<TravelerName>, Vec<OfferedQuote>, Vec<RequestEvent>, Option<Alternative>);

pub fn sheet(scope: &Scope, id: RequestId) -> impl Batch<Answers = Sheet> {
    (
        super::request(scope, id),
        scope.query(client!(
            "SELECT p.name FROM my_accounts m JOIN requests r ON r.account_id = m.account_id AND r.id = :id
             JOIN json_each(r.travellers) j JOIN passengers p ON p.id = j.value AND p.account_id = r.account_id ORDER BY p.sort_name, p.id LIMIT 500"
        ))
        .bind("id", id),
        scope.query(client!(
            "SELECT q.id, q.reference, q.revision, q.state, q.vehicle, q.currency, iif(", granted!("see_money"), ", q.total, 0) AS total, q.valid_until,
               EXISTS (SELECT 1 FROM acceptances x WHERE x.quote_id = q.id AND x.undone_at IS NULL AND x.sealed_at IS NOT NULL) AND ", granted!("see_money"), " AS is_sealed
                                                                                                                  FROM my_accounts m JOIN requests r ON r.account_id = m.account_id AND r.id = :id
                                                                                                                  JOIN quotes q ON q.request_id = r.id AND q.state <> 'draft' ORDER BY q.created_at DESC LIMIT 20"
        ))
        .bind("id", id),
        scope.query(client!(
            "SELECT e.action, e.note, e.face, u.name AS who, e.at, ", quote_of_event!(), "
             FROM my_accounts m JOIN requests r ON r.account_id = m.account_id AND r.id = :id
             JOIN events e INDEXED BY events_by_subject ON e.workspace_id = r.workspace_id
               AND e.subject_id IN (SELECT :id UNION ALL SELECT q.id FROM quotes q WHERE q.request_id = :id)
               AND e.action IN ('request_submitted', 'request_entered', 'request_amended', 'request_reviewed', 'alternative_proposed', 'alternative_accepted', 'alternative_refused', 'alternative_withdrawn', 'request_booked', 'request_declined', 'request_cancelled', 'request_dropped', 'quote_sent',
                 'quote_accepted', 'quote_acceptance_undone', 'quote_declined', 'quote_changes_requested', 'quote_withdrawn')
             LEFT JOIN users u ON u.id = e.actor_id ORDER BY e.at DESC, e.id DESC LIMIT 60"
        ))
        .bind("id", id),
        super::alternative(scope, id),
    )
}

/// Everything on the operator's page of a request: the request and its client, and what it can be worked with.
pub type File = (Record, Desk);

/// The request, its quotes and history, and what else its account asked for, flew and was billed.
pub type Record = (
    Option<Request>,
    Vec<TravelerName>,
    Vec<OfferedQuote>,
    Vec<RequestEvent>,
    Vec<PastTrip>,
    Vec<PastRequest>,
    Vec<PastInvoice>,
);

/// What the client owes on the deal in one currency.
#[derive(Debug, Clone, Deserialize)]
pub struct Owed {
    pub currency: Currency,
    /// What is open on the invoices of its quotes and of its trip.
    pub invoiced: i64,
    /// The deposit that was agreed and not invoiced yet.
    pub deposit: i64,
}

/// Who can work on it, what it can be flown with, when the tails are booked that the client asked for, the last
/// alternative, what is owed, and the stages of deals.
pub type Desk = (
    Vec<Colleague>,
    Vec<FleetTail>,
    Vec<AskedTail>,
    Option<Alternative>,
    Vec<Owed>,
    Vec<DealStage>,
);

pub fn file(scope: &Scope, id: RequestId) -> impl Batch<Answers = File> {
    let desk = (
        super::colleagues(scope),
        super::fleet(scope),
        super::asked_tails(scope, id),
        super::alternative_for_staff(scope, id),
        owed(scope, id),
        super::stages_of(scope, id),
    );
    (record(scope, id), desk)
}

fn owed(scope: &Scope, id: RequestId) -> Query<Vec<Owed>> {
    scope
        .query(staff!(
            ", deal AS (SELECT r.id, r.trip_id FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id),
             due AS (
               SELECT i.currency, i.total - i.paid AS invoiced, 0 AS deposit FROM invoices i WHERE i.state = 'issued' AND i.paid < i.total AND i.id IN (
                 SELECT x.id FROM deal d JOIN quotes q ON q.request_id = d.id JOIN invoices x ON x.quote_id = q.id AND x.state = 'issued'
                 UNION SELECT y.id FROM deal d JOIN invoices y INDEXED BY invoices_by_trip ON y.trip_id = d.trip_id)
               UNION ALL
               SELECT q.currency, 0, q.deposit FROM deal d JOIN quotes q ON q.request_id = d.id AND q.state = 'accepted' AND q.deposit > 0
               WHERE NOT EXISTS (SELECT 1 FROM invoices x WHERE x.quote_id = q.id AND x.state = 'issued'))
             SELECT currency, sum(invoiced) AS invoiced, sum(deposit) AS deposit FROM due GROUP BY currency LIMIT 10"
        ))
        .bind("id", id)
}

fn record(scope: &Scope, id: RequestId) -> impl Batch<Answers = Record> {
    (
        super::request_for_staff(scope, id),
        scope.query(staff!(
            "SELECT p.name FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id
             JOIN json_each(r.travellers) j JOIN passengers p ON p.id = j.value AND p.account_id = r.account_id ORDER BY p.sort_name, p.id LIMIT 500"
        ))
        .bind("id", id),
        scope.query(staff!(
            "SELECT q.id, q.reference, q.revision, q.state, q.vehicle, q.currency, q.total, q.valid_until,
               EXISTS (SELECT 1 FROM acceptances x WHERE x.quote_id = q.id AND x.undone_at IS NULL AND x.sealed_at IS NOT NULL) AS is_sealed
             FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id
             JOIN quotes q ON q.request_id = r.id ORDER BY q.created_at DESC LIMIT 20"
        ))
        .bind("id", id),
        scope.query(staff!(
            "SELECT e.action, e.note, e.face, u.name AS who, e.at, ", quote_of_event!(), " FROM me JOIN events e INDEXED BY events_by_subject ON e.workspace_id = me.workspace_id
               AND e.subject_id IN (SELECT :id UNION ALL SELECT q.id FROM quotes q WHERE q.request_id = :id)
             LEFT JOIN users u ON u.id = e.actor_id ORDER BY e.at DESC, e.id DESC LIMIT 60"
        ))
        .bind("id", id),
        scope.query(staff!(
            "SELECT t.id, t.reference, t.route, t.departs_at, s.name AS stage
             FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id
             JOIN trips t ON t.account_id = r.account_id JOIN stages s ON s.id = t.stage_id ORDER BY t.ends_at DESC LIMIT 5"
        ))
        .bind("id", id),
        scope.query(staff!(
            "SELECT x.id, x.reference, x.route, x.created_at, ", state_shown!("x"), "state
             FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id
             JOIN requests x ON x.account_id = r.account_id AND x.id <> r.id ORDER BY x.created_at DESC LIMIT 5"
        ))
        .bind("id", id),
        scope.query(staff!(
            "SELECT i.id, i.number, ", trip_and_route!("i"), " AS about, i.currency, i.total, i.total - i.paid AS open, i.state = 'void' AS is_void
             FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :id
             JOIN invoices i ON i.account_id = r.account_id ORDER BY i.created_at DESC, i.id DESC LIMIT 5"
        ))
        .bind("id", id),
    )
}
