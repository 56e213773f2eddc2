//! Statements that read trips for clients, and the fragments they share with those for staff.
mod aboard;
mod birth;
mod bookings;
mod extras;
mod fragments;
mod handling;
pub use extras::{NewExtra, answer, ask, cancel, extras, extras_for_staff};
pub use handling::{fbos_of, prefer_fbos, set_fbos};
pub mod planning;
mod rerouting;
pub mod stages;
pub use birth::{booked_at_once, born_of, change_account};
pub(crate) use bookings::{is_booked, is_taken, overlap};
pub(crate) use fragments::{is_below_limit, signed_for, trip_and_route};
pub use rerouting::{canceled, changes_for_client, reroute, touched};

use aboard::aboard;
use fragments::{crew_of_trip, duty_rules};

use super::{
    ClientTrip, ListedTrip,
    lists::{Days, PER_PAGE, Tab},
};
use crate::{
    db::{
        page::{Cursor, most},
        query::Query,
        scope::{Scope, client, granted},
    },
    itineraries::legs_of_trip,
    kit::ids::TripId,
};

/// `theirs`: the tails that the client owns, and whether the workspace hides from them who else
/// flies.
macro_rules! theirs {
    () => {
        ", theirs AS (SELECT DISTINCT l.tail_id, w.shows_other_parties = 0 AS is_closed FROM me JOIN workspaces w ON w.id = me.workspace_id
         JOIN my_accounts m JOIN account_tails l ON l.account_id = m.account_id WHERE me.role = 'owner') "
    };
}

/// Whether the client may see the names and invoices of the trip `t`.
macro_rules! is_told {
    () => {
        "(t.account_id IN (SELECT account_id FROM my_accounts) OR t.tail_id IN (SELECT tail_id FROM theirs WHERE is_closed = 0))"
    };
}

/// The columns of a [`ListedTrip`] that anyone may see, of `t`, its stage `s` and its first leg `l`.
macro_rules! columns {
    () => {
        "t.id, t.reference, t.route, t.departs_at, t.vehicle, s.kind, l.origin ->> 'zone' AS zone, coalesce(l.time_agreed, 1) AS time_agreed"
    };
}

macro_rules! first_leg {
    () => {
        "
         LEFT JOIN legs l ON l.trip_id = t.id AND l.position = (SELECT min(position) FROM legs WHERE trip_id = t.id)"
    };
}

/// Trips of the tab Upcoming: those in progress however late they are, and those whose planned end has not gone by
/// and that are neither completed nor canceled. `x` is the trip and `s` its stage.
macro_rules! upcoming {
    () => {
        concat!("s.kind NOT IN ('completed', 'cancelled') AND (s.kind = 'in_progress' OR x.ends_at >= :now) AND x.departs_at > ", earliest!())
    };
}

/// Trips of the tab Past: all others.
macro_rules! past {
    () => {
        concat!(
            "s.kind <> 'in_progress' AND (s.kind IN ('completed', 'cancelled') OR x.ends_at < :now OR x.departs_at <= :now - 5184000000)
             AND x.departs_at < ", latest!()
        )
    };
}

/// Upcoming trips at the stage `s` depart after this. No trip takes sixty days, so that those which nobody completed
/// are not read again with every page.
macro_rules! earliest {
    () => {
        "iif(s.kind = 'in_progress', -9007199254740991, :now - 5184000000)"
    };
}

/// Past trips at the stage `s` depart before this.
macro_rules! latest {
    () => {
        "iif(s.kind IN ('completed', 'cancelled'), 9007199254740991, :now + 1)"
    };
}

/// Where a page begins, after the cursor: `up` and `down` by a text; by departure also within the bounds above, and
/// within the days that were chosen.
macro_rules! after {
    (up) => {
        "> (:after, :after_id)"
    };
    (down) => {
        "< (:after, :after_id)"
    };
    (up_within_days) => {
        concat!("> (max(:after, :from_at - 1, ", earliest!(), "), :after_id)")
    };
    (down_within_days) => {
        concat!("< (min(:after, :until_at, ", latest!(), "), :after_id)")
    };
    (up_from_day) => {
        "> (max(:after, :from_at - 1), :after_id)"
    };
    (down_until_day) => {
        "< (min(:after, :until_at), :after_id)"
    };
}

/// The ids of a page of trips at the stage `s`: `$of` says whose, `$which` is `upcoming` or `past`, `$after` is one
/// of the above.
macro_rules! at_stage {
    ($index:literal, $of:literal, $which:ident, $key:literal, $after:ident, $order:literal) => {
        concat!(
            "(SELECT x.id FROM trips x INDEXED BY ",
            $index,
            " WHERE ",
            $of,
            " AND x.stage_id = s.id AND (x.",
            $key,
            ", x.id) ",
            after!($after),
            " AND ",
            $which!(),
            " ORDER BY x.",
            $key,
            " ",
            $order,
            ", x.id ",
            $order,
            " LIMIT :most)"
        )
    };
}

mod planned;
pub(crate) use planned::taken;
pub use planned::{Found, MOST_PLANNED, beside_request, beside_tails, planned_during};

// A macro is visible only to modules that are declared after it.
mod detail;
mod sold;
mod staff;
pub use detail::{history, talk, travelers};
pub use sold::{bills, offer};
pub use staff::{
    Answers, lines_for_staff, move_trip, newest, printed, search, stages as stages_of, trip, whole,
};

/// The unpaid invoices of the trip `t` of the client and what is open of its quote before them, as a JSON array of
/// [`Unpaid`](super::Unpaid).
macro_rules! unpaid {
    () => {
        concat!(
            "coalesce((SELECT json_group_array(json_object('id', i.id, 'currency', i.currency, 'open', i.open, 'balance', i.balance, 'balance_on', i.balance_on))
             FROM (SELECT id, currency, open, balance, balance_on FROM (SELECT id, currency, total - paid AS open, 0 AS balance, NULL AS balance_on FROM invoices INDEXED BY invoices_by_trip
                 WHERE trip_id = t.id AND state = 'issued' AND paid < total ORDER BY due_on, number LIMIT 20)
               UNION ALL SELECT NULL, currency, deposit, balance, balance_on FROM ", signed_for!("FROM me JOIN quotes q INDEXED BY quotes_by_trip ON q.trip_id = t.id"), ") i
             WHERE t.account_id IN (SELECT account_id FROM my_accounts) AND ", granted!("see_money"), "), '[]')"
        )
    };
}

macro_rules! clients_lines {
    ($which:ident, $after:ident, $order:literal) => {
        client!(
            theirs!(), ", found AS (
               SELECT t.id FROM me JOIN stages s ON s.workspace_id = me.workspace_id JOIN my_accounts m JOIN trips t ON t.id IN ",
            at_stage!("trips_of_account", "x.account_id = m.account_id AND x.departs_at >= :from_at AND x.departs_at < :until_at", $which, "departs_at", $after, $order),
            " UNION SELECT t.id FROM me JOIN stages s ON s.workspace_id = me.workspace_id JOIN theirs o JOIN trips t ON t.id IN ",
            at_stage!("trips_of_tail", "x.tail_id = o.tail_id AND x.departs_at >= :from_at AND x.departs_at < :until_at", $which, "departs_at", $after, $order),
            ") SELECT ", columns!(), ", CASE WHEN t.tail_id IN (SELECT tail_id FROM theirs) THEN a.registration END AS registration,
               t.passengers, t.account_id IN (SELECT account_id FROM my_accounts) AS is_own, CASE WHEN ", is_told!(), " THEN c.name END AS account, NULL AS stage, '' AS color, '' AS account_name, ", unpaid!(), " AS unpaid, ", aboard!("t.account_id IN (SELECT account_id FROM my_accounts)"), "
             FROM found f JOIN trips t ON t.id = f.id JOIN accounts c ON c.id = t.account_id JOIN stages s ON s.id = t.stage_id
             LEFT JOIN tails a ON a.id = t.tail_id", first_leg!(),
            " ORDER BY t.departs_at ", $order, ", t.id ", $order, " LIMIT :most"
        )
    };
}

/// A page of the client's trips that depart on these days, after a cursor: upcoming ones, the soonest first, or past
/// ones, the newest first.
pub fn lines(scope: &Scope, tab: Tab, days: Days, from: &Cursor) -> Query<Vec<ListedTrip>> {
    let sql = match tab {
        Tab::Upcoming => clients_lines!(upcoming, up_within_days, "ASC"),
        Tab::Past => clients_lines!(past, down_within_days, "DESC"),
    };
    scope
        .query(sql)
        .bind("from_at", days.earliest())
        .bind("until_at", days.latest())
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// A trip of the client's accounts, or one that somebody else flies on a tail they own, without the
/// other party's details.
pub fn shown(scope: &Scope, id: TripId) -> Query<Option<ClientTrip>> {
    scope
        .query(client!(
            theirs!(),
            ", seen AS (SELECT t.id, t.workspace_id, t.reference, t.route, t.vehicle, t.tail_id, t.stage_id, t.passengers, t.vehicles, t.wishes, t.created_at, t.crew_released_at, t.price_review_at, t.price_words, CASE WHEN ",
            is_told!(),
            " THEN (SELECT name FROM accounts WHERE id = t.account_id) END AS account,
               t.account_id IN (SELECT account_id FROM my_accounts) AS is_own, t.tail_id IN (SELECT tail_id FROM theirs) AS is_theirs
             FROM me JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id)
             SELECT t.id, t.reference, t.route, t.vehicle, s.kind, t.is_own, t.account, t.passengers, t.vehicles, t.created_at, ",
            legs_of_trip!(),
            " AS legs, ",
            is_below_limit!(),
            " AS is_below_limit, EXISTS (SELECT 1 FROM requests r WHERE r.trip_id = t.id) AS is_requested,
               iif(t.is_own AND s.kind <> 'cancelled' AND ",
            granted!("see_money"),
            ", t.price_review_at, NULL) AS price_review_at, iif(t.is_own AND ",
            granted!("see_money"),
            ", t.price_words, '') AS price_words, iif(t.crew_released_at IS NULL, '[]', ",
            crew_of_trip!(),
            ") AS crew, ",
            duty_rules!(),
            "CASE WHEN t.is_theirs THEN (SELECT registration FROM tails WHERE id = t.tail_id) END AS registration,
               CASE WHEN t.is_own THEN t.wishes ELSE '' END AS wishes
             FROM seen t JOIN stages s ON s.id = t.stage_id WHERE t.is_own OR t.is_theirs"
        ))
        .bind("id", id)
}
