//! Statements that read lists of requests.
use super::super::{
    State,
    listing::{Column, Listing, Pile, Whose},
};
use super::{is_offered, state_shown};
use crate::{
    db::{
        columns::json,
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, client, staff},
        sorting::Sorting,
    },
    itineraries::Leg,
    kit::ids::{DealStageId, RequestId},
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
    pub departs_at: i64,
    /// When the client last asked for something: sent the request, or asked for changes to a quote.
    pub waiting_since: i64,
    /// The sort key of the account's name.
    pub account_name: String,
    /// Who works on it.
    pub assigned: Option<String>,
    pub deal_stage: Option<DealStageId>,
}

impl ListedRequest {
    /// The cursor after it, in a list that is sorted by a column.
    pub fn place(&self, by: Column) -> Cursor {
        match by {
            Column::Waiting => Cursor::after(self.waiting_since, self.id),
            Column::Sent => Cursor::after(self.created_at, self.id),
            Column::Departure => Cursor::after(self.departs_at, self.id),
            Column::Client => Cursor::after_text(self.account_name.as_str(), self.id),
        }
    }
}

/// The columns of a [`ListedRequest`], of `r`, its account `a` and its contact `c`.
macro_rules! listed_request {
    ($($from:tt)+) => {
        concat!(
            "SELECT r.id, r.reference, c.name AS contact, a.name AS account, ", state_shown!("r"), "state, r.route, r.itinerary -> '$[0]' AS first, r.passengers,
             r.catering, r.ground, r.preference, r.created_at, r.departs_at, r.waiting_since, r.account_name,
             (SELECT u.name FROM users u WHERE u.id = r.assigned_to) AS assigned, r.deal_stage ",
            $($from)+
        )
    };
}

pub(super) use listed_request;

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

/// A page of the requests in some states, by a column; `$index` has that column as its sort key.
macro_rules! desk {
    ($index:literal, $of:literal, $key:literal, $compare:literal, $order:literal) => {
        listed_request!(
            "FROM me JOIN json_each(:states) s JOIN requests r ON r.id IN (SELECT x.id FROM requests x INDEXED BY ", $index, " WHERE ", $of, "
               AND x.workspace_id = me.workspace_id AND x.state = s.value AND (:past OR x.ends_at > :now) AND (x.state <> 'quoted' OR :offered = ", is_offered!("x", ":now"), ") AND (x.", $key, ", x.id) ", $compare, " (:after, :after_id)
               ORDER BY x.", $key, " ", $order, ", x.id ", $order, " LIMIT :most)
             JOIN accounts a ON a.id = r.account_id JOIN contacts c ON c.id = r.contact_id
             ORDER BY r.", $key, " ", $order, ", r.id ", $order, " LIMIT :most"
        )
    };
}

macro_rules! all {
    ($index:literal, $key:literal, $compare:literal, $order:literal) => {
        staff!(desk!($index, "true", $key, $compare, $order))
    };
}

macro_rules! own {
    ($index:literal, $key:literal, $compare:literal, $order:literal) => {
        staff!(desk!($index, "x.assigned_to = me.user_id", $key, $compare, $order))
    };
}

macro_rules! free {
    ($index:literal, $key:literal, $compare:literal, $order:literal) => {
        staff!(desk!($index, "x.assigned_to IS NULL", $key, $compare, $order))
    };
}

/// A page of the operator's list.
pub fn listed(scope: &Scope, listing: Listing, from: &Cursor) -> Query<Vec<ListedRequest>> {
    let Sorting { by, is_descending } = listing.sorting;
    let sql = match (by, listing.whose, is_descending) {
        (Column::Waiting, Whose::Everyones, false) => {
            all!("requests_by_wait", "waiting_since", ">", "ASC")
        }
        (Column::Waiting, Whose::Everyones, true) => {
            all!("requests_by_wait", "waiting_since", "<", "DESC")
        }
        (Column::Sent, Whose::Everyones, false) => {
            all!("requests_by_state", "created_at", ">", "ASC")
        }
        (Column::Sent, Whose::Everyones, true) => {
            all!("requests_by_state", "created_at", "<", "DESC")
        }
        (Column::Departure, Whose::Everyones, false) => {
            all!("requests_by_departure", "departs_at", ">", "ASC")
        }
        (Column::Departure, Whose::Everyones, true) => {
            all!("requests_by_departure", "departs_at", "<", "DESC")
        }
        (Column::Client, Whose::Everyones, false) => {
            all!("requests_by_client", "account_name", ">", "ASC")
        }
        (Column::Client, Whose::Everyones, true) => {
            all!("requests_by_client", "account_name", "<", "DESC")
        }
        (Column::Waiting, Whose::Own, false) => {
            own!("own_requests_by_wait", "waiting_since", ">", "ASC")
        }
        (Column::Waiting, Whose::Own, true) => {
            own!("own_requests_by_wait", "waiting_since", "<", "DESC")
        }
        (Column::Sent, Whose::Own, false) => {
            own!("own_requests_by_state", "created_at", ">", "ASC")
        }
        (Column::Sent, Whose::Own, true) => {
            own!("own_requests_by_state", "created_at", "<", "DESC")
        }
        (Column::Departure, Whose::Own, false) => {
            own!("own_requests_by_departure", "departs_at", ">", "ASC")
        }
        (Column::Departure, Whose::Own, true) => {
            own!("own_requests_by_departure", "departs_at", "<", "DESC")
        }
        (Column::Client, Whose::Own, false) => {
            own!("own_requests_by_client", "account_name", ">", "ASC")
        }
        (Column::Client, Whose::Own, true) => {
            own!("own_requests_by_client", "account_name", "<", "DESC")
        }
        (Column::Waiting, Whose::Nobodys, false) => {
            free!("free_requests_by_wait", "waiting_since", ">", "ASC")
        }
        (Column::Waiting, Whose::Nobodys, true) => {
            free!("free_requests_by_wait", "waiting_since", "<", "DESC")
        }
        (Column::Sent, Whose::Nobodys, false) => {
            free!("free_requests_by_state", "created_at", ">", "ASC")
        }
        (Column::Sent, Whose::Nobodys, true) => {
            free!("free_requests_by_state", "created_at", "<", "DESC")
        }
        (Column::Departure, Whose::Nobodys, false) => {
            free!("free_requests_by_departure", "departs_at", ">", "ASC")
        }
        (Column::Departure, Whose::Nobodys, true) => {
            free!("free_requests_by_departure", "departs_at", "<", "DESC")
        }
        (Column::Client, Whose::Nobodys, false) => {
            free!("free_requests_by_client", "account_name", ">", "ASC")
        }
        (Column::Client, Whose::Nobodys, true) => {
            free!("free_requests_by_client", "account_name", "<", "DESC")
        }
    };
    scope
        .query(sql)
        .bind("states", as_json(&listing.pile.states()))
        .bind("past", i64::from(!listing.pile.is_open()))
        .bind("offered", i64::from(listing.pile == Pile::Quoted))
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
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.workspace_id = me.workspace_id AND r.state = 'submitted' AND r.ends_at > :now LIMIT 100))
            + (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.workspace_id = me.workspace_id AND r.state = 'under_review' AND r.ends_at > :now LIMIT 100))
            + (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.workspace_id = me.workspace_id AND r.state = 'quoted' AND r.ends_at > :now AND NOT ", is_offered!("r", ":now"), " LIMIT 100)) AS needs_you,
           (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.workspace_id = me.workspace_id AND r.state = 'quoted' AND r.ends_at > :now AND ", is_offered!("r", ":now"), " LIMIT 100))
            + (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.workspace_id = me.workspace_id AND r.state = 'alternative_proposed' AND r.ends_at > :now LIMIT 100)) AS quoted
         FROM me"
    ))
}
