//! Fragments about the state of a request.

/// The states of open requests: those for which [`State::is_open`](crate::requests::State::is_open) holds.
macro_rules! has_open_state {
    ($request:literal) => {
        concat!(
            $request,
            ".state IN ('submitted', 'under_review', 'alternative_proposed', 'quoted')"
        )
    };
}
pub(crate) use has_open_state;

/// Whether the request, by this alias, is open: nobody decided it, and its last leg is not past.
macro_rules! is_open {
    ($request:literal) => {
        concat!($crate::requests::has_open_state!($request), " AND ", $request, ".ends_at > :now")
    };
}
pub(crate) use is_open;

/// Whether the request, by this alias, is past: nobody decided it in time.
macro_rules! is_past {
    ($request:literal) => {
        concat!($crate::requests::has_open_state!($request), " AND ", $request, ".ends_at <= :now")
    };
}
pub(crate) use is_past;

/// The state of the request, by this alias: one that is past is dropped, even before the clock has stored it.
macro_rules! state_now {
    ($request:literal) => {
        concat!(
            "iif(",
            $crate::requests::is_past!($request),
            ", 'dropped', ",
            $request,
            ".state) AS "
        )
    };
}
pub(crate) use state_now;

/// Whether a quote of the request, by this alias, awaits an answer at the moment `$now`.
macro_rules! is_offered {
    ($request:literal, $now:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM quotes o INDEXED BY quotes_by_request WHERE o.request_id = ",
            $request,
            ".id AND o.state = 'sent' AND o.valid_until >= ",
            $now,
            ")"
        )
    };
}
pub(crate) use is_offered;

/// The state of the request, by this alias, as it is shown: the same, but that a quoted one is under review again once
/// none of its quotes awaits an answer.
macro_rules! state_shown {
    ($request:literal) => {
        concat!(
            "CASE WHEN ",
            $crate::requests::is_past!($request),
            " THEN 'dropped' WHEN ",
            $request,
            ".state = 'quoted' AND NOT ",
            $crate::requests::is_offered!($request, ":now"),
            " THEN 'under_review' ELSE ",
            $request,
            ".state END AS "
        )
    };
}
pub(crate) use state_shown;
