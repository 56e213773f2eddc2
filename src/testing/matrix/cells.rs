//! Asks every route as every kind of visitor, and checks the links and forms on the pages they get.
use super::actors::{Actor, Answer, clients, staff, strangers};
use crate::{
    testing::{
        cast::*,
        walk::{Place, open, private, routes},
    },
    users::{Role, Who},
    workspaces::Face,
};
use std::collections::BTreeSet;

/// Who may use an address, by the route table.
fn who_behind(face: Face, method: &str, path: &str) -> Option<Who> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let routes = routes(face);
    let fits = |route: &str| {
        let (asked, known) = (path.split('/'), route.split('/'));
        asked.clone().count() == known.clone().count()
            && asked.zip(known).all(|(a, b)| a == b || b.starts_with('{'))
    };
    let found = routes.table().iter().filter(|it| it.method == method && fits(it.path));
    // Like the router, prefers the route with fewer parameters.
    let access = found.min_by_key(|it| it.path.matches('{').count())?.access;
    Some(match access.with_field {
        Some((field, who)) if query.contains(field) => who,
        _ => access.who,
    })
}

/// The links and forms of a page: method and address.
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

/// The links and forms of a page that its reader may not use.
fn false_offers(actor: Actor, place: &Place, reply: &Reply) -> Vec<String> {
    let mut wrong = Vec::new();
    for (method, path) in offers(&reply.body) {
        let refused =
            who_behind(place.face, method, &path).and_then(|who| actor.refused(who, None));
        if let Some(answer) = refused {
            wrong
                .push(format!("{} as {actor:?}: offers {method} {path}: {answer:?}", place.name()));
        }
    }
    wrong
}

/// Asks every private route of a face as each of these visitors. The database is reset after each request.
fn ask(face: Face, actors: &[Actor]) {
    let portal = open();
    let mut wrong = Vec::new();
    for place in private().filter(|it| it.face == face) {
        for actor in actors {
            let Some(expected) = actor.expects(&place) else { continue };
            portal.app.db.execute("SAVEPOINT cell");
            portal.app.db.execute(&actor.state(&place));
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
