//! The brand: the logo, its icon, and the words that clients see before they sign in.
use crate::testing::cast::*;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

const PNG: &[u8] = include_bytes!("../../../../scripts/demo/logos/harbour.png");
const OTHER: &[u8] = include_bytes!("../../../../scripts/demo/logos/northstar.png");

/// Sends a file as a browser does.
fn send(portal: &Portal, who: Person, key: &str, bytes: &[u8]) -> Reply {
    let mut body = format!(
        "--a-boundary\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n--a-boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"logo.png\"\r\n\r\n"
    )
    .into_bytes();
    body.extend(bytes);
    body.extend(b"\r\n--a-boundary--\r\n");
    let host = who.host;
    let request = Request::post(format!("http://{host}.portal.test/settings/logo"))
        .header(header::ORIGIN, format!("http://{host}.portal.test"))
        .header(header::CONTENT_TYPE, MULTIPART)
        .body(Body::from(body));
    portal.send(who, request.unwrap())
}

/// The address of the logo on the sign-in page.
fn logo(portal: &Portal) -> Option<String> {
    let page = portal.get(STRANGER, "/session/new").body;
    let (_, rest) = page.split_once("class=\"logo\" src=\"")?;
    Some(rest.split('"').next().unwrap().to_owned())
}

#[test]
fn an_administrator_adds_a_logo_and_strangers_see_it_with_a_long_cache() {
    let portal = Portal::open("");
    assert_eq!(logo(&portal), None);
    assert_eq!(send(&portal, DANA, "a", PNG).status, StatusCode::FORBIDDEN);
    let saved = send(&portal, OLE, "a", PNG);
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/settings/company"));
    let path = logo(&portal).unwrap();
    let file = portal.get(STRANGER, &path);
    let kept = file.headers.get(header::CACHE_CONTROL).unwrap().to_str().unwrap();
    assert_eq!((file.status, kept), (StatusCode::OK, "public, max-age=31536000, immutable"));
    assert!(
        portal.get(STRANGER, "/session/new").has(&format!("<link rel=\"icon\" href=\"{path}\">"))
    );
    assert_eq!(
        portal.value("SELECT note FROM events WHERE action = 'logo_changed'"),
        "Logo: none → 96 × 96 pixels"
    );
    let elsewhere = portal.get(MILO, &path);
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "another workspace has it not");
}

#[test]
fn a_replaced_logo_stays_in_mails_and_a_removed_one_is_gone() {
    let portal = Portal::open("");
    send(&portal, OLE, "a", PNG);
    let first = logo(&portal).unwrap();
    let same = send(&portal, OLE, "b", PNG);
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(same.has("This is your logo already."));
    send(&portal, OLE, "c", OTHER);
    let second = logo(&portal).unwrap();
    assert_ne!(first, second);
    assert_eq!(portal.get(STRANGER, &first).status, StatusCode::OK);
    let removed = portal.post(OLE, "/settings/logo/removal", &[("key", "d")]);
    assert_eq!(removed.location(), "/settings/company", "{}", removed.body);
    assert_eq!(logo(&portal), None);
    assert_eq!(portal.get(STRANGER, &second).status, StatusCode::NOT_FOUND);
    let again = portal.post(OLE, "/settings/logo/removal", &[("key", "e")]);
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[test]
fn a_file_that_is_no_picture_is_refused_at_its_field() {
    let portal = Portal::open("");
    let large = vec![0; 1024 * 1024 + 1];
    for (key, bytes, words) in [
        ("a", b"<svg onload=\"alert(1)\"/>".as_slice(), "This is not a PNG, JPEG or WebP picture."),
        ("b", b"", "Choose a file."),
        ("c", &large, "larger than 1 MB"),
    ] {
        let reply = send(&portal, OLE, key, bytes);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    assert!(portal.app.files.kept.lock().unwrap().is_empty());
}

#[test]
fn a_wide_logo_is_no_icon() {
    let portal = Portal::open("");
    for (width, icon) in [(90, "/logo/1"), (91, "/brand/155b6b-H.svg")] {
        portal.app.db.execute(&format!(
            "UPDATE workspaces SET logo = '1', logo_width = {width}, logo_height = 60"
        ));
        let page = portal.get(STRANGER, "/session/new");
        assert!(page.has(&format!("<link rel=\"icon\" href=\"{icon}\">")), "{width}");
    }
}

#[test]
fn mails_come_from_the_sender_and_show_the_logo() {
    let portal = Portal::open(
        "UPDATE workspaces SET sender_name = 'Harbour Flights', logo = '1', logo_width = 180, logo_height = 60 WHERE slug = 'harbour'",
    );
    let zoe = "/contacts/00000000-0000-7000-8000-000000000c27/invitation";
    portal.post(DANA, zoe, &[("key", "a"), ("role", "charter")]);
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap();
    assert_eq!(sent[0].from_name, "Harbour Flights");
    let logo =
        "<img src=\"http://harbour.portal.test/logo/1\" alt=\"\" width=\"120\" height=\"40\"";
    assert!(sent[0].html.contains(logo), "{}", sent[0].html);
}

#[test]
fn the_button_of_a_mail_has_the_color_with_an_edge_and_readable_words() {
    let portal = Portal::open("UPDATE workspaces SET brand = 'f5d90a' WHERE slug = 'harbour'");
    let zoe = "/contacts/00000000-0000-7000-8000-000000000c27/invitation";
    portal.post(DANA, zoe, &[("key", "a"), ("role", "charter")]);
    portal.work();
    let html = portal.app.mailer.sent.lock().unwrap()[0].html.clone();
    let (_, button) = html.split_once("class=\"button\"").unwrap();
    let button = button.split_once('>').unwrap().0;
    assert!(button.contains("background:#f5d90a;color:#000000;"), "{button}");
    assert!(button.contains("border:1px solid #") && !button.contains("solid #f5d90a"), "{button}");
}

#[test]
fn clients_are_welcomed_before_they_sign_in_and_staff_are_not() {
    let portal =
        Portal::open("UPDATE workspaces SET welcome = 'Good to see you.' WHERE slug = 'harbour'");
    assert!(portal.get(STRANGER, "/session/new").has("Good to see you."));
    let staff = Person { name: "", host: "harbour-ops" };
    assert!(!portal.get(staff, "/session/new").has("Good to see you."));
    let page = portal.get(OLE, "/settings/company");
    assert!(page.has("data-shows=\"welcome\">Good to see you."), "{}", page.body);
}
