//! Statements about trips for staff.
mod single;
use super::fragments::accepted_quote;
use single::{is_displaced, travelers};
pub use single::{newest, printed, trip};

use crate::{
    approvals::{self, Approval},
    blocks::Block,
    db::{
        page::{Cursor, most},
        query::{Batch, Query},
        scope::{Scope, staff},
        sorting::Sorting,
        write::{Write, begins, follows},
    },
    files::{self, TripFile},
    itineraries::legs_of_trip,
    kit::ids::{EventId, TripId},
    mail::{self, Letter, Mailing, Recipients},
    trips::{
        AcceptedQuote, BilledInvoice, Caller, ItineraryChange, ListedTrip, Move, NamedTraveler,
        Stage, Trip, TripEvent,
        conflicts::Planned,
        extras::Extra,
        is_booked,
        lists::{Column, Listing, PER_PAGE, Tab},
        queries::{aboard::aboard, extras::extras_for_staff, rerouting::changes_for_staff},
        touched,
    },
};

/// The columns of a [`ListedTrip`] that staff see besides.
macro_rules! of_staffs_line {
    () => {
        concat!(
            ", a.registration, t.passengers, 1 AS is_own, s.name AS stage, s.color, c.name AS account, t.account_name, '[]' AS unpaid, ",
            aboard!("true")
        )
    };
}
mod finding;
pub use finding::search;

macro_rules! staffs_lines {
    ($index:literal, $of:literal, $which:ident, $key:literal, $after:ident, $order:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            of_staffs_line!(),
            " FROM me JOIN stages s ON s.workspace_id = me.workspace_id AND (:stage = '' OR s.id = :stage) JOIN trips t ON t.id IN ",
            at_stage!($index, $of, $which, $key, $after, $order),
            " JOIN accounts c ON c.id = t.account_id LEFT JOIN tails a ON a.id = t.tail_id",
            first_leg!(),
            " ORDER BY t.", $key, " ", $order, ", t.id ", $order, " LIMIT :most"
        )
    };
}

macro_rules! by_departure {
    ($which:ident, $after:ident, $order:literal) => {
        staff!(staffs_lines!(
            "trips_by_stage",
            "x.workspace_id = me.workspace_id AND x.departs_at >= :from_at AND x.departs_at < :until_at",
            $which,
            "departs_at",
            $after,
            $order
        ))
    };
}

macro_rules! by_client {
    ($which:ident, $after:ident, $order:literal) => {
        staff!(staffs_lines!(
            "trips_by_client",
            "x.workspace_id = me.workspace_id",
            $which,
            "account_name",
            $after,
            $order
        ))
    };
}

/// A page of the workspace's trips after a cursor.
pub fn lines_for_staff(scope: &Scope, it: &Listing, from: &Cursor) -> Query<Vec<ListedTrip>> {
    let Sorting { by, is_descending } = it.sorting;
    let sql = match (it.tab, by, is_descending) {
        (Tab::Upcoming, Column::Departure, false) => {
            by_departure!(upcoming, up_within_days, "ASC")
        }
        (Tab::Upcoming, Column::Departure, true) => by_departure!(upcoming, down_until_day, "DESC"),
        (Tab::Past, Column::Departure, false) => by_departure!(past, up_from_day, "ASC"),
        (Tab::Past, Column::Departure, true) => by_departure!(past, down_within_days, "DESC"),
        (Tab::Upcoming, Column::Client, false) => by_client!(upcoming, up, "ASC"),
        (Tab::Upcoming, Column::Client, true) => by_client!(upcoming, down, "DESC"),
        (Tab::Past, Column::Client, false) => by_client!(past, up, "ASC"),
        (Tab::Past, Column::Client, true) => by_client!(past, down, "DESC"),
    };
    let query = scope.query(sql);
    let query = match by {
        Column::Departure => {
            query.bind("from_at", it.days.earliest()).bind("until_at", it.days.latest())
        }
        Column::Client => query,
    };
    query
        .bind("stage", it.stage.map(|id| id.to_string()).unwrap_or_default())
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// The workspace's stages, in the operator's order.
pub fn stages(scope: &Scope) -> Query<Vec<Stage>> {
    scope.query(staff!("SELECT s.id, s.name, s.rank, s.kind FROM me JOIN stages s ON s.workspace_id = me.workspace_id ORDER BY s.rank LIMIT 100"))
}

/// The contacts of the trip's account; the one who requested the trip comes first.
fn callers(scope: &Scope, id: TripId) -> Query<Vec<Caller>> {
    scope.query(staff!(
        "SELECT c.id, c.name, c.email, c.phone, EXISTS (SELECT 1 FROM requests r WHERE r.trip_id = t.id AND r.contact_id = c.id) AS asked
         FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :id
         JOIN memberships m ON m.account_id = t.account_id JOIN contacts c ON c.id = m.contact_id
         ORDER BY asked DESC, c.sort_name, c.id LIMIT 10"
    ))
    .bind("id", id)
}

fn history(scope: &Scope, id: TripId) -> Query<Vec<TripEvent>> {
    scope.query(staff!(
        "SELECT e.note, u.name AS who, e.at FROM me JOIN events e INDEXED BY events_by_subject ON e.workspace_id = me.workspace_id AND e.subject_id = :id AND e.action IN ('trip_moved', 'trip_fbos_set', 'trip_service_requested', 'trip_service_answered', 'trip_service_canceled')
         LEFT JOIN users u ON u.id = e.actor_id ORDER BY e.at DESC, e.id DESC LIMIT 50"
    ))
    .bind("id", id)
}

fn offer(scope: &Scope, id: TripId) -> Query<Option<AcceptedQuote>> {
    scope.query(staff!(
        accepted_quote!("1", "FROM me JOIN quotes q INDEXED BY quotes_by_trip ON q.trip_id = :id AND q.workspace_id = me.workspace_id")
    ))
    .bind("id", id)
}

fn bills(scope: &Scope, id: TripId) -> Query<Vec<BilledInvoice>> {
    scope.query(staff!(
        "SELECT i.id, i.number, i.currency, i.total, i.paid, i.due_on, i.state = 'void' AS is_void, i.quote_id IS NOT NULL AS is_of_quote
         FROM me JOIN invoices i INDEXED BY invoices_by_trip ON i.trip_id = :id AND i.workspace_id = me.workspace_id ORDER BY i.number LIMIT 50"
    ))
    .bind("id", id)
}

/// Everything that a trip's page shows.
pub type Whole = (
    Query<Option<Trip>>,
    Query<Vec<Stage>>,
    Query<Vec<Caller>>,
    Query<Vec<NamedTraveler>>,
    Query<Vec<TripEvent>>,
    Query<Option<AcceptedQuote>>,
    Query<Vec<BilledInvoice>>,
    (
        Query<Vec<ItineraryChange>>,
        (Query<Vec<Planned>>, Query<Vec<Block>>),
        Query<Option<Approval>>,
        Query<Vec<Extra>>,
        Query<Vec<TripFile>>,
    ),
);
pub type Answers = <Whole as Batch>::Answers;

pub fn whole(scope: &Scope, id: TripId) -> Whole {
    (
        trip(scope, id),
        stages(scope),
        callers(scope, id),
        travelers(scope, id),
        history(scope, id),
        offer(scope, id),
        bills(scope, id),
        (
            changes_for_staff(scope, id),
            super::planned::beside(scope, id),
            approvals::of_trip(scope, id),
            extras_for_staff(scope, id),
            files::files_for_staff(scope, id),
        ),
    )
}

/// Moves the trip to another stage. Where that changes the state that the client reads, it also
/// records the event `announcement` for their history and mails them.
pub fn move_trip(it: &Move, from: &Trip, letter: &Letter, announcement: EventId) -> Write {
    let write = Write::begin(
        "trip_moved",
        it.trip,
        begins!(
            staff,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version AND t.stage_id = :stage_id
             JOIN stages s ON s.workspace_id = me.workspace_id AND s.id = :to
             JOIN stages o ON o.id = t.stage_id WHERE o.kind <> 'cancelled' OR NOT ",
            is_displaced!()
        ),
    )
    .bind("trip", it.trip)
    .bind("version", it.version)
    .bind("stage_id", from.stage_id)
    .bind("to", it.to.id)
    .note(it.note())
    .then(follows!(
        "UPDATE trips SET stage_id = :to, version = version + 1 WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(it.crosses_cancellation(from).then(|| touched(it.trip)));
    match it.announcement() {
        None => write,
        Some(words) => write
            .with([mail::to(
                Recipients::Clients { account: from.account_id, mailing: Mailing::Trips },
                letter,
            )])
            .also(
                announcement,
                Write::begin(
                    "trip_announced",
                    it.trip,
                    begins!(
                        staff,
                        "JOIN events c ON c.id = :cause AND c.workspace_id = me.workspace_id"
                    ),
                )
                .note(words),
            ),
    }
}
