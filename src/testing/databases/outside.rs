//! What comes without a host, and the clock: it finds the database that it is about, or works for all of them.
use crate::{
    edge::{Break, Stored},
    kit::ids::{UserId, WorkspaceId},
    mail::Stop,
    mails,
    messages::jobs::{Handed, Taken, take},
    payments::stage::{self, begun, paid, tell},
    runs::JOBS,
    testing::cast::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use futures_executor::block_on;

fn sweep(portal: &Portal) -> bool {
    block_on(crate::jobs::sweep(&portal.app)).is_ok()
}

/// Dana writes to Mira from the second database; returns the address at which she answers.
fn told(portal: &Portal) -> String {
    let account = "00000000-0000-7000-8000-000000000a11";
    let fields = [("key", "a"), ("account", account), ("subject", "Gate"), ("body", "Which?")];
    portal.get(DANA, "/messages");
    let sent = portal.post(DANA, "/messages", &fields);
    assert_eq!((sent.status, &*sent.database), (StatusCode::SEE_OTHER, "DB_2"), "{}", sent.body);
    portal.work();
    let mails = portal.app.mailer.sent.lock().unwrap();
    let mail = mails.iter().find(|it| &*it.to == "mira@harbour.example").unwrap();
    mail.reply_to.clone().unwrap().to_string()
}

#[test]
fn a_payment_is_told_to_the_database_of_its_attempt() {
    let portal = Portal::open(stage::SEED);
    let at = begun(&portal);
    let there = portal.part("harbour");
    for _ in 0..2 {
        assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 50_000)), 200);
    }
    assert_eq!(there.value("SELECT state FROM attempts"), "succeeded");
    assert_eq!(there.value("SELECT count(*) || ' ' || sum(amount) FROM payments"), "1 50000");
    let waiting = portal.app.queue.sent.lock().unwrap().clone();
    assert!(waiting.iter().all(|(it, _)| it.starts_with("DB_2:")), "{waiting:?}");
    assert_eq!(tell(&portal, &paid("evt_2", "/nobodys", "usd", 1)), 200, "as one of nobody’s");
}

#[test]
fn a_payment_of_a_workspace_that_is_being_moved_is_told_again_later() {
    let portal = Portal::open(stage::SEED);
    let at = begun(&portal);
    portal.app.db.execute(
        "CREATE TRIGGER moving BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'the workspace is being moved'); END",
    );
    assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 50_000)), 503);
    portal.app.db.execute("DROP TRIGGER moving");
    assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 50_000)), 200);
    assert_eq!(portal.value("SELECT state FROM attempts"), "succeeded");
}

#[test]
fn a_link_that_stops_mails_works_for_people_elsewhere() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    let id = |what: &str| there.value(what).parse().unwrap();
    let workspace = WorkspaceId(id("SELECT id FROM workspaces"));
    let user = UserId(id("SELECT id FROM users WHERE email = 'mira@harbour.example'"));
    let token = Stop::new(workspace, user, "messages").token(&portal.app.config.signing_key);
    let address = format!("http://portal.test/unsubscribe?token={token}");
    let nobody = Person { name: "", host: "" };
    let page = portal.send(nobody, Request::get(&address).body(Body::empty()).unwrap());
    assert_eq!((page.status, &*page.database), (StatusCode::OK, "DB_2"), "{}", page.body);
    let stopped = portal.send(nobody, Request::post(&address).body(Body::empty()).unwrap());
    assert_eq!(stopped.status, StatusCode::OK, "{}", stopped.body);
    assert_eq!(there.value("SELECT count(*) FROM notice_choices WHERE occasion = 'messages'"), "1");
}

#[test]
fn a_reply_and_a_bounce_find_the_mail_that_they_are_about() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    let to = told(&portal);
    let raw = "From: Mira <mira@harbour.example>\r\nMessage-ID: <1@x.example>\r\nSubject: Re: Gate\r\n\r\nGate 4.\r\n";
    let handed = Handed { from: "mira@harbour.example", to: &to, raw: raw.as_bytes() };
    assert_eq!(block_on(take(&portal.app, &handed)).unwrap(), Taken::Kept);
    portal.work();
    assert_eq!(there.value("SELECT count(*) FROM messages WHERE side = 'client'"), "1");

    let mail =
        there.value("SELECT provider_id FROM outbox WHERE to_email = 'mira@harbour.example'");
    let bounce = format!(
        r#"{{"type":"cf.email.sending.message.bounced","payload":{{"messageId":"{mail}","delivery":{{"smtpStatusCode":550}}}}}}"#
    );
    block_on(mails::jobs::told(&portal.app, &bounce)).unwrap();
    assert_eq!(there.value("SELECT count(*) FROM address_faults"), "1");
}

#[test]
fn the_clock_works_in_every_database_and_a_broken_one_stops_no_other() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    portal.app.db.execute("ALTER TABLE job_runs RENAME TO lost_runs");
    assert!(!sweep(&portal));
    assert_eq!(there.value("SELECT count(*) FROM job_runs"), JOBS.len().to_string());
    portal.app.db.execute("ALTER TABLE lost_runs RENAME TO job_runs");

    // A message whose announcement was lost is found by the clock.
    *portal.app.queue.loses.lock().unwrap() = true;
    portal.get(MIRA, "/");
    let fields = [("key", "k"), ("subject", "A dog"), ("body", "He comes.")];
    assert_eq!(portal.post(MIRA, "/messages", &fields).database, "DB_2");
    *portal.app.queue.loses.lock().unwrap() = false;
    assert!(sweep(&portal));
    portal.work();
    assert!(!portal.app.mailer.sent.lock().unwrap().is_empty());
    assert_eq!(portal.value("SELECT count(*) FROM job_runs"), JOBS.len().to_string());
    assert!(portal.get(OLE, "/runs").has("Done"));
}

/// A portal with a file of Ridgeline in the first database, one of Harbour in the second, and one of nobody.
fn filed() -> Portal {
    let portal = Portal::open(WALK);
    portal.app.db.execute("PRAGMA foreign_keys = OFF");
    for (n, slug) in [("1", "harbour"), ("2", "ridgeline")] {
        portal.app.db.execute(&format!(
            "INSERT INTO files (id, workspace_id, trip_id, user_id, face, name, content_type, size, digest, key, created_at)
             SELECT 'f{n}', id, 'x', 'x', 'ops', 'a.pdf', 'application/pdf', 1, '', 'files/{slug}', 0 FROM workspaces WHERE slug = '{slug}'"
        ));
    }
    for key in ["files/harbour", "files/nobodys", "files/ridgeline"] {
        let file = Stored { bytes: vec![1], content_type: "application/pdf".to_owned() };
        portal.app.files.kept.lock().unwrap().insert(key.to_owned(), file);
    }
    portal.part("harbour");
    portal
}

fn kept(portal: &Portal) -> Vec<String> {
    let mut keys: Vec<_> = portal.app.files.kept.lock().unwrap().keys().cloned().collect();
    keys.retain(|it| it.starts_with("files/"));
    keys.sort();
    keys
}

const ALL: [&str; 3] = ["files/harbour", "files/nobodys", "files/ridgeline"];

#[test]
fn a_file_that_any_database_knows_is_never_deleted() {
    let portal = filed();
    assert!(sweep(&portal));
    assert_eq!(kept(&portal), ["files/harbour", "files/ridgeline"]);
}

#[test]
fn no_file_is_deleted_while_a_database_cannot_be_asked() {
    let portal = filed();
    let there = portal.app.databases.all().last().unwrap();
    let there = portal.app.databases.open(&there).unwrap();
    there.execute("ALTER TABLE files RENAME TO lost_files");
    assert!(!sweep(&portal));
    assert_eq!(kept(&portal), ALL);
    there.execute("ALTER TABLE lost_files RENAME TO files");
    *there.meanwhile.lock().unwrap() = None;
    there.stumble(0, &[(Break::Before, "D1 DB is overloaded"); 400]);
    assert!(!sweep(&portal));
    assert_eq!(kept(&portal), ALL);
}

#[test]
fn no_file_is_deleted_while_a_database_with_workspaces_has_no_binding() {
    let portal = filed();
    portal.app.databases.unbind("DB_2");
    assert!(!sweep(&portal));
    assert_eq!(kept(&portal), ALL);
}

#[test]
fn no_file_is_deleted_while_a_workspace_is_being_moved() {
    let portal = filed();
    portal.app.db.execute("UPDATE elsewhere SET database = NULL WHERE host = 'harbour'");
    assert!(sweep(&portal));
    assert_eq!(kept(&portal), ALL);
    portal.app.db.execute("UPDATE elsewhere SET database = 'DB_2'");
    assert!(sweep(&portal));
    assert_eq!(kept(&portal), ["files/harbour", "files/ridgeline"]);
}

#[test]
fn whoever_watches_is_told_which_database_does_not_answer() {
    let portal = Portal::open("");
    portal.part("harbour");
    let ask = |portal: &Portal| {
        let request = Request::get("http://portal.test/health").body(Body::empty()).unwrap();
        portal.send(Person { name: "", host: "" }, request)
    };
    assert_eq!(ask(&portal).status, StatusCode::OK);
    let name = portal.app.databases.all().last().unwrap();
    let there = portal.app.databases.open(&name).unwrap();
    there.stumble(0, &[(Break::Before, "D1 DB is overloaded"); 6]);
    let reply = ask(&portal);
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.has("database does not answer (DB_2)\nfiles ok"), "{}", reply.body);
}
