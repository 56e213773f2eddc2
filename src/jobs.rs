//! The registry of all jobs, and what runs them: the queue, one job at a time, and the clock.
use crate::{
    app::{App, Witness},
    audit,
    db::page::{Cursor, Page},
    domains,
    edge::log_fault,
    error::Result,
    factors, files,
    invoices::{
        self,
        jobs::{InvoiceIssued, InvoicePdf, InvoiceReminder, InvoicesIssued},
    },
    kit::{database::Database, zoned::MINUTE},
    live,
    mail::{Letter, Talk},
    mails,
    messages::{self, jobs::ReplyByMail},
    notices,
    outbox::{self, After, Done, Failed, Job, Row, after_failure},
    passengers,
    payments::{
        self,
        jobs::{PaymentReceipt, RefundToSend, StatementSent},
    },
    profile::{self, jobs::AddressCode},
    quotes::jobs::{AcceptanceReceipt, AcceptanceToSeal},
    requests,
    runs::{self, Run},
    sessions::{
        self,
        jobs::{Activation, Locked, NewDevice, SignInCode},
    },
    sign_ups::{self, jobs::SignUpReply},
    unsent,
};
use std::pin::Pin;

/// All jobs. A new one is a struct in its feature and a line here.
const JOBS: [RegisteredJob; 18] = [
    RegisteredJob::of::<AcceptanceReceipt>(),
    RegisteredJob::of::<AcceptanceToSeal>(),
    RegisteredJob::of::<Activation>(),
    RegisteredJob::of::<AddressCode>(),
    RegisteredJob::of::<InvoiceIssued>(),
    RegisteredJob::of::<InvoicePdf>(),
    RegisteredJob::of::<InvoiceReminder>(),
    RegisteredJob::of::<InvoicesIssued>(),
    RegisteredJob::of::<Letter>(),
    RegisteredJob::of::<Locked>(),
    RegisteredJob::of::<NewDevice>(),
    RegisteredJob::of::<PaymentReceipt>(),
    RegisteredJob::of::<RefundToSend>(),
    RegisteredJob::of::<ReplyByMail>(),
    RegisteredJob::of::<SignInCode>(),
    RegisteredJob::of::<SignUpReply>(),
    RegisteredJob::of::<StatementSent>(),
    RegisteredJob::of::<Talk>(),
];

/// How long a sweep of all databases takes at most. The next one goes on.
const LONGEST_SWEEP: i64 = 2 * MINUTE;

/// Where a statement deletes as many rows, it may have left some.
const FORGOTTEN: usize = 500;

/// Deletes sessions, challenges and unsent forms that ended long ago, and personal data that was kept long
/// enough, up to a number of each. Returns whether there may be more.
async fn forget(app: &App) -> Result<bool> {
    let now = app.now();
    let signing_in = (sessions::forget(now), factors::forget(now), unsent::forget(now));
    let people = (sign_ups::forget(now), passengers::forget(now), profile::forget(now));
    let words = (outbox::forget(now), mails::forget(now), messages::forget(now));
    let batch = ((signing_in, people), (words, notices::forget(now)), audit::jobs::forget(now));
    let ((signing_in, people), (words, notices), (_, events)) = app.db.run(batch).await?;
    let ((codes, sessions, failures), challenges, unsent) = signing_in;
    let (sign_ups, passengers, addresses) = people;
    let ((sent, chores), marks, (received, notes)) = words;
    let deleted = [
        [codes, sessions, failures, challenges, unsent],
        [sign_ups, passengers, addresses, notices, events],
        [sent, chores, marks, received, notes],
    ];
    Ok(deleted.as_flattened().iter().any(|many| many.0 >= FORGOTTEN))
}

type Running<'a> = Pin<Box<dyn Future<Output = Result<Done, Failed>> + Send + 'a>>;

/// A job with its name.
struct RegisteredJob {
    name: &'static str,
    run: for<'a> fn(&'a App, &'a Row) -> Running<'a>,
    #[cfg(test)]
    stored_again: fn(&str) -> Option<String>,
}

impl RegisteredJob {
    const fn of<J: Job>() -> Self {
        Self {
            name: J::NAME,
            run: start::<J>,
            #[cfg(test)]
            stored_again: tests::stored_again::<J>,
        }
    }
}

fn start<'a, J: Job>(app: &'a App, row: &'a Row) -> Running<'a> {
    Box::pin(async move {
        match serde_json::from_str::<J>(&row.task) {
            Ok(job) => job.run(app, row).await,
            Err(e) => Err(unknown(&format!("the job {} cannot be read: {e}", J::NAME))),
        }
    })
}

/// Fails so that the job is tried again, because another version of the portal may know it. If none
/// does, it is given up and staff see it.
fn unknown(words: &str) -> Failed {
    Failed { words: words.to_owned(), for_good: false }
}

async fn perform(app: &App, row: &Row) -> Result<Done, Failed> {
    match JOBS.iter().find(|it| it.name == row.job) {
        Some(job) => (job.run)(app, row).await,
        None => Err(unknown(&format!("there is no job \u{201c}{}\u{201d}", row.job))),
    }
}

/// Runs the job that a queue message announces: the id of a row, after the name of its database if that is not the
/// directory. A message that names a database which is not bound is delivered again.
pub async fn announced(app: &App, message: &str) -> Result<()> {
    match Database::unmarked(message) {
        Some((database, id)) => run(&app.of(&database)?, id).await,
        None => Ok(()),
    }
}

/// Runs the job of one row, if it is due and not claimed, and records the result. `Err` only if the
/// database failed, so that the queue delivers the message again. Open pages are told of what it changed.
pub async fn run(app: &App, id: &str) -> Result<()> {
    let app = &App { witness: Witness::default(), ..app.clone() };
    let Some(row) = notices::claim(app, id).await? else { return Ok(()) };
    let end = match perform(app, &row).await {
        Ok(Done { provider_id, subject }) => {
            outbox::done(id, row.attempts, &provider_id, &subject, app.now())
        }
        Err(Failed { words, for_good }) => match after_failure(row.attempts, for_good) {
            After::TryAgainIn { seconds } => {
                app.queue.send(id, seconds).await;
                let next_at = app.now() + i64::from(seconds) * 1_000;
                outbox::failed(id, row.attempts, &words, Some(next_at))
            }
            After::GiveUp => outbox::failed(id, row.attempts, &words, None),
        },
    };
    app.db.run(end).await?;
    live::tell(app, &app.witness.changes().0).await;
    Ok(())
}

/// A job of the clock.
type Sweeping<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// Announces all jobs again whose queue message was lost or whose worker died.
async fn announce(app: &App, time: i64) -> Result<()> {
    let began = app.now();
    let mut from = Cursor::oldest();
    loop {
        let due = Page::of(app.db.run(outbox::due(began, &from)).await?, outbox::DUE, |it| {
            Cursor::after(it.next_at, &it.id)
        });
        app.queue.send_all(due.rows.iter().map(|it| it.id.as_str())).await;
        let Some(next) = due.next.filter(|_| app.now() - began < time) else { break };
        from = next;
    }
    Ok(())
}

/// Runs by the clock: every job, in every database. One that fails stops no other.
pub async fn sweep(app: &App) -> Result<()> {
    let places: Vec<_> = app.everywhere().collect();
    let time = LONGEST_SWEEP / i64::try_from(places.len()).unwrap_or(1).max(1);
    let mut first = Ok(());
    for place in places {
        let swept = match place {
            Ok(place) => sweep_one(&place, time).await,
            Err(error) => Err(error),
        };
        first = first.and(swept);
    }
    first
}

/// Runs every job in one database, in order. Their runs are recorded for administrators.
async fn sweep_one(app: &App, time: i64) -> Result<()> {
    let app = &App { witness: Witness::default(), ..app.clone() };
    let began = app.now();
    let has_time = || app.now() - began < time;
    let jobs: [Sweeping; runs::JOBS.len()] = [
        Box::pin(announce(app, time)),
        Box::pin(messages::jobs::release(app)),
        Box::pin(async {
            while payments::jobs::check(app).await? && has_time() {}
            Ok(())
        }),
        Box::pin(async {
            while requests::jobs::drop_ended(app).await? && has_time() {}
            Ok(())
        }),
        Box::pin(async {
            while notices::tell(app).await? && has_time() {}
            Ok(())
        }),
        Box::pin(async {
            while invoices::jobs::remind(app).await? && has_time() {}
            Ok(())
        }),
        Box::pin(domains::sweep(app)),
        Box::pin(async {
            live::tell(app, &app.witness.changes().0).await;
            Ok(())
        }),
        Box::pin(async {
            while forget(app).await? && has_time() {}
            Ok(())
        }),
        Box::pin(files::sweep(app)),
        Box::pin(async {
            factors::reseal(app).await?;
            passengers::jobs::reseal(app).await
        }),
    ];
    let (mut recorded, mut first) = (Vec::new(), Ok(()));
    for ((name, _), job) in runs::JOBS.into_iter().zip(jobs) {
        let at = app.now();
        let fault = match job.await {
            Ok(()) => String::new(),
            Err(error) => {
                let reference = log_fault(&format!("sweep: {name}: {error:?}"));
                first = first.and(Err(error));
                reference
            }
        };
        recorded.push(Run { name: name.to_owned(), at, took: app.now() - at, fault });
    }
    app.db.run(runs::record(&recorded)).await?;
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{edge::NotSent, testing::cast::*};
    use futures_executor::block_on;

    /// Reads a stored job and stores it again.
    pub fn stored_again<J: Job>(task: &str) -> Option<String> {
        serde_json::from_str::<J>(task).ok().map(|job| serde_json::to_string(&job).unwrap())
    }

    /// Each job as it is stored in rows. Rows outlive a deployment, so a changed shape needs a
    /// migration.
    const STORED: [(&str, &str); 18] = [
        (
            "acceptance_receipt",
            r#"{"letter":{"subject":"Hello","lead":"It is.","facts":[],"action":"Look","path":"/"},"quote":"00000000-0000-7000-8000-0000000e2001"}"#,
        ),
        ("acceptance_to_seal", "null"),
        ("activation", "null"),
        ("address_code", "null"),
        ("invoice_issued", r#"{"invoice":"00000000-0000-7000-8000-0000000e4001"}"#),
        ("invoice_pdf", r#"{"invoice":"00000000-0000-7000-8000-0000000e4001"}"#),
        ("invoice_reminder", r#"{"invoice":"00000000-0000-7000-8000-0000000e4001"}"#),
        ("invoices_issued", r#"{"invoices":["00000000-0000-7000-8000-0000000e4001"]}"#),
        (
            "letter",
            r#"{"subject":"Hello","lead":"It is.","facts":[["When","now"]],"action":"Look","path":"/"}"#,
        ),
        ("locked", r#"{"address":"203.0.113.9","at":1,"until":2}"#),
        ("new_device", r#"{"device":"Safari on iPhone","at":1}"#),
        ("payment_receipt", r#"{"payment":"00000000-0000-7000-8000-0000000e4101"}"#),
        ("refund_to_send", r#"{"refund":"00000000-0000-7000-8000-0000000e4101"}"#),
        ("reply_by_mail", r#"{"mail":"00000000-0000-7000-8000-0000000e5501"}"#),
        ("sign_in_code", r#"{"code":"00000000-0000-7000-8000-0000000e8001"}"#),
        ("sign_up_reply", "null"),
        (
            "statement_sent",
            r#"{"account":"00000000-0000-7000-8000-0000000e1001","from":"2026-08-01","until":"2026-11-21"}"#,
        ),
        (
            "talk",
            r#"{"letter":{"subject":"Hello","lead":"It is.","facts":[],"action":"Look","path":"/"},"text":"Yes.","start":"It is. Yes.","thread":"00000000-0000-7000-8000-0000000e5001"}"#,
        ),
    ];

    #[test]
    fn every_job_has_a_name_of_its_own_and_reads_what_it_stored() {
        let names: Vec<_> = JOBS.iter().map(|it| it.name).collect();
        let stored: Vec<_> = STORED.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, stored);
        let unique: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
        for (job, (name, task)) in JOBS.iter().zip(STORED) {
            assert_eq!((job.stored_again)(task).as_deref(), Some(task), "{name}");
        }
    }

    /// While a version is being deployed, the one before it still writes rows.
    #[test]
    fn a_row_written_by_the_version_before_is_read() {
        for (old, new, subject) in [
            ("activation", "activation", "Your access to the portal"),
            ("address_code", "address_code", "Confirm your new address"),
            ("code", "sign_in_code", "Sign-in link"),
            ("invoice_pdf", "invoice_pdf", ""),
            ("locked", "locked", "Wrong passwords for your account"),
            ("new_device", "new_device", "New sign-in"),
            ("notice", "letter", "Hello"),
            ("sign_up", "sign_up_reply", "Your request for access"),
            ("staff_notice", "letter", "Hello"),
        ] {
            let (portal, id) = waiting();
            let (_, task) = STORED.iter().find(|(name, _)| *name == new).unwrap();
            let written = match *task {
                "null" => format!("\"{old}\""),
                task => format!("{{\"{old}\":{task}}}"),
            };
            portal.app.db.execute(&format!(
                "INSERT INTO outbox (id, workspace_id, event_id, kind, task, to_email, state, next_at, created_at)
                 SELECT 'old', workspace_id, event_id, 'mail', '{written}', to_email, 'queued', 0, 0 FROM outbox WHERE id = '{id}'"
            ));
            let face = if old == "staff_notice" { "ops" } else { "client" };
            assert_eq!(
                portal.value("SELECT job || ' ' || task || ' ' || to_face || ' ' || subject FROM outbox WHERE id = 'old'"),
                format!("{new} {task} {face} {subject}")
            );
        }
    }

    #[test]
    fn an_unknown_job_is_recorded_as_failed() {
        for change in ["job = 'of_another_age'", "job = 'sign_in_code', task = '{}'"] {
            let (portal, id) = waiting();
            portal.app.db.execute(&format!("UPDATE outbox SET {change}"));
            deliver(&portal, &id);
            let fault = portal.value("SELECT state || ': ' || fault FROM outbox");
            assert!(fault.starts_with("queued: th") && fault.contains(" job "), "{fault}");
            for _ in 2..=6 {
                wait(&portal);
                deliver(&portal, &id);
            }
            assert!(portal.get(DANA, "/mails?show=failed").has("zoe@harbour.example"));
        }
    }

    const ZOE: &str = "/contacts/00000000-0000-7000-8000-000000000c27";

    /// A portal with one mail in its outbox, and that mail's id.
    fn waiting() -> (Portal, String) {
        let portal = Portal::open("");
        portal.post(DANA, &format!("{ZOE}/invitation"), &[("key", "k"), ("role", "charter")]);
        let id = portal.value("SELECT id FROM outbox");
        (portal, id)
    }

    fn deliver(portal: &Portal, id: &str) {
        block_on(super::run(&portal.app, id)).unwrap();
    }

    fn sent(portal: &Portal) -> usize {
        portal.app.mailer.sent.lock().unwrap().len()
    }

    /// Lets the time pass until the next attempt is due.
    fn wait(portal: &Portal) {
        portal.later(3 * HOUR);
    }

    #[test]
    fn a_message_delivered_twice_sends_one_mail() {
        let (portal, id) = waiting();
        deliver(&portal, &id);
        deliver(&portal, &id);
        wait(&portal);
        deliver(&portal, &id);
        assert_eq!(sent(&portal), 1);
        assert_eq!(
            portal.value("SELECT state || ' ' || provider_id FROM outbox"),
            "done provider-1"
        );
    }

    /// Each kind of mail that brings a secret: how it comes into the outbox.
    #[test]
    fn a_mail_that_goes_out_twice_brings_the_same_secret() {
        let lost = (crate::edge::Break::Before, "D1_ERROR: Network connection lost.");
        let mira = [("email", "mira@harbour.example")];
        for (who, path, fields, batches) in [
            (DANA, format!("{ZOE}/invitation"), &[("key", "k"), ("role", "charter")][..], 4),
            (STRANGER, "/session/codes".to_owned(), &mira, 3),
            (
                MIRA,
                "/profile/address".to_owned(),
                &[("key", "k"), ("email", "mira@new.example")],
                3,
            ),
        ] {
            let portal = Portal::open("");
            portal.post(who, &path, fields);
            let secret =
                "SELECT id FROM outbox WHERE job IN ('activation', 'sign_in_code', 'address_code')";
            let id = portal.value(secret);
            portal.app.db.stumble(batches, &[lost; 6]);
            assert!(
                block_on(super::run(&portal.app, &id)).is_err(),
                "{path}: the end is not recorded"
            );
            portal.later(outbox::CLAIM);
            portal.app.db.stumbles.lock().unwrap().clear();
            deliver(&portal, &id);
            let mails = portal.app.mailer.sent.lock().unwrap().clone();
            assert_eq!(mails.len(), 2, "{path}");
            assert_eq!(mails[0], mails[1], "{path}");
            assert_eq!(
                portal.value(&format!("SELECT state FROM outbox WHERE id = '{id}'")),
                "done"
            );
        }
    }

    #[test]
    fn a_mail_that_staff_send_again_brings_a_new_password() {
        let (portal, id) = waiting();
        deliver(&portal, &id);
        portal.app.db.execute("UPDATE outbox SET state = 'dead'");
        let page = portal.get(DANA, &format!("/mails/{id}"));
        portal.post(DANA, &format!("/mails/{id}/attempts"), &[("key", &page.key())]);
        deliver(&portal, &id);
        let mails = portal.app.mailer.sent.lock().unwrap().clone();
        assert!(mails.len() == 2 && mails[0].text != mails[1].text);
    }

    #[test]
    fn a_temporary_password_is_not_sent_to_a_former_address() {
        let (portal, id) = waiting();
        let fields = [("version", "1"), ("name", "Zoë"), ("email", "zoe@new.example")];
        portal.post(DANA, ZOE, &fields);
        deliver(&portal, &id);
        assert_eq!(sent(&portal), 0);
        assert_eq!(portal.value(&format!("SELECT state FROM outbox WHERE id = '{id}'")), "dead");
        let user = "SELECT coalesce(password, 'none') FROM users WHERE email = 'zoe@new.example'";
        assert_eq!(portal.value(user), "none");
    }

    #[test]
    fn the_sweep_announces_a_job_whose_message_was_lost() {
        let (portal, id) = waiting();
        portal.app.queue.sent.lock().unwrap().clear();
        block_on(super::sweep(&portal.app)).unwrap();
        assert_eq!(*portal.app.queue.sent.lock().unwrap(), [(id, 0)]);
        portal.work();
        block_on(super::sweep(&portal.app)).unwrap();
        assert!(portal.app.queue.sent.lock().unwrap().is_empty());
        assert_eq!(sent(&portal), 1);
    }

    #[test]
    fn the_sweep_takes_all_that_is_due_and_all_that_has_ended() {
        let (portal, _) = waiting();
        portal.app.db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 350)
             INSERT INTO outbox (id, workspace_id, event_id, job, task, to_email, state, next_at, created_at)
             SELECT 'waiting ' || n.i, workspace_id, event_id, job, task, to_email, 'queued', n.i / 200, 0 FROM outbox, n;
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
             INSERT INTO sessions (digest, workspace_id, user_id, face, device, created_at, expires_at, seen_at, proven_at, factors)
             SELECT 'old ' || n.i, workspace_id, id, face, '', 0, 1, 0, 0, 1 FROM users, n WHERE email = 'mira@harbour.example'",
        );
        portal.app.queue.sent.lock().unwrap().clear();
        block_on(super::sweep(&portal.app)).unwrap();
        let sent = portal.app.queue.sent.lock().unwrap();
        let announced: std::collections::HashSet<_> = sent.iter().map(|(id, _)| id).collect();
        assert_eq!((sent.len(), announced.len()), (351, 351));
        assert_eq!(portal.value("SELECT count(*) FROM sessions WHERE digest LIKE 'old %'"), "0");
    }

    #[test]
    fn a_mail_says_that_nobody_is_to_answer_it_automatically() {
        let (portal, id) = waiting();
        deliver(&portal, &id);
        let mail = portal.app.mailer.sent.lock().unwrap()[0].clone();
        let all: Vec<_> =
            mail.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(
            all,
            [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")],
            "and a mail about one\u{2019}s own access cannot be stopped"
        );
        assert_eq!(mail.reply_to.as_deref(), Some("ops@harbour.example"));
    }

    #[test]
    fn staff_read_in_words_why_a_mail_was_not_sent() {
        let (portal, id) = waiting();
        portal
            .app
            .db
            .execute("UPDATE users SET state = 'disabled' WHERE email = 'zoe@harbour.example'");
        deliver(&portal, &id);
        let page = portal.get(DANA, &format!("/mails/{id}"));
        assert!(page.has("the invitation was withdrawn") && !page.has("Refused("), "{}", page.body);

        let (portal, id) = waiting();
        portal.app.db.execute("ALTER TABLE workspaces RENAME TO lost");
        deliver(&portal, &id);
        portal.app.db.execute("ALTER TABLE lost RENAME TO workspaces");
        let fault = portal.value("SELECT fault FROM outbox");
        assert_eq!(fault, "Something went wrong on our side (reference reference).");
    }

    #[test]
    fn a_claim_lasts_until_its_end_and_no_longer() {
        let (portal, id) = waiting();
        let claim = |now| block_on(portal.app.db.run(outbox::claim(&id, now))).unwrap();
        assert!(claim(NOON).is_some());
        assert!(claim(NOON + outbox::CLAIM - 1).is_none());
        assert!(claim(NOON + outbox::CLAIM).is_some());
    }

    #[test]
    fn a_failing_job_is_tried_again_and_then_given_up_and_shown_to_staff() {
        let (portal, id) = waiting();
        let refuse = |words: &str, for_good| {
            let not = NotSent { words: words.to_owned(), for_good };
            *portal.app.mailer.refuses.lock().unwrap() = Some(not);
        };
        refuse("the provider is away", false);
        for attempt in 1..=6 {
            assert_ne!(portal.value("SELECT state FROM outbox"), "dead", "{attempt}");
            deliver(&portal, &id);
            wait(&portal);
        }
        assert_eq!(portal.value("SELECT state || ' ' || attempts FROM outbox"), "dead 6");
        let delays: Vec<_> =
            portal.app.queue.sent.lock().unwrap().iter().map(|(_, delay)| *delay).collect();
        assert_eq!(delays, [0, 30, 120, 480, 1_920, 7_680]);
        let list = portal.get(DANA, "/mails?show=failed");
        assert!(list.has("zoe@harbour.example") && list.has("Failed"), "{}", list.body);
        assert!(!portal.get(RHEA, "/mails?show=failed").has("zoe@harbour.example"));

        *portal.app.mailer.refuses.lock().unwrap() = None;
        portal.app.queue.sent.lock().unwrap().clear();
        let page = portal.get(DANA, &format!("/mails/{id}"));
        portal.post(DANA, &format!("/mails/{id}/attempts"), &[("key", &page.key())]);
        portal.work();
        assert_eq!(
            (sent(&portal), portal.value("SELECT state FROM outbox")),
            (1, "done".to_owned())
        );
    }

    #[test]
    fn a_mail_to_an_address_refused_for_good_is_not_tried_again() {
        let (portal, id) = waiting();
        let not = NotSent { words: "E_RECIPIENT_SUPPRESSED".to_owned(), for_good: true };
        *portal.app.mailer.refuses.lock().unwrap() = Some(not);
        deliver(&portal, &id);
        assert_eq!(
            portal.value("SELECT state || ' ' || fault FROM outbox"),
            "dead E_RECIPIENT_SUPPRESSED"
        );
    }
}
