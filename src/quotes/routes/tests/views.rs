//! Who opened a quote and who downloaded it is in the audit trail.
use super::*;
use axum::{body::Body, http::Request};

/// Who opened and downloaded quotes, as the trail has it.
fn told(portal: &Portal) -> String {
    portal.value(
        "SELECT coalesce(group_concat(e.action || ' ' || q.reference || '.' || q.revision || ' ' || u.name, ', ' ORDER BY e.id), '')
         FROM events e JOIN users u ON u.id = e.actor_id JOIN quotes q ON q.id = e.subject_id WHERE e.action IN ('quote_viewed', 'quote_downloaded')",
    )
}

#[test]
fn the_trail_tells_which_version_of_a_quote_a_client_opened_and_downloaded() {
    let portal = portal();
    for (who, path) in [(MILO, GLOBAL), (CARL, GLOBAL), (MIRA, DRAFT), (MIRA, UNKNOWN)] {
        portal.get(who, path);
        assert_eq!(told(&portal), "", "{who:?} {path}: they do not see it");
    }
    let page = portal.get(DANA, GLOBAL);
    assert!(page.has("Not viewed by the client yet"), "{}", page.body);
    assert_eq!(told(&portal), "", "staff look at what the client sees");
    portal.send(
        MIRA,
        Request::head(format!("http://harbour.portal.test{GLOBAL}")).body(Body::empty()).unwrap(),
    );
    assert_eq!(told(&portal), "", "nobody reads the answer to a HEAD request");

    portal.get(MIRA, GLOBAL);
    assert_eq!(told(&portal), "quote_viewed Q-1.2 Mira Lindqvist");
    portal.later(MINUTE);
    portal.get(MIRA, &format!("{GLOBAL}/pdf"));
    let page = portal.get(DANA, GLOBAL);
    assert!(
        page.has("Viewed once, last Sat, Nov 21, 7:00 AM EST by Mira Lindqvist"),
        "{}",
        page.body
    );
    assert!(!page.has("quote_viewed") && !page.has("quote viewed"), "the history is of changes");
    portal.later(MINUTE);
    portal.get(MIRA, &format!("{LATITUDE}/comparison"));
    assert_eq!(
        told(&portal),
        "quote_viewed Q-1.2 Mira Lindqvist, quote_downloaded Q-1.2 Mira Lindqvist, quote_viewed Q-2.1 Mira Lindqvist"
    );
    let trail = portal.get(OLE, "/audit");
    assert!(
        trail.has("quote Q-1, version 2") && trail.has("Opened <a") && trail.has("Downloaded <a"),
        "{}",
        trail.body
    );
}

#[test]
fn a_quote_is_shown_also_when_opening_it_cannot_be_recorded() {
    let portal = portal();
    portal.app.db.execute("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
    let page = portal.get(MIRA, GLOBAL);
    assert!(page.status == StatusCode::OK && page.has("Accept quote"), "{}", page.body);
    assert!(portal.get(MIRA, &format!("{GLOBAL}/pdf")).body.starts_with("%PDF"));
    assert_eq!(told(&portal), "");
}
