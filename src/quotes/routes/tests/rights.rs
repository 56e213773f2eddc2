//! Who may answer a quote, and who may see its price.
use super::*;

fn decline(portal: &Portal, who: Person, key: &str) -> Reply {
    let fields = [("key", key), ("version", "2"), ("reason", "Too dear")];
    portal.post(who, &format!("{GLOBAL}/decline"), &fields)
}

fn ask_for_changes(portal: &Portal, who: Person, key: &str) -> Reply {
    let fields = [("key", key), ("version", "2"), ("comment", "Later")];
    portal.post(who, &format!("{GLOBAL}/change-request"), &fields)
}

#[test]
fn a_client_who_may_not_answer_is_told_whom_to_ask() {
    let portal = portal();
    portal.deny(TOMAS, "approve_quotes");
    let page = portal.get(TOMAS, GLOBAL);
    assert!(page.has("74,800.00") && page.has("Awaiting an answer"), "{}", page.body);
    assert!(page.has("Ask Mira Lindqvist or Harbour Aviation."), "{}", page.body);
    for words in ["/acceptance", "/decline", "/change-request", "Accept quote", "your answer"] {
        assert!(!page.has(words), "{words}");
    }
    for reply in [
        accept(&portal, TOMAS, GLOBAL, "a"),
        decline(&portal, TOMAS, "b"),
        ask_for_changes(&portal, TOMAS, "c"),
        accept(&portal, TOMAS, UNKNOWN, "d"),
    ] {
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.body);
        assert!(reply.has("You don\u{2019}t have access"));
    }
    assert!(nothing_is_written(&portal));
    portal.deny(MIRA, "see_money");
    assert!(portal.get(TOMAS, GLOBAL).has("Ask Harbour Aviation."));
}

#[test]
fn a_client_who_may_not_see_money_sees_no_price_and_cannot_answer() {
    let portal = portal();
    portal.app.db.execute("UPDATE quotes SET message = 'Only 74,800 today'");
    portal.deny(MIRA, "see_money");
    let page = portal.get(MIRA, GLOBAL);
    assert!(page.has("1 leg, Global 6000, 6 passengers"), "{}", page.body);
    for path in [
        GLOBAL,
        "/quotes",
        "/quotes?show=all",
        "/",
        "/requests/00000000-0000-7000-8000-000000000e03",
    ] {
        let page = portal.get(MIRA, path);
        assert_eq!(page.status, StatusCode::OK);
        let shown = page.body.replace(&page.key(), "");
        for words in ["74,800", "68,000", "USD", "Deposit", "Charter terms", "0.00"] {
            assert!(!shown.contains(words), "{path}: {words}: {shown}");
        }
    }
    assert!(portal.get(MIRA, "/quotes").has("Global 6000"));
    assert_eq!(accept(&portal, MIRA, GLOBAL, "a").status, StatusCode::FORBIDDEN);
    assert!(nothing_is_written(&portal));
}

#[test]
fn a_withdrawn_grant_also_stops_a_page_opened_before() {
    for grant in ["approve_quotes", "see_money"] {
        let portal = portal();
        let key = portal.get(MIRA, GLOBAL).key();
        portal.deny(MIRA, grant);
        assert_eq!(accept(&portal, MIRA, GLOBAL, &key).status, StatusCode::FORBIDDEN, "{grant}");
        assert!(nothing_is_written(&portal));
    }
    let portal = portal();
    let key = portal.get(MIRA, GLOBAL).key();
    portal
        .app
        .db
        .execute("UPDATE users SET role = 'customer' WHERE email = 'mira@harbour.example'");
    assert_eq!(accept(&portal, MIRA, GLOBAL, &key).status, StatusCode::NOT_FOUND);
    assert!(nothing_is_written(&portal));
}
