//! The routes of each face, one line per feature.
use crate::{
    accounts, airports, approvals, audit, blocks, calendar, changes, contacts, dashboard, domains,
    erasures, factors, fbos, feeds, files, finder, http::routes::Routes, invoices, leads, live,
    mails, manifests, mergers, messages, notices, passengers, payments, people, profile, quotes,
    rates, requests, runs, services, sessions, settings, sign_ups, staff, tails, trips, unsent,
    workspaces,
};

/// What a client's host answers to.
pub fn client() -> Routes {
    Routes::new()
        .merge(workspaces::routes())
        .merge(sessions::routes())
        .merge(factors::routes())
        .merge(unsent::routes())
        .merge(profile::routes())
        .merge(people::routes())
        .merge(sign_ups::routes())
        .merge(airports::routes())
        .merge(passengers::routes())
        .merge(manifests::routes())
        .merge(blocks::routes())
        .merge(approvals::routes())
        .merge(files::routes())
        .merge(trips::routes())
        .merge(calendar::routes())
        .merge(services::routes())
        .merge(feeds::routes())
        .merge(requests::routes())
        .merge(quotes::routes())
        .merge(changes::routes())
        .merge(invoices::routes())
        .merge(payments::routes())
        .merge(messages::routes())
        .merge(notices::routes())
        .merge(live::routes())
        .merge(dashboard::routes())
}

/// What an operations host answers to.
pub fn ops() -> Routes {
    Routes::new()
        .merge(workspaces::routes())
        .merge(sessions::routes())
        .merge(factors::routes())
        .merge(factors::ops())
        .merge(unsent::routes())
        .merge(profile::routes())
        .merge(airports::routes())
        .merge(staff::routes())
        .merge(leads::routes())
        .merge(contacts::routes())
        .merge(accounts::routes())
        .merge(sign_ups::ops())
        .merge(mergers::routes())
        .merge(erasures::routes())
        .merge(fbos::routes())
        .merge(tails::routes())
        .merge(passengers::ops())
        .merge(manifests::ops())
        .merge(blocks::ops())
        .merge(approvals::ops())
        .merge(files::ops())
        .merge(trips::ops())
        .merge(calendar::ops())
        .merge(services::ops())
        .merge(feeds::routes())
        .merge(requests::ops())
        .merge(rates::ops())
        .merge(quotes::ops())
        .merge(invoices::ops())
        .merge(payments::ops())
        .merge(messages::ops())
        .merge(notices::routes())
        .merge(live::routes())
        .merge(mails::routes())
        .merge(finder::ops())
        .merge(domains::routes())
        .merge(runs::routes())
        .merge(audit::routes())
        .merge(settings::routes())
        .merge(dashboard::ops())
}
