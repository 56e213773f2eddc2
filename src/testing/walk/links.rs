//! Every link of every page and mail leads to a page.
use super::*;

/// A file that the Worker does not serve.
const DESCRIPTION: &str = "/api/v1/openapi.json";

/// The addresses of this host in an attribute.
pub fn addresses(html: &str, attribute: &str) -> BTreeSet<String> {
    let before = format!(" {attribute}=\"");
    let values = html.split(before.as_str()).skip(1).filter_map(|rest| rest.split('"').next());
    values
        .filter(|it| it.starts_with('/') && !it.starts_with("/assets/") && *it != DESCRIPTION)
        .map(|it| it.split('#').next().unwrap_or(it).replace("&#38;", "&").replace("&amp;", "&"))
        .collect()
}

/// Whether the face has a route for this address.
fn is_routed(face: Face, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    routes(face).table().iter().any(|it| {
        let (asked, known) = (path.split('/'), it.path.split('/'));
        asked.clone().count() == known.clone().count()
            && asked.zip(known).all(|(a, b)| a == b || b.starts_with('{'))
    })
}

#[test]
fn every_link_of_every_page_leads_to_a_page() {
    let portal = open();
    for place in private().filter(|it| !it.is_post()) {
        let page = Ask::at(place.stop).send(&portal);
        for path in addresses(&page.body, "href") {
            let path = path.replace("&quot;", "\"");
            let reply = Ask::at(place.stop).path(path.clone()).send(&portal);
            let is_page = [StatusCode::OK, StatusCode::SEE_OTHER].contains(&reply.status);
            assert!(is_page, "{}: {path}: {}", place.name(), reply.status);
        }
        for path in addresses(&page.body, "action") {
            assert!(is_routed(place.face, &path), "{}: a form goes to {path}", place.name());
        }
    }
}

#[test]
fn every_mail_leads_its_reader_to_a_page() {
    let mut read = 0;
    for place in private().filter(Place::is_post) {
        let portal = open();
        Ask::at(place.stop).send(&portal);
        portal.work();
        let sent = portal.app.mailer.sent.lock().unwrap().clone();
        for letter in sent {
            let name = format!("{}: {} to {}", place.name(), letter.subject, letter.to);
            assert!(!letter.subject.is_empty() && letter.text.contains("Hello"), "{name}");
            assert!(!letter.text.contains("\n\n\n"), "{name}: {}", letter.text);
            assert!(!letter.html.contains("<script") && !letter.html.contains("{{"), "{name}");
            let Some((_, rest)) = letter.text.split_once("http://") else {
                assert!(letter.subject.starts_with("Your request to"), "{name}: no link");
                continue;
            };
            let (host, path) = rest.lines().next().unwrap().split_once('/').unwrap();
            let reader = letter.to.split('@').next().unwrap();
            let everyone = [OLE, DANA, INES, MIRA, TOMAS, RUTH, CARL, ZOE, NILS];
            // Somebody who was just added has no session.
            let strangers = [STRANGER, Person { name: "", host: "harbour-ops" }];
            let stranger =
                strangers.into_iter().find(|it| host == format!("{}.portal.test", it.host));
            let known = everyone.into_iter().find(|it| it.name == reader);
            // A link to the sign-in page is for somebody who is signed out.
            let known = known.filter(|_| path != "session/new");
            let reader = known.or(stranger).unwrap();
            assert_eq!(host, format!("{}.portal.test", reader.host), "{name}");
            let escaped = path.replace('&', "&#38;");
            assert!(letter.html.contains(&format!("href=\"http://{host}/{escaped}\"")), "{name}");
            let reply = portal.get(reader, &format!("/{path}"));
            assert_eq!(reply.status, StatusCode::OK, "{name}: /{path}");
            read += 1;
        }
    }
    assert!(read > 5, "{read} emails");
}
