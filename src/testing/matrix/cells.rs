//! Every row asked as everybody, and what the pages offer them.
use super::{
    Row, Who,
    actors::{Actor, Answer, clients, staff, strangers},
    rows,
};
use crate::{
    testing::{
        cast::*,
        walk::{Place, open, private, routes},
    },
    users::Role,
    workspaces::Face,
};
use std::collections::BTreeSet;

/// The row of an address; of two, the one about something that the address or the form names.
fn row_of(
    face: Face,
    method: &str,
    route: &str,
    query: &str,
    form: &[(&str, &str)],
) -> Option<&'static Row> {
    let named = |about: &str| query.contains(about) || form.iter().any(|(name, _)| *name == about);
    rows(face)
        .filter(|row| row.method == method && row.route == route && named(row.about))
        .max_by_key(|row| row.about.len())
}

fn row_at(place: &Place) -> &'static Row {
    let stop = place.stop;
    row_of(place.face, stop.method().as_str(), stop.route, stop.query, stop.form)
        .unwrap_or_else(|| panic!("{}: no row in src/matrix.rs", place.name()))
}

/// The row of an address that a page leads to.
fn row_behind(face: Face, method: &str, path: &str) -> Option<&'static Row> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let routes = routes(face);
    let fits = |route: &str| {
        let (asked, known) = (path.split('/'), route.split('/'));
        asked.clone().count() == known.clone().count()
            && asked.zip(known).all(|(a, b)| a == b || b.starts_with('{'))
    };
    let mut found: Vec<_> =
        routes.table().iter().filter(|it| it.method == method && fits(it.path)).collect();
    // As the router does, the one that says more of the address in its own words.
    found.sort_by_key(|it| it.path.matches('{').count());
    row_of(face, method, found.first()?.path, query, &[])
}

/// What a page leads to: links, and forms by their method.
fn offers(html: &str) -> BTreeSet<(&'static str, String)> {
    let value = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        let value = rest.split('"').next()?.split('#').next()?;
        Some(value.replace("&#38;", "&").replace("&amp;", "&"))
    };
    let mut found = BTreeSet::new();
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        if tag.starts_with("a ") {
            found.extend(value(tag, "href").map(|path| ("GET", path)));
        } else if tag.starts_with("form ") {
            let method = if tag.contains("method=\"post\"") { "POST" } else { "GET" };
            found.extend(value(tag, "action").map(|path| (method, path)));
        } else if tag.contains(" formaction=\"") {
            found.extend(value(tag, "formaction").map(|path| ("POST", path)));
        }
    }
    found.retain(|(_, path)| path.starts_with('/') && !path.starts_with("/assets/"));
    found
}

/// What a page offers that its reader may not have.
fn false_offers(actor: Actor, place: &Place, reply: &Reply) -> Vec<String> {
    let mut wrong = Vec::new();
    for (method, path) in offers(&reply.body) {
        let refused = row_behind(place.face, method, &path).and_then(|row| actor.refused(row));
        if let Some(answer) = refused {
            wrong
                .push(format!("{} as {actor:?}: offers {method} {path}: {answer:?}", place.name()));
        }
    }
    wrong
}

/// Asks at every stop of a face as these, each as if nobody had come before.
fn ask(face: Face, actors: &[Actor]) {
    let portal = open();
    let mut wrong = Vec::new();
    for place in private().filter(|it| it.face == face) {
        let row = row_at(&place);
        for actor in actors {
            let Some(expected) = actor.expects(row, &place) else { continue };
            portal.app.db.execute("SAVEPOINT cell");
            portal.app.db.execute(&actor.told(&place));
            let reply = actor.ask(&place).send(&portal);
            portal.app.db.execute("ROLLBACK TO cell; RELEASE cell");
            if !expected.is_given(&reply, place.stop) {
                let (status, location) = (reply.status, reply.location());
                wrong.push(format!(
                    "{} as {actor:?}: {expected:?} expected, got {status} {location}",
                    place.name()
                ));
            } else if expected == Answer::Page {
                wrong.extend(false_offers(*actor, &place, &reply));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells: {wrong:#?}", wrong.len());
}

#[test]
fn every_route_has_its_row() {
    for face in [Face::Client, Face::Ops] {
        let routes = routes(face);
        let table: BTreeSet<_> =
            routes.table().iter().map(|it| (it.method.to_string(), it.path)).collect();
        let rows: BTreeSet<_> = rows(face).map(|it| (it.method.to_owned(), it.route)).collect();
        let missing: Vec<_> = table.difference(&rows).collect();
        assert!(missing.is_empty(), "{face:?}: no row in src/matrix.rs for {missing:#?}");
        let gone: Vec<_> = rows.difference(&table).collect();
        assert!(gone.is_empty(), "{face:?}: src/matrix.rs has rows for no route: {gone:#?}");
    }
}

#[test]
fn what_needs_no_sign_in_is_a_row_for_anyone_and_nothing_else_is() {
    use crate::http::routes::Access;
    for face in [Face::Client, Face::Ops] {
        for it in routes(face).table() {
            let row = row_of(face, it.method.as_str(), it.path, "", &[]);
            let is_open = row.is_some_and(|row| matches!(row.who, Who::Anyone));
            assert_eq!(is_open, it.access == Access::Open, "{face:?} {} {}", it.method, it.path);
        }
    }
}

#[test]
fn strangers_at_the_clients_side() {
    ask(Face::Client, &strangers(Face::Client));
}

#[test]
fn strangers_at_the_operators_side() {
    ask(Face::Ops, &strangers(Face::Ops));
}

#[test]
fn charter_clients_with_and_without_each_grant() {
    ask(Face::Client, &clients(Role::Charter));
}

#[test]
fn owners_with_and_without_each_grant() {
    ask(Face::Client, &clients(Role::Owner));
}

#[test]
fn customers_with_and_without_each_grant() {
    ask(Face::Client, &clients(Role::Customer));
}

#[test]
fn staff_of_each_role() {
    ask(Face::Ops, &staff());
}
