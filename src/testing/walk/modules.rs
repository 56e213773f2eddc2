//! The parts of the portal that a workspace hides, and a portal that is closed.
use super::{links::addresses, *};
use crate::workspaces::{Module, Modules};

/// The address's route of the client portal.
fn route(path: &str) -> Option<Access> {
    let path = path.split('?').next().unwrap_or(path);
    let table = routes(Face::Client).table().iter().filter(|it| it.method == "GET");
    let fits = |known: &str| {
        let (asked, known) = (path.split('/'), known.split('/'));
        asked.clone().count() == known.clone().count()
            && asked.zip(known).all(|(a, b)| a == b || b.starts_with('{'))
    };
    let all = table.filter(|it| fits(it.path));
    all.min_by_key(|it| it.path.matches('{').count()).map(|it| it.access)
}

fn clients() -> impl Iterator<Item = Place> {
    private().filter(|it| it.face == Face::Client)
}

#[test]
fn a_hidden_module_is_not_found_and_nothing_leads_to_it() {
    let mut leaks = BTreeSet::new();
    let mut recorded = BTreeSet::new();
    for module in Module::ALL {
        let portal = open();
        let hide = format!("UPDATE workspaces SET shows_{} = 0", module.word());
        portal.app.db.execute(&hide);
        let hidden = Modules::NONE.with(module);
        let events = || portal.value("SELECT count(*) FROM events");
        let mut gone = 0;
        for place in clients() {
            let before = events();
            let reply = Ask::at(place.stop).send(&portal);
            if place.access.modules.meets(hidden) {
                assert_eq!(reply.status, StatusCode::NOT_FOUND, "{module:?}: {}", place.name());
                if events() != before {
                    recorded.insert(format!("{module:?}: {}", place.name()));
                }
                gone += 1;
            } else if !place.is_post() {
                let is_there = [StatusCode::OK, StatusCode::SEE_OTHER].contains(&reply.status);
                assert!(is_there, "{module:?}: {}: {}", place.name(), reply.status);
                let all = addresses(&reply.body, "href");
                let forms = addresses(&reply.body, "action");
                for path in all.union(&forms) {
                    if route(path).is_some_and(|it| it.modules.meets(hidden)) {
                        leaks.insert(format!("{module:?}: {} leads to {path}", place.stop.route));
                    }
                }
            }
        }
        assert!(gone > 1, "{module:?} has {gone} routes");
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
    assert!(recorded.is_empty(), "refused, yet in the audit trail: {recorded:#?}");
}

#[test]
fn staff_find_every_page_whatever_clients_see() {
    let portal = open();
    for module in Module::ALL {
        portal.app.db.execute(&format!("UPDATE workspaces SET shows_{} = 0", module.word()));
    }
    portal.app.db.execute("UPDATE workspaces SET portal_is_open = 0");
    for place in private().filter(|it| it.face == Face::Ops && !it.is_post()) {
        let reply = Ask::at(place.stop).send(&portal);
        assert_ne!(reply.status, StatusCode::NOT_FOUND, "{}", place.name());
    }
}

#[test]
fn a_closed_portal_tells_clients_how_to_reach_the_operator_and_nothing_else() {
    let portal = super::open();
    portal.app.db.execute("UPDATE workspaces SET portal_is_open = 0 WHERE slug <> 'ridgeline'");
    let of = |slug: &str, column: &str| {
        portal.value(&format!("SELECT {column} FROM workspaces WHERE slug = '{slug}'"))
    };
    // What tells nothing about anybody; and signing out is always possible.
    let open = [
        "/brand/{file}",
        "/logo/{version}",
        "/health",
        "/manifest.webmanifest",
        "/favicon.ico",
        "/.well-known/change-password",
        "/session/challenge",
        "/session/end",
    ];
    let events = || portal.value("SELECT count(*) FROM events");
    let before = events();
    let mut wrong = Vec::new();
    for place in places().iter().filter(|it| it.face == Face::Client) {
        if open.contains(&place.stop.route) {
            continue;
        }
        let reply = Ask::at(place.stop).send(&portal);
        let slug = place.stop.who.host;
        let is_told = reply.has(&of(slug, "phone")) && reply.has(&of(slug, "reply_to"));
        if reply.status != StatusCode::SERVICE_UNAVAILABLE || !is_told || reply.has("Lindqvist") {
            wrong.push(format!("{}: {}", place.name(), reply.status));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(events(), before, "nothing was done");
    assert_eq!(portal.get(MILO, "/").status, StatusCode::OK, "another workspace is open");
}

#[test]
fn clients_land_on_their_trips_where_the_workspace_says_so() {
    let portal = open();
    let words = "aria-label=\"Quick actions\"";
    assert!(portal.get(MIRA, "/").has(words));
    portal.app.db.execute("UPDATE workspaces SET landing = 'bookings'");
    assert_eq!(portal.get(MIRA, "/").location(), "/trips");
    assert!(!portal.get(MIRA, "/trips").has("href=\"/\">Home"));
    assert!(portal.get(CARL, "/").has(words), "whoever has no trips keeps the home page");
}

#[test]
fn a_notice_knows_the_module_of_its_page_as_the_routes_do() {
    // Documents are downloads: no notice leads to one.
    let documents = Modules::NONE.with(Module::Documents);
    for place in clients().filter(|it| !it.is_post() && !it.access.modules.meets(documents)) {
        let path = place.stop.path();
        assert_eq!(Modules::of_page(&path), place.access.modules, "{path}");
    }
}
