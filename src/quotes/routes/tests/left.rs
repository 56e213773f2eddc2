//! A request of which no quote awaits an answer any more waits for the operator.
use super::*;

const REQUEST: &str = "/requests/00000000-0000-7000-8000-000000000e03";

fn decline(portal: &Portal, quote: &str) {
    let fields = [("key", quote), ("version", "2"), ("why", "price"), ("reason", "")];
    let reply = portal.post(MIRA, &format!("{quote}/decline"), &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}

/// Where the operator finds the request, and the word for its state on both sides.
fn stands(portal: &Portal) -> (&'static str, &'static str) {
    let [waits, sent] = ["/requests", "/requests?pile=quoted"]
        .map(|list| portal.get(DANA, list).has(&format!("href=\"{REQUEST}\"")));
    let pile = if waits { "Needs you" } else { "With the client" };
    assert_ne!(waits, sent, "it is in one of the tabs");
    let word =
        if portal.get(MIRA, "/requests").has("Under review") { "Under review" } else { "Quoted" };
    for who in [MIRA, DANA] {
        assert!(portal.get(who, REQUEST).has(&format!("{word}</span>")), "{}", who.name);
    }
    (pile, word)
}

#[test]
fn a_request_whose_last_quote_was_declined_is_under_review_again() {
    let portal = portal();
    assert_eq!(stands(&portal), ("With the client", "Quoted"));
    decline(&portal, GLOBAL);
    assert_eq!(stands(&portal), ("With the client", "Quoted"), "another quote awaits an answer");
    decline(&portal, LATITUDE);
    assert_eq!(stands(&portal), ("Needs you", "Under review"));
    let waits = "SELECT state || (waiting_since = 1795262400000) FROM requests WHERE reference = 'R-2' AND workspace_id LIKE '%01'";
    assert_eq!(portal.value(waits), "under_review1");
}

#[test]
fn a_request_whose_last_quote_expired_is_under_review_again() {
    let portal = portal();
    portal.later(MINUTE);
    assert_eq!(stands(&portal), ("Needs you", "Under review"));
    assert!(portal.get(MIRA, "/").has("Under review"));
    assert_eq!(portal.value("SELECT state FROM requests WHERE reference = 'R-2'"), "quoted");
}
