//! The second pair of eyes: an invoice is issued after somebody else than its author approved it.
use crate::{
    invoices::stage::{QUOTE, SEED, issue_as},
    testing::cast::*,
};
use axum::http::StatusCode;

const HOLDINGS: &str = "/accounts/00000000-0000-7000-8000-000000000a11";
const RATE: &str = "INSERT INTO rates (id, workspace_id, name, kind, ppm, in_force_from, created_at) VALUES
  ('00000000-0000-7000-8000-0000000e7009', '00000000-0000-7000-8000-000000000001', 'Sales tax', 'percent', 66250, '2026-01-01', 0);";

fn strict() -> Portal {
    Portal::open(&format!(
        "{SEED}{RATE}UPDATE workspaces SET invoices_need_approval = 1 WHERE slug = 'harbour';"
    ))
}

/// The draft of the invoice for the quote, by Ines.
fn draft(portal: &Portal) -> String {
    let saved = issue_as(portal, INES, "save", QUOTE);
    assert!(saved.location().starts_with("/invoices/drafts/"), "{}", saved.body);
    saved.location().to_owned()
}

/// The draft of an invoice without a quote, by Ines.
fn free(portal: &Portal) -> String {
    let fields = [
        ("key", "f"),
        ("about", "Conference room"),
        ("due_on", "2026-12-05"),
        ("label.0", "Room"),
        ("price.0", "100.00"),
        ("taxable.0", "yes"),
    ];
    portal.post(INES, &format!("{HOLDINGS}/invoices"), &fields).location().to_owned()
}

fn act(portal: &Portal, who: Person, at: &str, version: &str) -> Reply {
    let key = format!("{at} {version} {}", who.host);
    portal.post(who, at, &[("key", &key), ("version", version)])
}

fn issued(portal: &Portal) -> String {
    portal.value("SELECT coalesce(group_concat(number || ' ' || total, ', '), '') FROM invoices")
}

#[test]
fn an_invoice_is_issued_after_somebody_else_approved_its_draft() {
    let portal = strict();
    let form = portal.get(INES, &format!("/invoices/new?quote={QUOTE}"));
    assert!(form.has("must approve this invoice before it is issued") && form.has("Save draft"));
    let draft = draft(&portal);
    assert_eq!(issued(&portal), "", "no number is given yet");
    assert_eq!(portal.get(MIRA, &draft).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(RHEA, &draft).status, StatusCode::NOT_FOUND);
    let own = portal.get(INES, &draft);
    assert!(own.has("Another member of the staff must approve") && !own.has("Approve and issue"));
    let refused = act(&portal, INES, &format!("{draft}/approval"), "1");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("You changed this draft last, so you cannot approve it yourself."));
    assert!(act(&portal, DANA, &format!("{draft}/approval"), "1").status.is_client_error());
    for page in [draft.as_str(), "/invoices?show=drafts"] {
        let page = portal.get(OLE, page);
        assert!(page.has("123,906.40") && page.has("Ines Duarte"), "{}", page.body);
    }
    assert!(portal.get(OLE, "/invoices?show=to-invoice").has(&draft), "it is not drafted twice");
    assert!(portal.get(OLE, "/").has(&draft), "it waits under Today");
    assert!(!portal.get(INES, "/").has(&draft) && !portal.get(DANA, "/").has(&draft));
    let stale = act(&portal, OLE, &format!("{draft}/approval"), "2");
    assert!(stale.status == StatusCode::CONFLICT && stale.has("changed since you opened"));
    let invoice = draft.replace("/drafts", "");
    for _ in ["", "again"] {
        assert_eq!(act(&portal, OLE, &format!("{draft}/approval"), "1").location(), invoice);
    }
    assert_eq!(issued(&portal), "2026-1001 12390640");
    let page = portal.get(OLE, &invoice);
    assert!(page.has("Saved as a draft") && page.has("Ines Duarte") && page.has("Net 14."));
    assert!(portal.get(MIRA, &invoice).has("2026-1001"));
    assert_eq!(portal.get(OLE, &draft).location(), invoice, "the mail about it leads to it");
    assert_eq!(portal.value("SELECT count(*) FROM invoice_drafts"), "0");
    let trail = portal.rows("SELECT e.action AS a, u.name AS n FROM events e JOIN users u ON u.id = e.actor_id WHERE e.action IN ('invoice_drafted', 'invoice_issued') ORDER BY e.rowid");
    assert_eq!(trail, "a: invoice_drafted\nn: Ines Duarte\n\na: invoice_issued\nn: Ole Berg");
}

#[test]
fn whoever_changes_a_draft_cannot_approve_it() {
    let portal = strict();
    let draft = draft(&portal);
    let editor = portal.get(OLE, &draft).body;
    let editor = editor.split("href=\"").find(|it| it.starts_with("/invoices/new?")).unwrap();
    let editor = editor.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    let form = portal.get(OLE, &editor);
    assert_eq!(
        (form.field("due_on"), form.field("draft_version")),
        ("Dec 5, 2026".into(), "1".into())
    );
    assert!(form.has("Net 14."), "{}", form.body);
    assert_eq!(portal.get(OLE, &format!("/invoices/new?quote={QUOTE}")).location(), draft);
    let id = draft.trim_start_matches("/invoices/drafts/");
    let change = |who: Person, key: &str, version: &str| {
        let fields = [
            ("key", key),
            ("quote", QUOTE),
            ("version", "3"),
            ("due_on", "12/31/2026"),
            ("terms", "Net 30."),
            ("actual.1", "10.00"),
            ("draft", id),
            ("draft_version", version),
        ];
        portal.post(who, "/invoices", &fields)
    };
    assert_eq!(change(OLE, "a", "1").location(), draft);
    assert_eq!(change(INES, "b", "1").status, StatusCode::CONFLICT, "Ole was first");
    let own = act(&portal, OLE, &format!("{draft}/approval"), "2");
    assert_eq!(own.status, StatusCode::CONFLICT);
    let reply = act(&portal, INES, &format!("{draft}/approval"), "2");
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(
        portal.value("SELECT total || ' ' || due_on || ' ' || terms FROM invoices"),
        "11379640 2026-12-31 Net 30."
    );
}

#[test]
fn whoever_may_approve_it_is_told_once_until_they_read_it() {
    let portal = strict();
    let draft = draft(&portal);
    let told = "SELECT group_concat(u.name || ' ' || n.occasion || ' ' || n.path, ', ') FROM notices n JOIN users u ON u.id = n.user_id";
    let expected = format!("Ole Berg invoice_awaits_approval {draft}");
    assert_eq!(portal.value(told), expected, "not Ines, who saved it, nor Dana");
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    let mail = sent.iter().find(|it| it.subject == "An invoice for TEB to LTN needs your approval");
    assert!(mail.is_some_and(|it| it.text.contains("$123,906.40")), "{sent:?}");
}

#[test]
fn deposits_and_invoices_without_a_quote_are_approved_too() {
    let portal = strict();
    let fields = [
        ("key", "d"),
        ("version", "3"),
        ("percent", "50"),
        ("due_on", "2026-12-05"),
        ("terms", ""),
    ];
    let deposit = portal.post(INES, &format!("/quotes/{QUOTE}/deposits"), &fields);
    let deposit = deposit.location().to_owned();
    let again = portal.post(
        INES,
        &format!("/quotes/{QUOTE}/deposits"),
        &[&fields[1..], &[("key", "e")]].concat(),
    );
    assert_eq!(again.status, StatusCode::CONFLICT, "there is a draft of it");
    let free = free(&portal);
    for draft in [&deposit, &free] {
        assert!(draft.starts_with("/invoices/drafts/"), "{draft}");
        act(&portal, OLE, &format!("{draft}/approval"), "1");
    }
    assert_eq!(issued(&portal), "D-2026-1001 6195320, 2026-1001 10663");
}

#[test]
fn a_draft_whose_day_or_taxes_have_passed_is_changed_first() {
    let portal = strict();
    let free = free(&portal);
    portal.app.db.execute("UPDATE rates SET ppm = 70000");
    let refused = act(&portal, OLE, &format!("{free}/approval"), "1");
    assert!(refused.has("The taxes changed since this draft was saved."), "{}", refused.body);
    let draft = draft(&portal);
    portal
        .app
        .db
        .execute("UPDATE invoice_drafts SET plan = replace(plan, '2026-12-05', '2026-11-01')");
    let refused = act(&portal, OLE, &format!("{draft}/approval"), "1");
    assert!(refused.has("Its due date has passed."), "{}", refused.body);
    assert_eq!(issued(&portal), "");
    let discarded = act(&portal, OLE, &format!("{draft}/removal"), "1");
    assert_eq!(discarded.location(), "/invoices?show=drafts");
    assert_eq!(portal.get(OLE, &draft).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_months_invoices_become_drafts_at_once() {
    let portal = strict();
    portal.app.db.execute("UPDATE quotes SET departs_at = 1796951700000, lines = replace(lines, '\"estimate\"', '\"fixed\"')");
    let second = "00000000-0000-7000-8000-00000000ef02";
    let fields = [
        ("key", "a"),
        ("month", "2026-12"),
        ("due_on", "2026-12-31"),
        ("terms", "Due {due_date}."),
        ("quote", QUOTE),
        ("quote", second),
    ];
    let at = format!("{HOLDINGS}/invoices/batch");
    for _ in ["", "again"] {
        assert_eq!(portal.post(INES, &at, &fields).location(), "/invoices?show=drafts");
    }
    let page = portal.get(INES, &format!("{at}?month=2026-12"));
    assert!(page.has("Nothing to invoice at once"), "{}", page.body);
    let other = [&[("key", "b")], &fields[1..]].concat();
    assert_eq!(portal.post(INES, &at, &other).status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(portal.value("SELECT count(*) FROM invoice_drafts"), "2");
    assert_eq!(portal.value("SELECT count(*) FROM notices"), "1", "Ole is told once");
    let id = portal.value("SELECT id FROM invoice_drafts WHERE path LIKE '%ef02'");
    act(&portal, OLE, &format!("/invoices/drafts/{id}/approval"), "1");
    assert_eq!(issued(&portal), "2026-1001 12390640");
    assert!(portal.get(MIRA, &format!("/invoices/{id}")).has("Due Dec 31, 2026."));
}

#[test]
fn the_approval_is_asked_for_in_the_very_change_that_issues() {
    let portal = Portal::open(SEED);
    let page = portal.get(INES, &format!("/invoices/new?quote={QUOTE}"));
    assert!(page.has("Issue invoice") && !page.has("must approve"));
    let issue = {
        use crate::{
            invoices::{drafting::Plan, queries},
            kit::ids::InvoiceId,
        };
        let bill = queries::bill(&scope_of(INES), QUOTE.parse().unwrap());
        let bill = futures_executor::block_on(portal.app.db.run(bill)).unwrap().unwrap();
        let charges = crate::invoices::actuals::charges(&bill.lines, &[(1, 1_012_000)]).unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 5).unwrap();
        let id = InvoiceId(uuid::Uuid::max());
        Plan::Quote(bill.issue(id, 3, (day, day), String::new(), charges))
    };
    let write = || portal.write(INES, crate::invoices::queries::carry_out(&issue, None)).held;
    portal.app.db.execute("UPDATE workspaces SET invoices_need_approval = 1");
    assert!(!write(), "it was switched on after the page was read");
    portal.app.db.execute("UPDATE workspaces SET invoices_need_approval = 0");
    assert!(write());
}

#[test]
fn a_draft_can_be_issued_when_the_setting_is_switched_off() {
    let portal = strict();
    let draft = draft(&portal);
    portal.app.db.execute("UPDATE workspaces SET invoices_need_approval = 0");
    let page = portal.get(INES, &draft);
    assert!(page.has("Issue invoice"), "{}", page.body);
    assert!(portal.get(INES, "/invoices").has("To approve"), "drafts are not hidden");
    let invoice = act(&portal, INES, &format!("{draft}/approval"), "1");
    assert_eq!(invoice.location(), draft.replace("/drafts", ""));
}
