//! The order of features: a later one may use an earlier one, never the reverse.
use super::{House, source::part_of};
use std::collections::BTreeSet;

const ORDER: &[&str] = &[
    "workspaces",
    "users",
    "outbox",
    "mail",
    "mails",
    "notices",
    "domains",
    "runs",
    "sessions",
    "factors",
    "unsent",
    "staff",
    "api",
    "search",
    "finder",
    "accounts",
    "contacts",
    "people",
    "profile",
    "leads",
    "sign_ups",
    "inquiries",
    "airports",
    "itineraries",
    "fbos",
    "tails",
    "passengers",
    "blocks",
    "approvals",
    "files",
    "trips",
    "manifests",
    "calendar",
    "services",
    "feeds",
    "requests",
    "rates",
    "quotes",
    "changes",
    "invoices",
    "payments",
    "messages",
    "live",
];

/// Features that read all others, and are used by the registries alone.
const READS_ALL: [&str; 5] = ["audit", "dashboard", "erasures", "mergers", "settings"];

/// The foundation, which uses no feature.
const LOW: [&str; 9] = ["app", "config", "db", "edge", "error", "http", "kit", "pdf", "ui"];

/// Mail and the outbox: used by every feature. They may use only the first two features of the order,
/// `workspaces` and `users`.
const MAIL: [&str; 2] = ["mail", "outbox"];

/// Files that may use every feature.
const REGISTRIES: [&str; 7] = [
    "src/lib.rs",
    "src/jobs.rs",
    "src/http/router.rs",
    "src/http/router/features.rs",
    "src/http/router/placed.rs",
    "src/http/router/resume.rs",
    "src/http/router/settled.rs",
];

type Exception = (&'static str, &'static str, &'static str);

/// Exceptions: file, the feature that it uses, reason.
const EXCEPTIONS: &[Exception] = &[
    (
        "src/workspaces/queries/front.rs",
        "users",
        "the front door lists the logins of demonstration data",
    ),
    ("src/workspaces/routes.rs", "users", "who may use a route is declared beside it"),
    ("src/ui/frame.rs", "users", "every page says who looks at it"),
    ("src/ui/frame.rs", "workspaces", "and of which workspace it is"),
    ("src/http/routes.rs", "users", "who may use a route is declared beside it"),
    ("src/http/routes.rs", "workspaces", "and to which part of the portal it belongs"),
    ("src/http/visit/arrival.rs", "users", "a route says who may use it"),
    ("src/http/visit/arrival.rs", "workspaces", "a request asks a host"),
    ("src/http/visit/arrival.rs", "sessions", "what a browser kept of asking for a sign-in link"),
    ("src/http/visit.rs", "users", "a route says who may use it"),
    ("src/http/visit.rs", "workspaces", "a request asks a host"),
    ("src/http/visit.rs", "sessions", "what a browser kept of asking for a sign-in link"),
    ("src/http/visit/admission.rs", "users", "a visit finds out who asks"),
    ("src/http/visit/admission.rs", "workspaces", "and of which workspace"),
    ("src/http/visit/admission.rs", "sessions", "and notes that their session is alive"),
    ("src/http/visit/program.rs", "users", "or which program"),
    ("src/http/visit/program.rs", "workspaces", "and of which workspace"),
    ("src/http/identity.rs", "sessions", "a request may say who asks by a session's token"),
    ("src/http/faces.rs", "workspaces", "the router is chosen by the face of the host"),
];

fn rank(feature: &str) -> Option<usize> {
    ORDER.iter().position(|it| *it == feature)
}

fn may_name(part: &str, named: &str) -> bool {
    match (rank(part), rank(named)) {
        (Some(here), Some(there)) => there < here,
        (None, Some(there)) => MAIL.contains(&part) && there < 2,
        (Some(_), None) => !READS_ALL.contains(&named),
        (None, None) => !READS_ALL.contains(&named) && !MAIL.contains(&named),
    }
}

/// A use of another part of the crate.
struct Naming<'a> {
    path: &'a str,
    line: usize,
    part: &'a str,
    named: &'a str,
}

/// The uses that no exception covers.
fn namings<'a>(house: &'a House, exceptions: &'a [Exception]) -> impl Iterator<Item = Naming<'a>> {
    let paths = house.names().filter(|(path, _)| !REGISTRIES.contains(path));
    let all = paths.filter_map(|(path, it)| {
        let named = it.text.strip_prefix("crate::")?.split("::").next()?;
        Some(Naming { path, line: it.line, part: part_of(path), named })
    });
    all.filter(|it| {
        it.named != it.part && !exceptions.iter().any(|row| (row.0, row.1) == (it.path, it.named))
    })
}

fn disordered(house: &House, exceptions: &[Exception]) -> Vec<String> {
    let names = namings(house, exceptions)
        .filter(|it| !READS_ALL.contains(&it.part) && !may_name(it.part, it.named));
    names.map(|it| format!("{}:{}: {} names {}", it.path, it.line, it.part, it.named)).collect()
}

/// No feature uses a later one, and the foundation uses none.
fn order(house: &House) -> Vec<String> {
    disordered(house, EXCEPTIONS)
}

/// The uses that are part of a cycle between features.
fn circular(house: &House, exceptions: &[Exception]) -> Vec<String> {
    let is_low = |it: &Naming| LOW.contains(&it.part) || LOW.contains(&it.named);
    let edges: Vec<_> = namings(house, exceptions).filter(|it| !is_low(it)).collect();
    let direct: BTreeSet<_> = edges.iter().map(|it| (it.part, it.named)).collect();
    let mut ways = direct.clone();
    loop {
        let longer = ways.iter().flat_map(|(from, by)| {
            direct.iter().filter(move |(it, _)| it == by).map(move |(_, to)| (*from, *to))
        });
        let before = ways.len();
        ways = longer.chain(ways.iter().copied()).collect();
        if ways.len() == before {
            break;
        }
    }
    let back = edges.iter().filter(|it| ways.contains(&(it.named, it.part)));
    back.map(|it| {
        format!("{}:{}: {} names {}, which leads back", it.path, it.line, it.part, it.named)
    })
    .collect()
}

/// Features do not use each other in cycles, directly or through others.
fn circles(house: &House) -> Vec<String> {
    circular(house, EXCEPTIONS)
}

/// Every feature is in the order.
fn placed(house: &House) -> Vec<String> {
    let is_placed = |part: &str| {
        rank(part).is_some() || [&READS_ALL[..], &LOW, &MAIL, &["testing"]].concat().contains(&part)
    };
    let mods = house.under("src/").map(|(path, _)| path).filter(|path| path.ends_with("/mod.rs"));
    mods.filter(|path| !is_placed(part_of(path)))
        .map(|path| format!("{path}: {} has no place in the order of features", part_of(path)))
        .collect()
}

/// Every exception is still needed.
fn needed(house: &House) -> Vec<String> {
    let is_needed = |it: &&Exception| {
        let rest: Vec<_> = EXCEPTIONS.iter().copied().filter(|other| other != *it).collect();
        let is_named = |fault: &String| fault.starts_with(&format!("{}:", it.0));
        disordered(house, &rest).iter().any(is_named) || circular(house, &rest).iter().any(is_named)
    };
    let idle = EXCEPTIONS.iter().filter(|it| !is_needed(it));
    idle.map(|(file, feature, _)| format!("{file}: needs no exception to name {feature}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn no_feature_uses_a_later_one() {
        keeps(order);
        keeps(circles);
        keeps(placed);
        keeps(needed);
    }

    #[test]
    fn the_use_of_a_later_feature_is_found() {
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
                ("src/http/form.rs", "use crate::users::User;"),
                ("src/mail/mod.rs", "use crate::{users::User, trips::Trip};"),
                ("src/jobs.rs", "use crate::invoices;"),
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
                "src/http/form.rs:1",
                "src/mail/mod.rs:1: mail names trips",
            ],
        );
    }

    #[test]
    fn a_cycle_of_features_is_found() {
        finds(
            circles,
            &[
                ("src/audit/mod.rs", "use crate::{mergers, trips};"),
                ("src/mergers/mod.rs", "fn f() { crate::settings::g() }"),
                ("src/settings/ops.rs", "use crate::db;\nuse crate::audit::Entry;"),
                ("src/db/mod.rs", "use crate::settings;"),
                ("src/trips/mod.rs", "use crate::users;"),
            ],
            &["src/audit/mod.rs:1", "src/mergers/mod.rs:1", "src/settings/ops.rs:2"],
        );
    }

    #[test]
    fn an_exception_that_is_not_needed_is_found() {
        let house = [("src/ui/frame.rs", "use crate::users;")];
        assert_eq!(needed(&House::planted(&house)).len(), EXCEPTIONS.len() - 1);
    }

    #[test]
    fn a_feature_missing_in_the_order_is_found() {
        finds(
            placed,
            &[("src/loyalty/mod.rs", ""), ("src/kit/mod.rs", "")],
            &["src/loyalty/mod.rs"],
        );
    }
}
