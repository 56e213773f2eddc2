//! Who may do what: one row for every route of either face. The tests ask each of them as everybody
//! who may come by, and hold every page to offering what its reader may do and nothing else.
//!
//! A new route fails `every_route_has_its_row` until it has a line here: say who gets the page, or has
//! the form carried out. It is asked at its stop in `src/walk/stops`, which must be good for its
//! visitor when they are of a role and have the grants that the line names. Everybody else is refused as follows:
//!
//! | visitor | answer |
//! |---|---|
//! | signed out; cookie forged, of the other face; session expired, idle, ended; access disabled | sign in first |
//! | invited, and yet to choose a password | choose it |
//! | with a second factor yet to show, or yet to set up | show it, set it up |
//! | of another account or of a neighbour workspace, where an id is named | not found |
//! | a client of a role that has no such thing, or who may not know of it | not found |
//! | a client who was not granted it; staff whose role has not the right | forbidden |
mod actors;
mod cells;

#[allow(clippy::enum_glob_use)] // the table is read as a table
use crate::{
    users::{
        Grant::{self, *},
        Right::{self, *},
        Role,
    },
    workspaces::Face,
};

#[derive(Clone, Copy)]
pub struct Row {
    pub method: &'static str,
    pub route: &'static str,
    /// Where the answer depends on it: a word of the query or a field of the form.
    pub about: &'static str,
    pub who: Who,
}

/// Who gets the page, or has the form carried out.
#[derive(Debug, Clone, Copy)]
pub enum Who {
    /// Anybody who knows the address; what it answers is its own business.
    Anyone,
    /// Whoever has begun to sign in; how far they have come decides, and is the route's own business.
    Begun,
    /// Whoever is signed in.
    Everyone,
    /// Clients of these roles who have all these grants. Without one of `hides` it does not exist,
    /// without one of `needs` it is refused.
    Clients { roles: &'static [Role], hides: &'static [Grant], needs: &'static [Grant] },
    /// Staff with all these rights.
    Staff(&'static [Right]),
}

const GET: &str = "GET";
const POST: &str = "POST";

const fn row(method: &'static str, route: &'static str, who: Who) -> Row {
    Row { method, route, about: "", who }
}

const fn anyone(method: &'static str, route: &'static str) -> Row {
    row(method, route, Who::Anyone)
}

const fn begun(method: &'static str, route: &'static str) -> Row {
    row(method, route, Who::Begun)
}

const fn everyone(method: &'static str, route: &'static str) -> Row {
    row(method, route, Who::Everyone)
}

/// Clients who travel: charter clients and owners.
const fn travellers(method: &'static str, route: &'static str, needs: &'static [Grant]) -> Row {
    let roles = &[Role::Charter, Role::Owner];
    row(method, route, Who::Clients { roles, hides: &[], needs })
}

/// Clients of every role who may see money.
const fn payers(method: &'static str, route: &'static str) -> Row {
    let hides = &[SeeMoney];
    row(method, route, Who::Clients { roles: &Role::CLIENTS, hides, needs: &[] })
}

/// Clients of every role who look after their account's users.
const fn managers(method: &'static str, route: &'static str) -> Row {
    let needs = &[ManageUsers];
    row(method, route, Who::Clients { roles: &Role::CLIENTS, hides: &[], needs })
}

const fn staff(method: &'static str, route: &'static str, rights: &'static [Right]) -> Row {
    row(method, route, Who::Staff(rights))
}

/// Where the address or the form names this, the row holds in place of the one without.
const fn about(about: &'static str, it: Row) -> Row {
    Row { about, ..it }
}

/// What a host of either face answers to.
#[rustfmt::skip]
const EITHER: &[Row] = &[
    anyone(GET,  "/brand/{file}"),
    anyone(GET,  "/logo/{version}"),

    anyone(GET,  "/session/new"),
    anyone(POST, "/session"),
    anyone(POST, "/session/codes"),
    anyone(GET,  "/session/code"),
    anyone(POST, "/session/code"),
    anyone(GET,  "/session/link"),
    anyone(POST, "/session/link"),
    begun(GET,   "/session/proof"),
    begun(POST,  "/session/proof"),
    begun(POST,  "/session/end"),
    begun(GET,   "/session/factor"),
    begun(POST,  "/session/factor"),
    begun(POST,  "/session/factor/passkey"),
    everyone(POST, "/session/proof/passkey"),
    anyone(GET,  "/session/challenge"),
    anyone(POST, "/session/passkey"),
    begun(GET,   "/factors"),
    anyone(GET,  "/password/new"),
    anyone(POST, "/password"),

    everyone(GET,  "/"),
    everyone(GET,  "/airports"),

    everyone(GET,  "/profile"),
    everyone(POST, "/profile"),
    everyone(POST, "/profile/preferences"),
    everyone(GET,  "/profile/address"),
    everyone(POST, "/profile/address"),
    everyone(POST, "/profile/address/confirmation"),
    everyone(GET,  "/profile/password"),
    everyone(POST, "/profile/password"),
    everyone(GET,  "/profile/sessions"),
    everyone(POST, "/profile/sessions/{digest}/end"),
    everyone(POST, "/profile/sessions/end-others"),
    everyone(POST, "/profile/sessions/end-all"),
    everyone(GET,  "/profile/factors"),
    begun(GET,  "/profile/factors/app"),
    begun(POST, "/profile/factors/app"),
    begun(POST, "/profile/factors/app/confirmation"),
    everyone(POST, "/profile/factors/app/removal"),
    everyone(GET,  "/profile/factors/codes"),
    everyone(POST, "/profile/factors/codes"),
    begun(POST, "/profile/factors/passkeys"),
    everyone(POST, "/profile/factors/passkeys/{id}"),
    everyone(POST, "/profile/factors/passkeys/{id}/removal"),
];

/// What a client's host answers to beside.
#[rustfmt::skip]
const CLIENT: &[Row] = &[
    anyone(GET,  "/sign-up"),
    anyone(POST, "/sign-up"),
    anyone(GET,  "/sign-up/confirmation"),
    anyone(POST, "/sign-up/confirmation"),
    anyone(GET,  "/sign-up/thanks"),

    managers(GET,  "/people"),
    managers(GET,  "/people/new"),
    managers(POST, "/people"),
    managers(GET,  "/people/{id}"),
    managers(POST, "/people/{id}"),
    managers(POST, "/people/{id}/invitation"),
    managers(POST, "/people/{id}/mail"),
    managers(POST, "/people/{id}/removal"),
    managers(POST, "/people/{id}/restoration"),

    travellers(GET,  "/passengers",              &[]),
    travellers(GET,  "/passengers/new",          &[ManagePassengers]),
    travellers(POST, "/passengers",              &[ManagePassengers]),
    travellers(GET,  "/passengers/{id}/edit",    &[ManagePassengers]),
    travellers(POST, "/passengers/{id}",         &[ManagePassengers]),
    travellers(POST, "/passengers/{id}/removal", &[ManagePassengers]),

    travellers(GET,  "/trips",      &[]),
    travellers(GET,  "/trips/{id}", &[]),

    travellers(GET,  "/requests",                   &[]),
    travellers(GET,  "/requests/new",               &[RequestTrips]),
    travellers(POST, "/requests",                   &[RequestTrips]),
    travellers(GET,  "/requests/{id}",              &[]),
    travellers(POST, "/requests/{id}/cancellation", &[RequestTrips]),

    travellers(GET,  "/quotes",                     &[]),
    travellers(GET,  "/quotes/{id}",                &[]),
    travellers(POST, "/quotes/{id}/acceptance",     &[ApproveQuotes, SeeMoney]),
    travellers(POST, "/quotes/{id}/decline",        &[ApproveQuotes, SeeMoney]),
    travellers(POST, "/quotes/{id}/change-request", &[ApproveQuotes, SeeMoney]),

    payers(GET, "/invoices"),
    payers(GET, "/invoices/{id}"),
    payers(GET, "/invoices/{id}/pdf"),

    everyone(GET,  "/messages"),
    everyone(GET,  "/messages/{id}"),
    everyone(GET,  "/messages/new"),
    everyone(POST, "/messages"),
    about("trip", travellers(GET,  "/messages/new", &[])),
    about("trip", travellers(POST, "/messages",     &[])),
    everyone(POST, "/messages/{id}/replies"),
];

/// What an operations host answers to beside.
#[rustfmt::skip]
const OPS: &[Row] = &[
    staff(GET,  "/leads",                 &[]),
    staff(GET,  "/leads/new",             &[ManageContacts]),
    staff(POST, "/leads",                 &[ManageContacts]),
    staff(GET,  "/leads/{id}",            &[]),
    staff(GET,  "/leads/{id}/edit",       &[ManageContacts]),
    staff(POST, "/leads/{id}",            &[ManageContacts]),
    staff(POST, "/leads/{id}/conversion", &[ManageContacts]),
    staff(POST, "/leads/{id}/drop",       &[ManageContacts]),
    staff(POST, "/leads/{id}/reopening",  &[ManageContacts]),

    staff(GET,  "/accounts",                    &[]),
    staff(GET,  "/accounts/new",                &[ManageContacts]),
    staff(POST, "/accounts",                    &[ManageContacts]),
    staff(GET,  "/accounts/{id}",               &[]),
    staff(GET,  "/accounts/{id}/edit",          &[ManageContacts]),
    staff(POST, "/accounts/{id}",               &[ManageContacts]),
    staff(POST, "/accounts/{id}/tails",         &[ManageContacts]),
    staff(POST, "/accounts/{id}/tails/removal", &[ManageContacts]),
    staff(POST, "/accounts/{id}/deactivation",  &[ManageContacts]),
    staff(POST, "/accounts/{id}/restoration",   &[ManageContacts]),
    staff(GET,  "/accounts/{id}/merge",         &[ManageContacts]),
    staff(POST, "/accounts/{id}/mergers",       &[ManageContacts]),

    staff(GET,  "/contacts",                       &[]),
    staff(GET,  "/contacts/new",                   &[ManageContacts]),
    staff(POST, "/contacts",                       &[ManageContacts]),
    staff(GET,  "/contacts/{id}",                  &[]),
    staff(GET,  "/contacts/{id}/edit",             &[ManageContacts]),
    staff(POST, "/contacts/{id}",                  &[ManageContacts]),
    staff(POST, "/contacts/{id}/deactivation",     &[ManageContacts]),
    staff(POST, "/contacts/{id}/restoration",      &[ManageContacts]),
    staff(POST, "/contacts/{id}/accounts",         &[ManageContacts]),
    staff(POST, "/contacts/{id}/accounts/removal", &[ManageContacts]),
    staff(GET,  "/contacts/{id}/merge",            &[ManageContacts]),
    staff(POST, "/contacts/{id}/mergers",          &[ManageContacts, GrantAccess]),

    staff(GET,  "/access",                           &[]),
    staff(GET,  "/contacts/{id}/access",             &[]),
    staff(POST, "/contacts/{id}/access",             &[GrantAccess]),
    staff(POST, "/contacts/{id}/access/mail",        &[GrantAccess]),
    staff(POST, "/contacts/{id}/access/removal",     &[GrantAccess]),
    staff(POST, "/contacts/{id}/access/restoration", &[GrantAccess]),
    staff(POST, "/contacts/{id}/invitation",         &[GrantAccess]),
    staff(POST, "/contacts/{id}/factors/reset",      &[Administer]),

    staff(GET,  "/approvals",                &[]),
    staff(GET,  "/approvals/{id}",           &[]),
    staff(POST, "/approvals/{id}/approval",  &[GrantAccess]),
    staff(POST, "/approvals/{id}/rejection", &[GrantAccess]),

    staff(GET,  "/staff",                    &[]),
    staff(GET,  "/staff/new",                &[Administer]),
    staff(POST, "/staff",                    &[Administer]),
    staff(GET,  "/staff/{id}",               &[Administer]),
    staff(POST, "/staff/{id}",               &[Administer]),
    staff(POST, "/staff/{id}/mail",          &[Administer]),
    staff(POST, "/staff/{id}/removal",       &[Administer]),
    staff(POST, "/staff/{id}/restoration",   &[Administer]),
    staff(POST, "/staff/{id}/factors/reset", &[Administer]),

    staff(GET,  "/audit",           &[ReadAudit]),
    staff(GET,  "/audit.csv",       &[ReadAudit]),
    staff(GET,  "/settings/{page}", &[]),
    staff(POST, "/settings/{page}", &[Administer]),

    staff(GET,  "/passengers", &[]),

    staff(GET,  "/requests",              &[]),
    staff(GET,  "/requests/{id}",         &[]),
    staff(POST, "/requests/{id}/review",  &[WorkRequests]),
    staff(POST, "/requests/{id}/decline", &[WorkRequests]),

    staff(GET,  "/trips",            &[]),
    staff(GET,  "/trips/{id}",       &[]),
    staff(POST, "/trips/{id}/stage", &[MoveTrips]),

    staff(GET,  "/rates",          &[]),
    staff(POST, "/rates",          &[Invoice]),
    staff(POST, "/rates/{id}/end", &[Invoice]),

    staff(GET,  "/quotes",                   &[]),
    staff(GET,  "/quotes/{id}",              &[]),
    staff(GET,  "/requests/{id}/quotes/new", &[Quote]),
    staff(POST, "/requests/{id}/quotes",     &[Quote]),
    staff(GET,  "/quotes/{id}/edit",         &[Quote]),
    staff(POST, "/quotes/{id}",              &[Quote]),
    staff(POST, "/quotes/{id}/sending",      &[Quote]),
    staff(POST, "/quotes/{id}/withdrawal",   &[Quote]),
    staff(POST, "/quotes/{id}/revisions",    &[Quote]),

    staff(GET,  "/invoices",               &[]),
    staff(GET,  "/invoices/new",           &[Invoice]),
    staff(POST, "/invoices",               &[Invoice]),
    staff(GET,  "/invoices/{id}",          &[]),
    staff(GET,  "/invoices/{id}/pdf",      &[]),
    staff(POST, "/invoices/{id}/pdf",      &[Invoice]),
    staff(POST, "/invoices/{id}/payments", &[Invoice]),

    staff(GET,  "/messages",              &[]),
    staff(GET,  "/messages/{id}",         &[]),
    staff(GET,  "/messages/new",          &[Message]),
    staff(POST, "/messages",              &[Message]),
    staff(POST, "/messages/{id}/replies", &[Message]),

    staff(GET,  "/mails",               &[]),
    staff(GET,  "/mails/{id}",          &[]),
    staff(POST, "/mails/{id}/attempts", &[Message]),
];

pub fn rows(face: Face) -> impl Iterator<Item = &'static Row> {
    let beside = match face {
        Face::Client => CLIENT,
        Face::Ops => OPS,
    };
    EITHER.iter().chain(beside)
}
