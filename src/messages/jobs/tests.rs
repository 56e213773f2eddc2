//! Replies by mail, from the notice to the thread.
use super::*;
use crate::testing::cast::*;
use axum::http::StatusCode;
use futures_executor::block_on;

/// Dana writes to the account of Mira and Tomas. Returns the thread, and the addresses at which each of them answers.
fn told(portal: &Portal) -> (String, String, String) {
    let account = "00000000-0000-7000-8000-000000000a11";
    let fields = [
        ("key", "a"),
        ("account", account),
        ("subject", "Gate"),
        ("body", "Which gate?\nTell us."),
    ];
    let sent = portal.post(DANA, "/messages", &fields);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    portal.work();
    let mails = portal.app.mailer.sent.lock().unwrap().clone();
    let answered_at = |who: &str| {
        let mail = mails.iter().find(|it| &*it.to == who).unwrap();
        assert!(
            mail.text.contains("Which gate?\nTell us.") && mail.text.starts_with('\u{2014}'),
            "{}",
            mail.text
        );
        mail.reply_to.clone().unwrap().to_string()
    };
    let (mira, tomas) = (answered_at("mira@harbour.example"), answered_at("tomas@harbour.example"));
    (sent.location().to_owned(), mira, tomas)
}

/// A mail with these lines of its head and this text.
fn mail(from: &str, head: &str, text: &str) -> String {
    format!("From: {from}\r\n{head}Subject: Re: Gate\r\n\r\n{}\r\n", text.replace('\n', "\r\n"))
}

fn hand(portal: &Portal, to: &str, raw: &str) -> Taken {
    let taken = block_on(take(
        &portal.app,
        &Handed { from: "mira@harbour.example", to, raw: raw.as_bytes() },
    ))
    .unwrap();
    portal.work();
    taken
}

const FROM_MIRA: &str = "Mira Lindqvist <mira@harbour.example>";
const ID: &str = "Message-ID: <1@mail.example>\r\n";

#[test]
fn a_reply_by_mail_is_a_message_of_the_thread_once() {
    let portal = Portal::open("");
    let (thread, mira, tomas) = told(&portal);
    assert!(mira != tomas && mira.ends_with("@reply.example"), "{mira}");
    let raw = mail(FROM_MIRA, ID, "Gate 4.\n\nOn Tue, Nov 24, 2026 Harbour wrote:\n> Which gate?");
    for _ in 0..2 {
        assert_eq!(hand(&portal, &mira, &raw), Taken::Kept);
    }
    assert_eq!(portal.value("SELECT count(*) FROM messages WHERE side = 'client'"), "1");
    let page = portal.get(DANA, &thread);
    assert!(
        page.has("Mira Lindqvist, Lindqvist Holdings") && page.has("Gate 4.</p>"),
        "{}",
        page.body
    );
    assert!(page.has("By email") && page.has("The rest of the email") && page.has("Which gate?"));
    assert!(portal.get(DANA, "/messages").has("Gate 4."), "it waits for an answer");
    assert!(portal.get(TOMAS, &thread).has("Gate 4.</p>"));
    assert!(portal.get(DANA, "/profile").bell.contains("Message about Gate"));
    let kept = portal.value("SELECT key FROM mails_in");
    let files = portal.app.files.kept.lock().unwrap();
    assert_eq!(files.get(&kept).unwrap().bytes, raw.as_bytes());
    assert_eq!(files.keys().filter(|it| it.starts_with("mail/")).count(), 1);
}

#[test]
fn a_closed_thread_is_opened_by_a_reply_by_mail() {
    let portal = Portal::open("");
    let (thread, mira, _) = told(&portal);
    portal.post(OLE, &format!("{thread}/state"), &[("key", "b"), ("state", "closed")]);
    hand(&portal, &mira, &mail(FROM_MIRA, ID, "Wait."));
    assert_eq!(portal.value("SELECT state FROM threads"), "open");
}

#[test]
fn only_the_person_answers_at_their_address() {
    let portal = Portal::open("");
    let (thread, mira, _) = told(&portal);
    let stranger = mail("Bob Stone <bob@elsewhere.example>", ID, "Hello");
    assert_eq!(hand(&portal, &mira, &stranger), Taken::Refused(Refusal::Stranger));
    assert!(Refusal::Stranger.words().contains("Please answer from that address"));
    let elsewhere = mail("Mira Lindqvist <mira@home.example>", ID, "From home.");
    assert_eq!(hand(&portal, &mira, &elsewhere), Taken::Kept);
    let page = portal.get(DANA, &thread);
    assert!(
        page.has("Sent from mira@home.example, which is not confirmed as theirs."),
        "{}",
        page.body
    );
    let forged = mira.replacen("r.", "r.0", 1);
    let raw = mail(FROM_MIRA, "Message-ID: <2@mail.example>\r\n", "Hello");
    for unknown in [
        forged.as_str(),
        "r.1.2@reply.example",
        "ops@reply.example",
        &mira.replace("reply.", "other."),
    ] {
        assert_eq!(hand(&portal, unknown, &raw), Taken::Refused(Refusal::Unknown), "{unknown}");
    }
    portal
        .app
        .db
        .execute("UPDATE users SET state = 'disabled' WHERE email = 'mira@harbour.example'");
    assert_eq!(hand(&portal, &mira, &raw), Taken::Refused(Refusal::NoAccess));
    assert_eq!(portal.value("SELECT count(*) FROM messages WHERE side = 'client'"), "1");
}

#[test]
fn what_machines_write_is_counted_and_no_message() {
    let portal = Portal::open("");
    let (_, mira, _) = told(&portal);
    for head in ["Auto-Submitted: auto-replied\r\n", "Precedence: bulk\r\n"] {
        assert_eq!(hand(&portal, &mira, &mail(FROM_MIRA, head, "I am away.")), Taken::Dropped);
    }
    assert_eq!(portal.value("SELECT many FROM mails_dropped"), "2");
    assert_eq!(portal.value("SELECT count(*) FROM messages WHERE side = 'client'"), "0");
    let large = "x".repeat(LARGEST + 1);
    assert_eq!(hand(&portal, &mira, &large), Taken::Refused(Refusal::TooLarge));
}

#[test]
fn files_of_a_mail_are_kept_and_those_that_could_run_are_not() {
    let portal = Portal::open("");
    let (thread, mira, _) = told(&portal);
    let raw = include_str!("../incoming/mails/iphone.eml");
    assert_eq!(hand(&portal, &mira, raw), Taken::Kept);
    let id = portal.value("SELECT id FROM files");
    let page = portal.get(DANA, &thread);
    assert!(
        page.has("Gate Übersicht.pdf") && page.has(&format!("/attachments/{id}")),
        "{}",
        page.body
    );
    let path = format!("/attachments/{id}");
    assert!(portal.get(TOMAS, &path).body.starts_with("%PDF"));
    assert_eq!(portal.get(RUTH, &path).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(RHEA, &path).status, StatusCode::NOT_FOUND);
    let page = raw.replace("JVBERi0xLjcKJSVFT0YK", "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==");
    hand(&portal, &mira, &page.replace("7F2A-iphone", "7F2B-iphone"));
    assert_eq!(
        portal.value("SELECT count(*) FROM files"),
        "1",
        "a page that runs a script is not kept as a file"
    );
    for reader in [DANA, TOMAS] {
        let said = "<bdi>Gate Übersicht.pdf</bdi> was not added: files of this kind are not taken.";
        assert!(portal.get(reader, &thread).has(said), "{}", portal.get(reader, &thread).body);
    }
}

#[test]
fn a_mail_says_which_of_its_files_were_left_out() {
    let portal = Portal::open("");
    let (thread, mira, _) = told(&portal);
    let part = |head: &str, body: &str| format!("--b\n{head}\n\n{body}\n");
    let named = |name: &str, body: &str| {
        part(
            &format!(
                "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"{name}\""
            ),
            body,
        )
    };
    let pdfs: String = (1..=11).map(|n| named(&format!("{n}.pdf"), "%PDF-1.7")).collect();
    let body = [
        part("Content-Type: text/plain", "Here."),
        named("evil.exe", "MZ and so on"),
        part("Content-Type: application/pkcs7-signature; name=\"smime.p7s\"", "0000"),
        part("Content-Type: message/rfc822", "Subject: Old\n\nOld words"),
        pdfs,
    ];
    let head = format!("{ID}Content-Type: multipart/mixed; boundary=\"b\"\r\n");
    hand(&portal, &mira, &mail(FROM_MIRA, &head, &format!("{}--b--", body.concat())));
    let page = portal.get(DANA, &thread);
    for said in [
        "<bdi>evil.exe</bdi> was not added: files of this kind are not taken.",
        "<bdi>A forwarded email</bdi> was not added: files of this kind are not taken.",
        "<bdi>11.pdf</bdi> was not added: a message takes 10 files.",
    ] {
        assert!(page.has(said), "{said}: {}", page.body);
    }
    assert!(page.has("10.pdf") && !page.has("smime.p7s"), "{}", page.body);
}

#[test]
fn whoever_was_given_a_conversation_is_mailed_its_messages() {
    let portal = Portal::open("DELETE FROM notifications;");
    let (thread, mira, _) = told(&portal);
    let mailed = |n: u8| {
        portal.app.mailer.sent.lock().unwrap().clear();
        let raw = mail(FROM_MIRA, &format!("Message-ID: <m{n}@x>\r\n"), &format!("Gate {n}."));
        assert_eq!(hand(&portal, &mira, &raw), Taken::Kept);
        let body = format!("Or {n}?");
        portal.post(TOMAS, &format!("{thread}/replies"), &[("key", &body), ("body", &body)]);
        portal.work();
        let sent = portal.app.mailer.sent.lock().unwrap();
        sent.iter().map(|it| it.to.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(mailed(1), "", "nobody asked for mails");
    let dana = portal.value("SELECT id FROM users WHERE email = 'dana@harbour.example'");
    let given = [("key", "g"), ("colleague", dana.as_str())];
    portal.post(OLE, &format!("{thread}/assignment"), &given);
    portal.work();
    assert_eq!(mailed(2), "dana@harbour.example dana@harbour.example");
    portal.app.db.execute(&format!(
        "INSERT INTO notice_choices (user_id, occasion, workspace_id, email, shown) SELECT id, 'new_message', workspace_id, 'never', 1 FROM users WHERE id = '{dana}'"
    ));
    assert_eq!(mailed(3), "", "her own choice counts");
}

#[test]
fn staff_answer_by_mail_too() {
    let portal = Portal::open("");
    let fields = [("key", "a"), ("subject", "Fuel"), ("body", "How much is it?")];
    let thread = portal.post(CARL, "/messages", &fields).location().to_owned();
    portal.work();
    let to = portal.app.mailer.sent.lock().unwrap().last().unwrap().reply_to.clone().unwrap();
    let raw = mail("Dana Whitfield <dana@harbour.example>", ID, "Six dollars.");
    assert_eq!(hand(&portal, &to, &raw), Taken::Kept);
    assert!(
        portal.get(CARL, &thread).has("Dana, Operations")
            && portal.get(CARL, &thread).has("Six dollars.")
    );
    assert_eq!(portal.value("SELECT state FROM threads"), "waiting");
}

#[test]
fn a_file_is_sent_with_a_message_from_a_page() {
    let portal = Portal::open("");
    let (thread, _, _) = told(&portal);
    let add = |who: Person, key: &str, file: &str| {
        let fields = [("key", key), ("words", ""), ("file", file)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let request =
            axum::http::Request::post(format!("http://{}.portal.test{thread}/files", who.host))
                .header("origin", format!("http://{}.portal.test", who.host))
                .header("content-type", MULTIPART);
        portal.send(who, request.body(axum::body::Body::from(multipart(&fields))).unwrap())
    };
    for _ in 0..2 {
        let sent = add(MIRA, "f", "gate.pdf: %PDF-1.7");
        assert_eq!(
            (sent.status, sent.location()),
            (StatusCode::SEE_OTHER, thread.as_str()),
            "{}",
            sent.body
        );
    }
    assert_eq!(portal.value("SELECT count(*) FROM files"), "1");
    let id = portal.value("SELECT id FROM files");
    assert!(portal.get(DANA, &thread).has(&format!("href=\"/attachments/{id}\"")));
    let refused = add(DANA, "g", "a.html: <script>alert(1)</script>");
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY
            && refused.has("Files of this kind cannot be added.")
    );
    assert_eq!(add(RUTH, "h", "gate.pdf: %PDF-1.7").status, StatusCode::NOT_FOUND);
}

/// Nothing can be written to the rows of a workspace that is being moved.
const FREEZE: &str = "CREATE TRIGGER moving_insert_events BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'moving'); END";
const THAW: &str = "DROP TRIGGER moving_insert_events";

#[test]
fn a_reply_that_comes_while_its_workspace_is_moved_waits_for_the_end_of_the_move() {
    let portal = Portal::open("");
    let (_, mira, _) = told(&portal);
    let there = portal.part("harbour");
    portal.app.db.execute("UPDATE elsewhere SET database = NULL");
    there.execute(FREEZE);
    for n in [1, 1, 2] {
        let raw =
            mail(FROM_MIRA, &format!("Message-ID: <{n}@mail.example>\r\n"), &format!("Gate {n}."));
        assert_eq!(hand(&portal, &mira, &raw), Taken::Kept, "nothing bounces");
    }
    let said = "SELECT coalesce(group_concat(body, ' '), '') FROM (SELECT body FROM messages WHERE side = 'client' ORDER BY body)";
    let sweep = || {
        block_on(crate::jobs::sweep(&portal.app)).unwrap();
        portal.work();
        there.rows(said)[0][0].1.clone()
    };
    assert_eq!(sweep(), "", "the move is not over");
    assert_eq!(portal.value("SELECT count(*) FROM mails_held"), "3");
    portal.app.db.execute("UPDATE elsewhere SET database = 'DB_2'");
    there.execute(THAW);
    assert_eq!(sweep(), "Gate 1. Gate 2.", "each mail once");
    assert_eq!(portal.value("SELECT count(*) FROM mails_held"), "0");
    let kept = portal.app.files.kept.lock().unwrap();
    assert!(!kept.keys().any(|key| key.starts_with("held/")), "and nothing is left of the waiting");
}

#[test]
fn a_reply_that_cannot_be_kept_for_another_reason_is_not_held() {
    let portal = Portal::open("");
    let (_, mira, _) = told(&portal);
    portal.app.db.execute(FREEZE);
    let raw = mail(FROM_MIRA, ID, "Gate 4.");
    let handed = Handed { from: "mira@harbour.example", to: &mira, raw: raw.as_bytes() };
    assert!(block_on(take(&portal.app, &handed)).is_err(), "it bounces");
    assert_eq!(portal.value("SELECT count(*) FROM mails_held"), "0");
}
