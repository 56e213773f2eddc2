//! The features in the order of their effect: a later noun may cause change in an earlier one.
use super::House;

const ORDER: [&str; 24] = [
    "workspaces",
    "users",
    "outbox",
    "mail",
    "mails",
    "sessions",
    "factors",
    "staff",
    "search",
    "accounts",
    "contacts",
    "people",
    "profile",
    "leads",
    "sign_ups",
    "airports",
    "itineraries",
    "passengers",
    "trips",
    "requests",
    "rates",
    "quotes",
    "invoices",
    "messages",
];

/// Read every noun, and are named by the router alone.
const READS_ALL: [&str; 6] = ["audit", "dashboard", "jobs", "mergers", "router", "settings"];

/// Who may name what all the same: file or folder, feature, reason.
const EXCEPTIONS: [(&str, &str, &str); 6] = [
    ("src/workspaces/queries.rs", "users", "the front door lists the logins of demonstration data"),
    ("src/ui/frame.rs", "users", "every page says who looks at it"),
    ("src/ui/frame.rs", "workspaces", "and of which workspace it is"),
    ("src/http/visit.rs", "users", "a visit finds out who asks"),
    ("src/http/visit.rs", "workspaces", "and of which workspace"),
    ("src/http/visit.rs", "sessions", "by the cookie's token"),
];

fn rank(feature: &str) -> Option<usize> {
    ORDER.iter().position(|it| *it == feature)
}

/// No noun names a later one, and what frames them all names none.
fn order(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for source in house.shipped() {
        let part = source.part();
        if READS_ALL.contains(&part) || source.path == "src/lib.rs" {
            continue;
        }
        for (line, path) in source.names() {
            let [root, named, ..] = path.as_slice() else { continue };
            let is_allowed = match (rank(part), rank(named)) {
                _ if root != "crate" || named == part => true,
                // Whoever changes something may leave work in the outbox.
                (Some(_), None) => !READS_ALL.contains(&named.as_str()),
                (Some(here), Some(there)) => there < here,
                // What every page stands on: the workspace it is of and the person who looks at it.
                (None, Some(there)) if part == "outbox" => there < 2,
                (None, Some(_)) => false,
                (None, None) => !READS_ALL.contains(&named.as_str()) && named != "outbox",
            };
            let is_exception = EXCEPTIONS
                .iter()
                .any(|(file, feature, _)| *file == source.path && feature == named);
            if !is_allowed && !is_exception {
                found.push(format!("{}:{line}: {part} names {named}", source.path));
            }
        }
    }
    found
}

/// Every feature has its place in the order.
fn placed(house: &House) -> Vec<String> {
    const OTHERS: [&str; 6] = ["edge", "kit", "mod", "outbox", "pdf", "testing"];
    let is_placed =
        |part: &str| rank(part).is_some() || READS_ALL.contains(&part) || OTHERS.contains(&part);
    let mods = house.shipped().into_iter().filter(|it| it.path.ends_with("/mod.rs"));
    mods.filter(|it| !is_placed(it.part()))
        .map(|it| format!("{}: {} has no place in the order of features", it.path, it.part()))
        .collect()
}

/// An exception that nothing needs any more is gone.
fn needed(house: &House) -> Vec<String> {
    let shipped = house.shipped();
    let is_used = |file: &str, feature: &str| {
        let mut named = shipped.iter().filter(|it| it.path == file).flat_map(super::Source::names);
        named.any(|(_, path)| path.len() > 1 && path[0] == "crate" && path[1] == feature)
    };
    EXCEPTIONS
        .iter()
        .filter(|(file, feature, _)| !is_used(file, feature))
        .map(|(file, feature, _)| format!("{file}: does not name {feature}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn an_earlier_noun_never_names_a_later_one() {
        keeps(order);
        keeps(placed);
        keeps(needed);
    }

    #[test]
    fn an_earlier_noun_that_names_a_later_one_is_found() {
        finds(
            order,
            &[
                ("src/trips/ops.rs", "use crate::{outbox, passengers,\n quotes::{self, Quote}};"),
                ("src/quotes/mod.rs", "use crate::trips;"),
                ("src/airports/routes.rs", "fn f() { crate::dashboard::routes() }"),
                ("src/outbox/jobs.rs", "use crate::{users, trips};"),
                ("src/outbox/ops.rs", "use crate::invoices;"),
                ("src/dashboard/ops.rs", "use crate::{trips, messages};"),
                ("src/kit/money.rs", "use crate::outbox;"),
                ("src/pdf/mod.rs", "use crate::{error, kit, quotes::Quote};"),
                ("src/form.rs", "use crate::users::User;"),
                ("src/messages/queries.rs", "use super::super::contacts;"),
            ],
            &[
                "src/trips/ops.rs:2",
                "src/trips/ops.rs:2",
                "src/airports/routes.rs:1",
                "src/outbox/jobs.rs:1: outbox names trips",
                "src/outbox/ops.rs:1",
                "src/kit/money.rs:1",
                "src/pdf/mod.rs:1",
                "src/form.rs:1",
            ],
        );
    }

    #[test]
    fn a_feature_without_a_place_is_found() {
        finds(
            placed,
            &[("src/loyalty/mod.rs", ""), ("src/kit/mod.rs", "")],
            &["src/loyalty/mod.rs"],
        );
    }
}
