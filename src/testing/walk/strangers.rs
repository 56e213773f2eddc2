//! Visitors who may not use a route: signed out, of another workspace, another client, an ended session.
use super::*;

/// A person with the same role in another workspace.
fn neighbor(face: Face) -> Person {
    match face {
        Face::Client => MILO,
        Face::Ops => RHEA,
    }
}

/// Other clients of the same workspace.
fn others(place: &Place) -> Vec<Person> {
    match place.face {
        Face::Client => {
            [MIRA, RUTH, CARL].into_iter().filter(|who| *who != place.stop.who).collect()
        }
        Face::Ops => Vec::new(),
    }
}

/// Fails if the response contains words about Mira.
fn assert_shows_nothing_of_mira(reply: &Reply, name: &str) {
    for word in MIRA_WORDS {
        assert!(!reply.has(word), "{name}: shows {word}");
    }
}

#[test]
fn signed_out_visitors_are_asked_to_sign_in() {
    let portal = open();
    let before = Dump::of(&portal);
    for place in places() {
        let stop = place.stop;
        let mut ask = Ask::at(stop).with_cookie(None);
        if place.is_open() {
            // A form that is open to everyone is sent empty, so that it fails.
            ask.fields.clear();
        }
        let reply = ask.send(&portal);
        if place.is_open() {
            assert!(reply.status.as_u16() < 500, "{}", place.name());
        } else {
            assert!(is_sign_in(&reply), "{}: {}", place.name(), reply.status);
        }
    }
    // A failed open form may write an event and count the failure.
    let after = Dump::of(&portal);
    for ((table, then), (_, now)) in before.0.iter().zip(&after.0) {
        let is_trail = ["events", "sign_in_failures"].contains(&table.as_str());
        assert!(is_trail || then == now, "{table}");
    }
}

#[test]
fn signing_in_leads_back_to_a_page_and_never_to_a_form() {
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
fn another_workspace_finds_nothing_and_changes_nothing() {
    let portal = open();
    grant_everything(&portal);
    for place in private() {
        let before = Dump::of(&portal);
        let reply = Ask::at(place.stop).by(neighbor(place.face)).send(&portal);
        assert_shows_nothing_of_mira(&reply, &place.name());
        if place.is_of_someone() {
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", place.name());
            before.assert_unchanged(&portal, &place.name());
        }
        assert_takes_no_foreign_row(&portal, &before, &place);
        assert_harbour_unchanged(&portal, &before, &place);
    }
}

/// A person of another workspace may change that workspace, but no row of Harbour.
fn assert_harbour_unchanged(portal: &Portal, before: &Dump, place: &Place) {
    let harbours = |dump: &Dump| {
        let rows = dump
            .0
            .iter()
            .flat_map(|(table, rows)| rows.lines().map(move |row| format!("{table} {row}")));
        rows.filter(|row| row.contains("00000000-0000-7000-8000-000000000001")).collect::<Vec<_>>()
    };
    assert_eq!(harbours(before), harbours(&Dump::of(portal)), "{}", place.name());
}

/// Fails if a row that the form named by id is now referred to by more rows than before.
fn assert_takes_no_foreign_row(portal: &Portal, before: &Dump, place: &Place) {
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
fn a_session_of_another_workspace_is_not_accepted() {
    let portal = open();
    let before = Dump::of(&portal);
    for place in private() {
        let (who, host) = (neighbor(place.face), place.stop.who.host);
        // Signed for the other host, and for this one.
        for cookie in [cookie_of(who), cookie_of(Person { name: who.name, host })] {
            let reply = Ask::at(place.stop).with_cookie(Some(cookie)).send(&portal);
            assert!(is_sign_in(&reply), "{}: {}", place.name(), reply.status);
        }
    }
    before.assert_unchanged(&portal, "all of them");
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
                assert_shows_nothing_of_mira(&reply, &name);
            }
            if place.is_of_someone() {
                assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name}");
                before.assert_unchanged(&portal, &name);
            }
            assert_takes_no_foreign_row(&portal, &before, &place);
        }
    }
}

#[test]
fn a_foreign_id_and_an_unknown_id_get_the_same_answer() {
    let portal = open();
    grant_everything(&portal);
    let before = Dump::of(&portal);
    for place in private().filter(Place::is_of_someone) {
        let ask = Ask::at(place.stop);
        let foreign = ask.clone().by(neighbor(place.face)).send(&portal);
        for id in [UNKNOWN_ID, "not-an-id", "1", "%27%20OR%201=1", "%00", "..%2f"] {
            let reply = ask.clone().path(place.stop.path_with(id)).send(&portal);
            let name = format!("{}: {id}", place.name());
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name}");
            assert!(reply.body == foreign.body, "{name}: {}", reply.body);
        }
    }
    before.assert_unchanged(&portal, "all of them");
}

#[test]
fn a_session_of_the_other_face_is_not_accepted() {
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
    before.assert_unchanged(&portal, "all of them");
}

/// Every private route asks the visitor to sign in after this SQL.
fn assert_signed_out_after(sql: &str) {
    let portal = open();
    portal.app.db.execute(sql);
    let before = Dump::of(&portal);
    for place in private() {
        let reply = Ask::at(place.stop).send(&portal);
        assert!(is_sign_in(&reply), "{}: {}", place.name(), reply.status);
    }
    before.assert_unchanged(&portal, sql);
}

#[test]
fn withdrawn_access_ends_with_the_next_request() {
    assert_signed_out_after("UPDATE users SET state = 'disabled'");
}

#[test]
fn an_expired_or_ended_session_is_not_accepted() {
    assert_signed_out_after(&format!("UPDATE sessions SET expires_at = {NOON}"));
    assert_signed_out_after(&format!("UPDATE sessions SET ended_at = {NOON}"));
    let portal = open();
    portal.app.db.execute(&format!("UPDATE sessions SET expires_at = {}", NOON + 1));
    assert_eq!(portal.get(MIRA, "/airports").status, StatusCode::OK);
}

#[test]
fn an_invited_person_must_choose_a_password_first() {
    let portal = open();
    portal.app.db.execute("UPDATE users SET state = 'invited'");
    let before = Dump::of(&portal);
    // They may also log out.
    for place in private().filter(|it| it.stop.route != "/session/end") {
        let reply = Ask::at(place.stop).send(&portal);
        assert_eq!(reply.location(), "/password/new", "{}: {}", place.name(), reply.status);
    }
    before.assert_unchanged(&portal, "all of them");
}
