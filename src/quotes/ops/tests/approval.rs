//! The second pair of eyes: a quote is approved by somebody else before it is sent.
use super::{
    super::super::{queries, sending::Sending},
    *,
};

fn strict() -> Portal {
    let portal = portal();
    portal.app.db.execute("UPDATE workspaces SET quotes_need_approval = 1 WHERE slug = 'harbour'");
    portal
}

#[test]
fn a_draft_is_sent_after_somebody_else_approved_it() {
    let portal = strict();
    let form = portal.get(DANA, &format!("{REQUEST}/quotes/new"));
    assert!(form.has("must approve this quote before it is sent"), "said before it is saved");
    let quote = draft(&portal);
    let page = portal.get(DANA, &quote);
    assert!(page.has("Another member of the staff must approve this quote"));
    assert!(page.has("Needs approval"), "{}", page.body);
    assert!(!page.has("Send quote") && !page.has("Approve quote"));
    assert!(portal.get(OLE, "/quotes?show=drafts").has("Needs approval"));
    let early = act(&portal, DANA, &format!("{quote}/sending"), "1");
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.has("Another member of the staff must approve this quote before it is sent."));
    let own = act(&portal, DANA, &format!("{quote}/approval"), "1");
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(own.has("You changed this draft last, so you cannot approve it yourself."));
    assert!(portal.get(OLE, &quote).has("Approve quote"));
    assert_eq!(act(&portal, OLE, &format!("{quote}/approval"), "1").location(), quote);
    assert_eq!(
        portal.value("SELECT u.name FROM events e JOIN users u ON u.id = e.actor_id WHERE e.action = 'quote_approved'"),
        "Ole Berg"
    );
    let page = portal.get(DANA, &quote);
    assert!(page.has("Ole Berg") && page.has("Send quote") && !page.has("must approve"));
    assert!(act(&portal, INES, &format!("{quote}/approval"), "2").status.is_client_error());
    assert_eq!(act(&portal, DANA, &format!("{quote}/sending"), "2").status, StatusCode::SEE_OTHER);
}

#[test]
fn whoever_may_approve_a_draft_is_told_of_it_once_until_they_read_it() {
    let portal = strict();
    let quote = draft(&portal);
    let told = "SELECT group_concat(u.name || ' ' || n.occasion || ' ' || n.email || ' ' || (n.read_at IS NULL), ', ') FROM (SELECT * FROM notices ORDER BY rowid) n JOIN users u ON u.id = n.user_id";
    assert_eq!(
        portal.value(told),
        "Ole Berg quote_awaits_approval now 1",
        "not Dana, who drafted it, nor Ines"
    );
    assert_eq!(portal.value("SELECT path FROM notices"), quote);
    portal.post(DANA, &quote, &fields(&[("key", "e"), ("version", "1")]));
    assert_eq!(portal.value("SELECT count(*) FROM notices"), "1", "he has not read it yet");
    portal.app.db.execute("UPDATE notices SET read_at = 1");
    portal.post(DANA, &quote, &fields(&[("key", "f"), ("version", "2")]));
    assert_eq!(portal.value("SELECT count(*) FROM notices"), "2");
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    assert!(
        sent.iter().any(|it| it.text.contains("must approve it before it is sent")),
        "{sent:?}"
    );
}

#[test]
fn a_change_after_the_approval_needs_another_one() {
    let portal = strict();
    let quote = draft(&portal);
    act(&portal, OLE, &format!("{quote}/approval"), "1");
    let edited = portal.post(DANA, &quote, &fields(&[("key", "e"), ("version", "2")]));
    assert_eq!(edited.status, StatusCode::SEE_OTHER, "{}", edited.body);
    let refused = act(&portal, DANA, &format!("{quote}/sending"), "3");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(newest(&portal, "state, approved_by IS NULL AS open"), "state: draft\nopen: 1");
}

#[test]
fn the_approval_is_asked_for_in_the_very_change_that_sends() {
    let portal = portal();
    let quote = draft(&portal);
    let sending = Sending {
        quote: quote.trim_start_matches("/quotes/").parse().unwrap(),
        request: REQUEST.trim_start_matches("/requests/").parse().unwrap(),
        account: portal.value("SELECT account_id FROM quotes LIMIT 1").parse().unwrap(),
        reference: "Q-1001".into(),
        revision: 1,
        version: 1,
    };
    let letter = crate::mail::Letter {
        subject: String::new(),
        lead: String::new(),
        facts: Vec::new(),
        action: String::new(),
        path: String::new(),
    };
    let send = || portal.write(DANA, queries::send(&sending, "Terms.", &letter)).held;
    portal.app.db.execute("UPDATE workspaces SET quotes_need_approval = 1 WHERE slug = 'harbour'");
    assert!(!send(), "it was switched on after the page was read");
    portal.app.db.execute("UPDATE workspaces SET quotes_need_approval = 0");
    assert!(send());
}

#[test]
fn quotes_are_sent_without_approval_where_nobody_asked_for_it() {
    let portal = portal();
    assert!(!portal.get(DANA, &format!("{REQUEST}/quotes/new")).has("must approve this quote"));
    let quote = draft(&portal);
    assert!(!portal.get(OLE, &quote).has("Approve quote"));
    assert_eq!(act(&portal, DANA, &format!("{quote}/sending"), "1").status, StatusCode::SEE_OTHER);
}
