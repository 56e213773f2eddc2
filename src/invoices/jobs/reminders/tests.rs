//! Reminders of invoices.
use crate::{
    invoices::stage::{SEED, issued, pay},
    testing::cast::*,
};
use futures_executor::block_on;

/// Harbour reminds a week and a day before the due date, and three days after it.
const REMINDS: &str = "UPDATE workspaces SET reminders_before = '[1,7]', reminders_after = '[3]' WHERE slug = 'harbour';";

/// A portal at nine in the morning of November 21, with an invoice that is due on December 5. Its own mails are sent.
fn opened() -> (Portal, String) {
    let portal = Portal::open(&format!("{SEED}{REMINDS}"));
    let at = issued(&portal);
    portal.later(2 * HOUR);
    portal.work();
    portal.app.mailer.sent.lock().unwrap().clear();
    (portal, at)
}

/// The clock rings, and what it found is sent. Returns the subjects of the mails.
fn sweep(portal: &Portal) -> Vec<String> {
    block_on(crate::jobs::sweep(&portal.app)).unwrap();
    portal.work();
    let sent = std::mem::take(&mut *portal.app.mailer.sent.lock().unwrap());
    let told = sent.into_iter().map(|mail| format!("{} {}", String::from(mail.to), mail.subject));
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

#[test]
fn clients_are_reminded_before_and_after_the_due_date_and_once_each_time() {
    let (portal, at) = opened();
    assert!(sweep(&portal).is_empty(), "two weeks before, on the day of issue");
    portal.later(7 * DAY);
    let week = sweep(&portal);
    assert_eq!(
        week,
        [
            "mira@harbour.example Invoice 2026-1001 is due on Dec 5, 2026",
            "tomas@harbour.example Invoice 2026-1001 is due on Dec 5, 2026"
        ]
    );
    assert!(sweep(&portal).is_empty(), "the clock rings again on the same day");
    portal.later(6 * DAY);
    assert_eq!(sweep(&portal).len(), 2, "a day before");
    portal.later(4 * DAY);
    assert_eq!(
        sweep(&portal),
        ["ines", "mira", "tomas"]
            .map(|who| format!("{who}@harbour.example Invoice 2026-1001 is overdue")),
        "three days after, and accounting as well"
    );
    for _ in 0..10 {
        portal.later(DAY);
        assert!(sweep(&portal).is_empty());
    }
    let page = portal.get(INES, &at);
    for words in ["7 days before it is due", "1 day before it is due", "3 days after it was due"] {
        assert!(page.has(&format!("Reminded: {words}")), "{words}");
    }
}

#[test]
fn a_missed_day_is_made_up_for_by_one_reminder() {
    let (portal, _) = opened();
    portal.later(9 * DAY);
    assert_eq!(sweep(&portal).len(), 2, "two days late");
    let (portal, _) = opened();
    portal.later(10 * DAY);
    assert!(sweep(&portal).is_empty(), "three days late is too late");
}

#[test]
fn nobody_is_reminded_of_what_is_paid_or_void() {
    for settle in [
        |portal: &Portal, at: &str| pay(portal, at, "p", "1", "123,906.40"),
        |portal: &Portal, at: &str| {
            let fields = [("key", "v"), ("version", "1"), ("reason", "Twice")];
            portal.post(INES, &format!("{at}/voidance"), &fields)
        },
    ] {
        let (portal, at) = opened();
        settle(&portal, &at);
        portal.work();
        portal.app.mailer.sent.lock().unwrap().clear();
        portal.later(7 * DAY);
        assert!(sweep(&portal).is_empty());
        assert_eq!(
            portal.value("SELECT count(*) FROM events WHERE action = 'invoice_reminded'"),
            "0"
        );
    }
}

#[test]
fn an_invoice_that_is_paid_before_its_reminder_is_sent_is_not_reminded_of() {
    let (portal, at) = opened();
    portal.later(7 * DAY);
    block_on(crate::jobs::sweep(&portal.app)).unwrap();
    pay(&portal, &at, "p", "1", "123,906.40");
    portal.work();
    let subjects: Vec<_> =
        portal.app.mailer.sent.lock().unwrap().iter().map(|it| it.subject.clone()).collect();
    assert_eq!(subjects, ["Payment received for invoice 2026-1001"; 2]);
    assert_eq!(
        portal.value(
            "SELECT DISTINCT state || ' ' || subject FROM outbox WHERE job = 'invoice_reminder'"
        ),
        "done Not sent: the invoice was paid or voided meanwhile"
    );
}

#[test]
fn of_two_sweeps_at_once_one_reminds() {
    use crate::{
        db::scope::Scope,
        invoices::{queries, reminding::Due},
        kit::ids::EventId,
    };
    let (portal, _) = opened();
    let [id, account_id, workspace] = ["id", "account_id", "workspace_id"].map(|column| {
        portal.value(&format!("SELECT {column} FROM invoices WHERE number = '2026-1001'"))
    });
    let it = Due { id: id.parse().unwrap(), account_id: account_id.parse().unwrap(), days: -7 };
    let scope = Scope::system(workspace.parse().unwrap(), portal.app.now());
    let held = || {
        let event = EventId::new(portal.app.now(), &portal.app.chance());
        block_on(portal.app.db.run(queries::remind(&it).by(&scope, event))).unwrap().held
    };
    assert_eq!([held(), held()], [true, false]);
    assert_eq!(portal.value("SELECT count(*) FROM outbox WHERE job = 'invoice_reminder'"), "2");
}

#[test]
fn an_administrator_sets_the_days_and_the_next_sweep_heeds_them() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    portal.app.mailer.sent.lock().unwrap().clear();
    portal.later(7 * DAY + 2 * HOUR);
    assert!(sweep(&portal).is_empty(), "no workspace reminds unless it says so");
    let page = portal.get(OLE, "/settings/payments");
    assert!(page.has("Reminders before the due date"));
    let set = |key: &str, version: &str, days: &str| {
        let mut fields = vec![("key", key), ("version", version), ("reminders_before", days)];
        let defaults = crate::settings::tests::defaults();
        let is_set = |name: &str| name == "reminders_before";
        let rest = defaults.iter().filter(|(name, _)| !is_set(name));
        fields.extend(rest.map(|(name, value)| (*name, value.as_str())));
        portal.post(OLE, "/settings/payments", &fields)
    };
    portal.app.db.execute("UPDATE sessions SET proven_at = 9000000000000000");
    assert!(set("a", "1", "soon").has("Enter days from 0 to 90"));
    assert_eq!(set("b", "1", "7, 1, 7").location(), "/settings/payments");
    assert_eq!(sweep(&portal).len(), 2);
    assert!(portal.get(INES, &at).has("7 days before it is due"));
}

#[test]
fn accounting_is_told_once_on_the_morning_after_the_due_date() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    portal.app.mailer.sent.lock().unwrap().clear();
    portal.later(14 * DAY + 2 * HOUR);
    assert!(sweep(&portal).is_empty(), "a payment on the due date is in time");
    portal.later(DAY - 2 * HOUR);
    assert!(sweep(&portal).is_empty(), "seven in the morning");
    portal.later(HOUR);
    assert_eq!(sweep(&portal), ["ines@harbour.example Invoice 2026-1001 is overdue"]);
    for _ in 0..10 {
        portal.later(DAY);
        assert!(sweep(&portal).is_empty(), "and never again");
    }
    let bell = portal.get(INES, "/notices");
    let words = "Invoice 2026-1001 to Lindqvist Holdings was due on Dec 5, 2026. $123,906.40 is outstanding.";
    assert!(bell.has(words), "{}", bell.body);
    assert_eq!(portal.value("SELECT path FROM notices WHERE occasion = 'invoice_overdue'"), at);
    assert!(!portal.get(DANA, "/notices").has("is overdue"), "it is accounting\u{2019}s");
    assert!(portal.get(INES, "/profile/notices").has("An invoice becomes overdue (accounting)"));
    assert!(portal.get(INES, &at).has("Became overdue"));
    assert!(portal.get(OLE, "/audit").has("Told accounting that"));
}

#[test]
fn where_nobody_does_accounting_administrators_are_told_what_is_overdue() {
    let portal = Portal::open(SEED);
    issued(&portal);
    portal.work();
    portal.app.mailer.sent.lock().unwrap().clear();
    portal.app.db.execute("UPDATE users SET state = 'disabled' WHERE role = 'accounting'");
    portal.later(16 * DAY + 2 * HOUR);
    assert_eq!(sweep(&portal), ["ole@harbour.example Invoice 2026-1001 is overdue"]);
}

#[test]
fn accounting_is_not_told_of_what_was_paid_in_time_or_has_been_overdue_for_long() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "p", "1", "123,906.40");
    portal.later(16 * DAY + 2 * HOUR);
    portal.work();
    portal.app.mailer.sent.lock().unwrap().clear();
    assert!(sweep(&portal).is_empty());
    let portal = Portal::open(SEED);
    issued(&portal);
    portal.later(23 * DAY + 2 * HOUR);
    portal.work();
    portal.app.mailer.sent.lock().unwrap().clear();
    assert!(sweep(&portal).is_empty(), "the portal was not running for more than a week");
}
