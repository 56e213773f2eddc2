//! Whoever has no business at a route: signed out, of another workspace, another client, or nobody.
use super::*;

/// Who does the same elsewhere.
fn neighbour(face: Face) -> Person {
    match face {
        Face::Client => MILO,
        Face::Ops => RHEA,
    }
}

/// Clients of the same workspace who have nothing to do with it.
fn others(place: &Place) -> Vec<Person> {
    match place.face {
        Face::Client => {
            [MIRA, RUTH, CARL].into_iter().filter(|who| *who != place.stop.who).collect()
        }
        Face::Ops => Vec::new(),
    }
}

/// Whether the answer is a page that holds nothing of Mira's.
fn tells_nothing(reply: &Reply, name: &str) {
    for word in MIRAS {
        assert!(!reply.has(word), "{name}: tells of {word}");
    }
}

#[test]
fn whoever_is_signed_out_is_asked_to_sign_in() {
    let portal = open();
    let before = Dump::of(&portal);
    for place in places() {
        let stop = place.stop;
        let mut ask = Ask::at(stop).with_cookie(None);
        if place.is_open() {
            // What an open form does is its own business.
            ask.fields.clear();
        }
        let reply = ask.send(&portal);
        if place.is_open() {
            assert!(reply.status.as_u16() < 500, "{}", place.name());
        } else {
            assert!(is_sign_in(&reply), "{}: {}", place.name(), reply.status);
        }
    }
    // An open form that failed leaves its trail.
    let after = Dump::of(&portal);
    for ((table, then), (_, now)) in before.0.iter().zip(&after.0) {
        let is_trail = ["events", "sign_in_failures"].contains(&table.as_str());
        assert!(is_trail || then == now, "{table}");
    }
}

#[test]
fn whoever_signs_in_is_not_led_to_a_form_that_is_gone() {
    let portal = open();
    for place in private().filter(Place::is_post) {
        let mut ask = Ask::at(place.stop).with_cookie(None);
        ask.from.push(("referer", format!("http://{}.portal.test/airports?q=x", ask.host)));
        let reply = ask.send(&portal);
        assert_eq!(reply.location(), "/session/new?next=%2Fairports%3Fq%3Dx", "{}", place.name());
        let reply = Ask::at(place.stop).with_cookie(None).send(&portal);
        let next = reply.location().split_once("?next=").map_or("/", |(_, next)| next);
        let next = next.replace("%2F", "/").replace("%3F", "?").replace("%3D", "=");
        let mut ask = Ask::at(place.stop).path(next.clone());
        ask.method = Method::GET;
        let status = ask.send(&portal).status;
        assert_ne!(status, StatusCode::METHOD_NOT_ALLOWED, "{}: {next}", place.name());
    }
}

#[test]
fn a_neighbour_finds_nothing_and_changes_nothing() {
    let portal = open();
    grant_everything(&portal);
    for place in private() {
        let before = Dump::of(&portal);
        let reply = Ask::at(place.stop).by(neighbour(place.face)).send(&portal);
        tells_nothing(&reply, &place.name());
        if place.is_of_someone() {
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", place.name());
            before.is_still(&portal, &place.name());
        }
        takes_nothing_of_others(&portal, &before, &place);
        leaves_harbour_alone(&portal, &before, &place);
    }
}

/// A neighbour may do in their own workspace what they like: not one row of Harbour's moved.
fn leaves_harbour_alone(portal: &Portal, before: &Dump, place: &Place) {
    let harbours = |dump: &Dump| {
        let rows = dump
            .0
            .iter()
            .flat_map(|(table, rows)| rows.lines().map(move |row| format!("{table} {row}")));
        rows.filter(|row| row.contains("00000000-0000-7000-8000-000000000001")).collect::<Vec<_>>()
    };
    assert_eq!(harbours(before), harbours(&Dump::of(portal)), "{}", place.name());
}

/// What the form named by id is tied to nothing that it was not tied to before.
fn takes_nothing_of_others(portal: &Portal, before: &Dump, place: &Place) {
    let mentions = |dump: &Dump, id: &str| -> usize {
        dump.0.iter().map(|(_, rows)| rows.matches(id).count()).sum()
    };
    let after = Dump::of(portal);
    for (name, id) in place.stop.form.iter().filter(|(_, value)| value.contains("-7000-8000-")) {
        assert_eq!(mentions(before, id), mentions(&after, id), "{}: took {name}", place.name());
    }
}

/// Grants every client everything, so that nobody is refused for want of a grant.
fn grant_everything(portal: &Portal) {
    let every = crate::users::Grant::ALL.map(|grant| format!("('{}')", grant.word())).join(", ");
    portal.app.db.execute(&format!(
        "INSERT OR IGNORE INTO grants (workspace_id, contact_id, name)
         SELECT c.workspace_id, c.id, n.column1 FROM contacts c, (VALUES {every}) n"
    ));
}

#[test]
fn a_neighbours_cookie_opens_nothing_here() {
    let portal = open();
    let before = Dump::of(&portal);
    for place in private() {
        let (who, host) = (neighbour(place.face), place.stop.who.host);
        // As it is, and as if it had been signed for this host.
        for cookie in [cookie_of(who), cookie_of(Person { name: who.name, host })] {
            let reply = Ask::at(place.stop).with_cookie(Some(cookie)).send(&portal);
            assert!(is_sign_in(&reply), "{}: {}", place.name(), reply.status);
        }
    }
    before.is_still(&portal, "all of them");
}

#[test]
fn another_client_finds_nothing_and_changes_nothing() {
    let portal = open();
    grant_everything(&portal);
    for place in private() {
        for who in others(&place) {
            let before = Dump::of(&portal);
            let reply = Ask::at(place.stop).by(who).send(&portal);
            let name = format!("{} by {}", place.name(), who.name);
            if place.stop.who == MIRA {
                tells_nothing(&reply, &name);
            }
            if place.is_of_someone() {
                assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name}");
                before.is_still(&portal, &name);
            }
            takes_nothing_of_others(&portal, &before, &place);
        }
    }
}

#[test]
fn what_is_anothers_and_what_does_not_exist_answer_alike() {
    let portal = open();
    grant_everything(&portal);
    let before = Dump::of(&portal);
    for place in private().filter(Place::is_of_someone) {
        let ask = Ask::at(place.stop);
        let foreign = ask.clone().by(neighbour(place.face)).send(&portal);
        for id in [NOBODYS, "not-an-id", "1", "%27%20OR%201=1", "%00", "..%2f"] {
            let reply = ask.clone().path(place.stop.path_with(id)).send(&portal);
            let name = format!("{}: {id}", place.name());
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name}");
            assert!(reply.body == foreign.body, "{name}: {}", reply.body);
        }
    }
    before.is_still(&portal, "all of them");
}

#[test]
fn the_two_faces_share_no_session() {
    let portal = open();
    let before = Dump::of(&portal);
    for place in private() {
        let other = if place.face == Face::Client { OLE } else { MIRA };
        let forged = cookie_of(Person { name: other.name, host: place.stop.who.host });
        for cookie in [cookie_of(other), forged] {
            let reply = Ask::at(place.stop).with_cookie(Some(cookie)).send(&portal);
            assert!(is_sign_in(&reply), "{}: {}", place.name(), reply.status);
        }
    }
    before.is_still(&portal, "all of them");
}

/// Every private route asks to sign in after this was done.
fn is_over(sql: &str) {
    let portal = open();
    portal.app.db.execute(sql);
    let before = Dump::of(&portal);
    for place in private() {
        let reply = Ask::at(place.stop).send(&portal);
        assert!(is_sign_in(&reply), "{}: {}", place.name(), reply.status);
    }
    before.is_still(&portal, sql);
}

#[test]
fn access_that_is_withdrawn_ends_with_the_next_request() {
    is_over("UPDATE users SET state = 'disabled'");
}

#[test]
fn a_session_ends_at_its_time_and_when_it_is_ended() {
    is_over(&format!("UPDATE sessions SET expires_at = {NOON}"));
    is_over(&format!("UPDATE sessions SET ended_at = {NOON}"));
    let portal = open();
    portal.app.db.execute(&format!("UPDATE sessions SET expires_at = {}", NOON + 1));
    assert_eq!(portal.get(MIRA, "/airports").status, StatusCode::OK);
}

#[test]
fn whoever_was_invited_must_choose_a_password_first() {
    let portal = open();
    portal.app.db.execute("UPDATE users SET state = 'invited'");
    let before = Dump::of(&portal);
    // Leaving is all that they may do besides.
    for place in private().filter(|it| it.stop.route != "/session/end") {
        let reply = Ask::at(place.stop).send(&portal);
        assert_eq!(reply.location(), "/password/new", "{}: {}", place.name(), reply.status);
    }
    before.is_still(&portal, "all of them");
}
