//! Who may use which route, as the route table says. These tests ask each route as every kind of visitor,
//! check that no page links to what its reader may not use, and compare `docs/access.md` with the table, so
//! that a change of access is visible in a diff.
//!
//! Each route is asked as in `src/testing/walk/stops`. That request must succeed for a visitor with the role
//! and the permissions that the route needs. Everybody else is refused:
//!
//! | visitor | response |
//! |---|---|
//! | signed out; forged cookie; cookie of the other face; session expired, idle or ended; access disabled | sign in first |
//! | invited, and has not chosen a password | choose it |
//! | has a second factor and has not shown it; needs one and has none | show it; set it up |
//! | of another account or of a neighbor workspace, where an id is named | not found |
//! | a client whose role does not have this page, or who may not know of it | not found |
//! | a client without the permission; staff whose role lacks the right | forbidden |
mod actors;
mod cells;
mod table;
