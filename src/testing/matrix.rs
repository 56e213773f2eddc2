//! Who may do what. The route table says it; these tests ask each route as everybody who may come
//! by, hold every page to offering what its reader may do and nothing else, and hold
//! `docs/access.md` to the table, so that a route whose line is wrong shows in a diff.
//!
//! A route is asked at its stop in `src/testing/walk/stops`, which must be good for its visitor when
//! they are of a role and have the grants that the route asks for. Everybody else is refused:
//!
//! | visitor | answer |
//! |---|---|
//! | signed out; cookie forged, of the other face; session expired, idle, ended; access disabled | sign in first |
//! | invited, and yet to choose a password | choose it |
//! | with a second factor yet to show, or yet to set up | show it, set it up |
//! | of another account or of a neighbor workspace, where an id is named | not found |
//! | a client of a role that has no such thing, or who may not know of it | not found |
//! | a client who was not granted it; staff whose role has not the right | forbidden |
mod actors;
mod cells;
mod table;
