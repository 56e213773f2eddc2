//! Statements that read lists of requests, and the choices on the form of a new one.
use super::super::{
    State,
    listing::{Column, Listing},
};
use crate::{
    db::{
        columns::json,
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, client, staff},
    },
    itineraries::Leg,
    kit::{
        ids::{AccountId, PassengerId, RequestId},
        text::folded,
    },
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
            "SELECT r.id, r.reference, c.name AS contact, a.name AS account, r.state, r.route, r.itinerary -> '$[0]' AS first, r.passengers,
             r.catering, r.ground, r.preference, r.created_at, r.departs_at, r.waiting_since, r.account_name ",
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

/// A page of the requests in some states, by a column; `$index` has that column as its sort key.
macro_rules! desk {
    ($index:literal, $of:literal, $key:literal, $compare:literal, $order:literal) => {
        listed_request!(
            "FROM me JOIN json_each(:states) s JOIN requests r ON r.id IN (SELECT x.id FROM requests x INDEXED BY ", $index, " WHERE ", $of, "
               AND x.workspace_id = me.workspace_id AND x.state = s.value AND (x.", $key, ", x.id) ", $compare, " (:after, :after_id)
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

/// A page of the operator's list.
pub fn listed(scope: &Scope, listing: Listing, from: &Cursor) -> Query<Vec<ListedRequest>> {
    let sql = match (listing.sorting.by, listing.is_own, listing.sorting.is_descending) {
        (Column::Waiting, false, false) => all!("requests_by_wait", "waiting_since", ">", "ASC"),
        (Column::Waiting, false, true) => all!("requests_by_wait", "waiting_since", "<", "DESC"),
        (Column::Sent, false, false) => all!("requests_by_state", "created_at", ">", "ASC"),
        (Column::Sent, false, true) => all!("requests_by_state", "created_at", "<", "DESC"),
        (Column::Departure, false, false) => {
            all!("requests_by_departure", "departs_at", ">", "ASC")
        }
        (Column::Departure, false, true) => {
            all!("requests_by_departure", "departs_at", "<", "DESC")
        }
        (Column::Client, false, false) => all!("requests_by_client", "account_name", ">", "ASC"),
        (Column::Client, false, true) => all!("requests_by_client", "account_name", "<", "DESC"),
        (Column::Waiting, true, false) => own!("own_requests_by_wait", "waiting_since", ">", "ASC"),
        (Column::Waiting, true, true) => own!("own_requests_by_wait", "waiting_since", "<", "DESC"),
        (Column::Sent, true, false) => own!("own_requests_by_state", "created_at", ">", "ASC"),
        (Column::Sent, true, true) => own!("own_requests_by_state", "created_at", "<", "DESC"),
        (Column::Departure, true, false) => {
            own!("own_requests_by_departure", "departs_at", ">", "ASC")
        }
        (Column::Departure, true, true) => {
            own!("own_requests_by_departure", "departs_at", "<", "DESC")
        }
        (Column::Client, true, false) => own!("own_requests_by_client", "account_name", ">", "ASC"),
        (Column::Client, true, true) => own!("own_requests_by_client", "account_name", "<", "DESC"),
    };
    scope
        .query(sql)
        .bind("states", as_json(&listing.pile.states()))
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
    scope.query(client!("SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL ORDER BY a.sort_name, a.id LIMIT 50"))
}

/// A passenger in the directory of one of the client's accounts.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedPassenger {
    pub id: PassengerId,
    pub account_id: AccountId,
    pub account: String,
    pub name: String,
}

/// The passengers whom the client may choose: those that were picked, and a hundred of each account whose
/// name has a word that begins with `find`.
pub fn directory(scope: &Scope, picked: &[&str], find: &str) -> Query<Vec<ListedPassenger>> {
    scope.query(client!(
        "SELECT p.id, p.account_id, a.name AS account, p.name
         FROM my_accounts m CROSS JOIN accounts a ON a.id = m.account_id
         CROSS JOIN passengers p ON +p.account_id = m.account_id AND p.removed_at IS NULL AND p.id IN (SELECT j.value FROM json_each(:picked) j
           UNION SELECT f.id FROM (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id AND x.removed_at IS NULL
             AND instr(' ' || x.sort_name, ' ' || :find) > 0 ORDER BY x.sort_name, x.id LIMIT 100) f)
         ORDER BY a.sort_name, p.sort_name, p.id LIMIT 6000"
    ))
    .bind("picked", as_json(&picked))
    .bind("find", folded(find))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    #[test]
    fn the_passengers_of_a_form_are_looked_up_and_not_filtered() {
        let (portal, scope) = (Portal::open(""), scope_of(MIRA));
        let plan = portal.app.db.plan(directory(&scope, &[], "").statement.sql);
        assert!(
            plan.contains("SEARCH p USING INDEX sqlite_autoindex_passengers_1 (id=?)"),
            "{plan}"
        );
    }
}
