//! Fragments about the time that tails are needed for, and whether a block is in the way.

/// The tails of the trip `:id` and of its legs, with the time of the trip.
macro_rules! tails_of_trip {
    () => {
        "SELECT t.tail_id, t.departs_at AS begins, t.ends_at AS ends FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :id WHERE t.tail_id IS NOT NULL
         UNION SELECT l.tail_id, t.departs_at, t.ends_at FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :id
         JOIN legs l ON l.trip_id = t.id AND l.tail_id IS NOT NULL"
    };
}
pub(crate) use tails_of_trip;

/// The tails `:tails`, as JSON, and those of the trip `:trip`, if there is one, with the time from `:begins` to `:ends`.
macro_rules! tails_between {
    () => {
        "SELECT k.id AS tail_id, :begins AS begins, :ends AS ends FROM me JOIN json_each(:tails) i JOIN tails k ON k.id = i.value AND k.workspace_id = me.workspace_id
         UNION SELECT t.tail_id, :begins, :ends FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip WHERE t.tail_id IS NOT NULL
         UNION SELECT l.tail_id, :begins, :ends FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip
         JOIN legs l ON l.trip_id = t.id AND l.tail_id IS NOT NULL"
    };
}
pub(crate) use tails_between;

/// The tail `:tail` with the time of the request `:request`.
macro_rules! tail_for_request {
    () => {
        "SELECT k.id AS tail_id, r.departs_at AS begins, r.ends_at AS ends FROM me JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :request
         JOIN tails k ON k.id = :tail AND k.workspace_id = me.workspace_id"
    };
}
pub(crate) use tail_for_request;

/// Whether the block `kb` is in the way of one of the legs of the row `$of` that its tail is needed for, or of a wait
/// of at most three days for the next of them, as in `itineraries::keeps`.
macro_rules! is_in_the_way {
    ($of:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM json_each(",
            $of,
            ".itinerary) j WHERE coalesce(j.value ->> 'tail', ",
            $of,
            ".tail_id) = ",
            $of,
            ".tail_id
               AND ",
            $crate::blocks::edge!("j", "'departs_at'", "-"),
            " < kb.ends_at
               AND kb.starts_at < max(",
            $crate::blocks::edge!("j", "'arrives_at'", "+"),
            ", coalesce((SELECT min(",
            $crate::blocks::edge!("n", "'departs_at'", "-"),
            ")
                 FROM json_each(",
            $of,
            ".itinerary) n WHERE coalesce(n.value ->> 'tail', ",
            $of,
            ".tail_id) = ",
            $of,
            ".tail_id AND n.key > j.key
                   AND ",
            $crate::blocks::edge!("n", "'departs_at'", "-"),
            " <= ",
            $crate::blocks::edge!("j", "'arrives_at'", "+"),
            " + 259200000), 0)))"
        )
    };
}
pub(crate) use is_in_the_way;

/// When the leg `$leg`, as JSON, departs or arrives. While its time is not agreed, it takes up its day.
macro_rules! edge {
    ($leg:literal, $which:literal, $sign:literal) => {
        concat!(
            "iif(",
            $leg,
            ".value ->> 'time_agreed', coalesce(",
            $leg,
            ".value ->> ",
            $which,
            ", ",
            $leg,
            ".value ->> 'departs_at'), ",
            $leg,
            ".value ->> 'departs_at' ",
            $sign,
            " 43200000)"
        )
    };
}
pub(crate) use edge;

/// Whether an approved block is in the way of the row `$of`, which has the columns `tail_id`, `departs_at`, `ends_at`
/// and `itinerary`. What owners keep for themselves is not in the way of their own account `$account`.
macro_rules! is_blocked {
    ($of:literal, $($account:tt)+) => {
        concat!(
            "EXISTS (SELECT 1 FROM blocks kb INDEXED BY blocks_by_tail WHERE kb.tail_id = ", $of, ".tail_id AND kb.removed_at IS NULL AND kb.state = 'approved'
               AND kb.ends_at > ", $of, ".departs_at AND kb.ends_at < ", $of, ".ends_at + 31622400000 AND kb.starts_at < ", $of, ".ends_at
               AND ", $crate::blocks::is_in_the_way!($of), " AND NOT (kb.kind = 'owner' AND EXISTS (SELECT 1 FROM account_tails ko WHERE ko.tail_id = kb.tail_id AND ko.account_id = ", $($account)+, ")))"
        )
    };
}
pub(crate) use is_blocked;
