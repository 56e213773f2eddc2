//! Statements that read the choices on the form of a new request.
use crate::{
    airports::{self, Found},
    db::{
        page::{Cursor, most},
        query::{Batch, Bindings, Query, as_json},
        scope::{Scope, client},
    },
    itineraries::{Leg, legs_of_trip},
    kit::ids::{AccountId, PassengerId},
    passengers::{self, is_named_like},
};
use serde::Deserialize;

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
    pub sort_name: String,
    pub email: String,
    /// YYYY-MM-DD; empty where it is not known.
    pub document_expires_on: String,
    /// Whether it comes after the cursor and is named like what is searched for. Others were picked.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_found: bool,
}

/// Passengers that the form shows at a time, beside those that were picked.
pub const DIRECTORY_PAGE: usize = 100;

/// Which passengers are listed on the form of a request.
#[derive(Debug, Clone, Copy)]
pub struct Directory<'a> {
    /// Those that are ticked.
    pub picked: &'a [&'a str],
    /// The request or trip that the form is filled in from, whose passengers are ticked.
    pub like: &'a str,
    /// The words that their names begin with.
    pub find: &'a str,
    pub from: &'a Cursor,
}

/// The columns of a [`ListedPassenger`], of `p` and its account `a`.
macro_rules! listed_passenger {
    () => {
        concat!(
            "SELECT p.id, p.account_id, a.name AS account, p.name, p.sort_name, p.email, p.document_expires_on,
           (p.sort_name, p.id) > (:after, :after_id) AND EXISTS (SELECT 1 FROM passengers x WHERE x.id = p.id AND ",
            $crate::passengers::is_named_like!(),
            ") AS is_found "
        )
    };
}
pub(super) use listed_passenger;

/// The passengers whom the client may choose: those that were picked, and by name after the cursor a page of each account
/// and one more, of those whose name is like what is searched for.
pub fn directory(scope: &Scope, of: Directory) -> Query<Vec<ListedPassenger>> {
    scope.query(client!(
        listed_passenger!(),
        "FROM my_accounts m CROSS JOIN accounts a ON a.id = m.account_id
         CROSS JOIN passengers p ON +p.account_id = m.account_id AND p.removed_at IS NULL AND p.id IN (SELECT j.value FROM json_each(:picked) j
           UNION SELECT j.value FROM requests r JOIN json_each(r.travellers) j WHERE r.id = :like
           UNION SELECT o.passenger_id FROM trip_passengers o WHERE o.trip_id = :like
           UNION SELECT f.id FROM (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id AND x.removed_at IS NULL
             AND (x.sort_name, x.id) > (:after, :after_id) AND ", is_named_like!(), " ORDER BY x.sort_name, x.id LIMIT :most) f)
         ORDER BY p.sort_name, p.id LIMIT 6000"
    ))
    .bind("like", of.like)
    .bind_all(listing(of))
}

/// What a page of the directory is selected with.
pub(super) fn listing(of: Directory) -> Bindings {
    vec![
        ("picked", as_json(&of.picked)),
        ("words", passengers::words(of.find)),
        ("after", of.from.key()),
        ("after_id", of.from.id()),
        ("most", most(DIRECTORY_PAGE)),
    ]
}

/// What the form of a request is read with: accounts, passengers and airports.
pub type Choices = (Vec<RequestingAccount>, Vec<ListedPassenger>, Vec<Found>);

/// The same for what was typed as places.
pub fn choices(
    scope: &Scope,
    listed: Directory,
    typed: &[String],
) -> impl Batch<Answers = Choices> + use<> {
    (accounts(scope), directory(scope, listed), airports::lookup(scope, typed))
}

/// An earlier request or trip, from which a new request is filled in.
#[derive(Debug, Clone, Deserialize)]
pub struct Pattern {
    pub account_id: AccountId,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    pub passengers: i64,
    pub vehicles: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub travelers: Vec<PassengerId>,
    pub catering: String,
    pub ground: String,
    pub preference: String,
    pub notes: String,
    pub other_dates: String,
}

/// The client's request or trip with this id.
pub fn pattern(scope: &Scope, like: &str) -> Query<Option<Pattern>> {
    scope.query(client!(
        "SELECT r.account_id, r.itinerary AS legs, r.passengers, r.vehicles, r.travellers AS travelers, r.catering, r.ground, r.preference, r.notes, r.other_dates
         FROM my_accounts m JOIN requests r ON r.account_id = m.account_id AND r.id = :like
         UNION ALL
         SELECT t.account_id, ", legs_of_trip!(), ", t.passengers, t.vehicles,
           (SELECT json_group_array(o.passenger_id) FROM trip_passengers o WHERE o.trip_id = t.id), '', '', '', t.wishes, ''
         FROM my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :like LIMIT 1"
    ))
    .bind("like", like)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    #[test]
    fn the_passengers_of_a_form_are_looked_up_and_not_filtered() {
        let (portal, scope) = (Portal::open(""), scope_of(MIRA));
        let from = Cursor::text();
        let all = Directory { picked: &[], like: "", find: "", from: &from };
        let plan = portal.app.db.plan(directory(&scope, all).statement.sql);
        assert!(
            plan.contains("SEARCH p USING INDEX sqlite_autoindex_passengers_1 (id=?)"),
            "{plan}"
        );
    }
}
