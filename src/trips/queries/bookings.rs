//! Fragments by which statements find out whether a tail is booked.

/// Whether the leg `bl` and the leg `j`, as JSON, are under way at the same time. A leg whose time is not agreed takes
/// up the twelve hours before and after noon, as in `itineraries::collide`.
macro_rules! overlap {
    () => {
        "bl.departs_at - iif(bl.time_agreed, 0, 43200000)
           < iif(j.value ->> 'time_agreed', coalesce(j.value ->> 'arrives_at', j.value ->> 'departs_at'), j.value ->> 'departs_at' + 43200000)
         AND (j.value ->> 'departs_at') - iif(j.value ->> 'time_agreed', 0, 43200000)
           < iif(bl.time_agreed, bl.arrives_at, bl.departs_at + 43200000)"
    };
}
pub(crate) use overlap;

/// Whether a trip, other than the one with the id `$but`, has the tail of the row `$of` during one of its legs: as the
/// tail of the trip, or of a single leg. The row has the columns `tail_id`, `departs_at`, `ends_at` and `itinerary`.
macro_rules! is_booked {
    ($of:literal, $but:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM trips b INDEXED BY trips_by_tail JOIN stages bs ON bs.id = b.stage_id AND bs.kind NOT IN ('completed', 'cancelled')
             JOIN legs bl ON bl.trip_id = b.id AND (bl.tail_id IS NULL OR bl.tail_id = b.tail_id) JOIN json_each(", $of, ".itinerary) j
             WHERE b.tail_id = ", $of, ".tail_id AND b.id IS NOT ", $but, " AND coalesce(j.value ->> 'tail', ", $of, ".tail_id) = ", $of, ".tail_id
               AND b.ends_at > ", $of, ".departs_at - 86400000 AND b.departs_at < ", $of, ".ends_at + 86400000 AND ",
            $crate::trips::overlap!(),
            ") OR EXISTS (SELECT 1 FROM legs bl INDEXED BY legs_by_tail JOIN trips b ON b.id = bl.trip_id AND b.id IS NOT ", $but, "
             JOIN stages bs ON bs.id = b.stage_id AND bs.kind NOT IN ('completed', 'cancelled') JOIN json_each(", $of, ".itinerary) j
             WHERE bl.tail_id = ", $of, ".tail_id AND coalesce(j.value ->> 'tail', ", $of, ".tail_id) = ", $of, ".tail_id
               AND bl.departs_at > ", $of, ".departs_at - 2592000000 AND bl.departs_at < ", $of, ".ends_at + 86400000 AND ",
            $crate::trips::overlap!(),
            "))"
        )
    };
}
pub(crate) use is_booked;

/// Whether one of the tails `:assigned`, as JSON of `Assigned`, is booked for another trip than `:trip`, or blocked for
/// the account `$account`.
macro_rules! is_taken {
    ($account:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM (SELECT j.value ->> 'tail' AS tail_id, j.value ->> 'departs_at' AS departs_at, j.value ->> 'ends_at' AS ends_at,
               j.value -> 'legs' AS itinerary FROM json_each(:assigned) j) d WHERE ",
            $crate::trips::is_booked!("d", ":trip"),
            " OR ",
            $crate::blocks::is_blocked!("d", $account),
            ")"
        )
    };
}
pub(crate) use is_taken;
