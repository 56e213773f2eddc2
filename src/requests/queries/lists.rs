//! Statements that read lists of requests, and the choices on the form of a new one.
use super::super::{Pile, State};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, as_json, json},
        scope::{Scope, client, staff},
    },
    itineraries::Leg,
    kit::ids::{AccountId, PassengerId, RequestId},
};
use serde::Deserialize;

/// Requests on a page.
pub const PER_PAGE: usize = 25;

/// A request in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedRequest {
    pub id: RequestId,
    pub reference: String,
    pub contact: String,
    pub account: String,
    pub state: State,
    pub route: String,
    #[serde(deserialize_with = "json")]
    pub first: Leg,
    pub passengers: i64,
    pub catering: String,
    pub ground: String,
    pub preference: String,
    pub created_at: i64,
    /// When the client last asked for something: sent the request, or asked for changes to a quote.
    pub asked_at: i64,
}

/// The columns of a [`ListedRequest`], of `r`, its account `a` and its contact `c`.
macro_rules! listed_request {
    ($($from:tt)+) => {
        concat!(
            "SELECT r.id, r.reference, c.name AS contact, a.name AS account, r.state, r.route, r.itinerary -> '$[0]' AS first, r.passengers,
             r.catering, r.ground, r.preference, r.created_at,
             coalesce((SELECT max(q.answered_at) FROM quotes q WHERE q.request_id = r.id AND q.state = 'change_requested'),
               r.created_at) AS asked_at ",
            $($from)+
        )
    };
}

/// A page of a client's requests, newest first.
pub fn mine(scope: &Scope, from: &Cursor) -> Query<Vec<ListedRequest>> {
    scope.query(client!(listed_request!(
        "FROM my_accounts m JOIN requests r ON r.id IN (SELECT x.id FROM requests x WHERE x.account_id = m.account_id
           AND (x.created_at, x.id) < (:after, :after_id) ORDER BY x.created_at DESC, x.id DESC LIMIT :most)
         JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id ORDER BY r.created_at DESC, r.id DESC LIMIT :most"
    )))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// A page of the requests that wait for the operator, oldest first.
pub fn waiting(scope: &Scope, from: &Cursor) -> Query<Vec<ListedRequest>> {
    scope.query(staff!(listed_request!(
        "FROM me JOIN json_each(:value_4) s JOIN requests r ON r.id IN (SELECT x.id FROM requests x WHERE x.workspace_id = me.workspace_id
           AND x.state = s.value AND (x.created_at, x.id) > (:after, :after_id) ORDER BY x.created_at, x.id LIMIT :most)
         JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id ORDER BY r.created_at, r.id LIMIT :most"
    )))
    .bind("value_4", as_json(&Pile::NeedsYou.states()))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// A page of a tab's requests, newest first.
pub fn settled(scope: &Scope, pile: Pile, from: &Cursor) -> Query<Vec<ListedRequest>> {
    scope.query(staff!(listed_request!(
        "FROM me JOIN json_each(:states) s JOIN requests r ON r.id IN (SELECT x.id FROM requests x WHERE x.workspace_id = me.workspace_id
           AND x.state = s.value AND (x.created_at, x.id) < (:after, :after_id) ORDER BY x.created_at DESC, x.id DESC LIMIT :most)
         JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id ORDER BY r.created_at DESC, r.id DESC LIMIT :most"
    )))
    .bind("states", as_json(&pile.states()))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// How many requests are in the tabs that staff work on; at most a hundred of each state are
/// counted.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Heights {
    pub needs_you: i64,
    pub quoted: i64,
}

pub fn heights(scope: &Scope) -> Query<Option<Heights>> {
    scope.query(staff!(
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.workspace_id = me.workspace_id AND r.state = 'submitted' LIMIT 100))
            + (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.workspace_id = me.workspace_id AND r.state = 'under_review' LIMIT 100)) AS needs_you,
           (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.workspace_id = me.workspace_id AND r.state = 'quoted' LIMIT 100)) AS quoted
         FROM me"
    ))
}

/// An account that the client may request trips for.
#[derive(Debug, Clone, Deserialize)]
pub struct RequestingAccount {
    pub id: AccountId,
    pub name: String,
}

pub fn accounts(scope: &Scope) -> Query<Vec<RequestingAccount>> {
    scope.query(client!("SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL ORDER BY a.name LIMIT 50"))
}

/// A passenger in the directory of one of the client's accounts.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedPassenger {
    pub id: PassengerId,
    pub account_id: AccountId,
    pub account: String,
    pub name: String,
}

pub fn directory(scope: &Scope) -> Query<Vec<ListedPassenger>> {
    scope.query(client!(
        "SELECT p.id, p.account_id, a.name AS account, p.name
         FROM my_accounts m JOIN accounts a ON a.id = m.account_id
         JOIN passengers p ON p.id IN (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id AND x.removed_at IS NULL
           ORDER BY x.sort_name, x.id LIMIT 100)
         ORDER BY a.sort_name, p.sort_name, p.id LIMIT 200"
    ))
}
