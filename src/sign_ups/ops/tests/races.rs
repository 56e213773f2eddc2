//! Of several decisions at once, one counts.
use super::*;
use crate::{
    kit::ids::{ContactId, SignUpId, UserId},
    mail::Letter,
    sign_ups::{
        approval::{AccountChoice, Choice, Person as Whom, Place},
        queries,
    },
    users::Role,
};
use futures_executor::block_on;

fn choice(n: u8) -> Choice {
    let id = |byte: u8| [byte; 10];
    Choice {
        person: Whom::New(ContactId::new(NOON, &id(n))),
        place: Place::New(AccountChoice {
            id: crate::kit::ids::AccountId::new(NOON, &id(n)),
            name: "Bell".into(),
        }),
        role: Role::Charter,
        grants: vec![Grant::SeeMoney],
        user: UserId::new(NOON, &id(n)),
        seen: 1,
    }
}

fn letter() -> Letter {
    Letter {
        subject: "x".into(),
        lead: "x".into(),
        facts: Vec::new(),
        action: "x".into(),
        path: "/".into(),
    }
}

/// Who of several, who all read the same, decide one after the other.
fn race(deeds: &[&str]) -> (Vec<bool>, Portal) {
    let portal = open();
    let id: SignUpId = IDRIS.trim_start_matches("/sign-ups/").parse().unwrap();
    let sign_up =
        block_on(portal.app.db.run(queries::sign_up(&scope_of(DANA), id))).unwrap().unwrap();
    let letter = letter();
    let writes: Vec<_> = deeds
        .iter()
        .zip(1_u8..)
        .map(|(deed, n)| match *deed {
            "approve" => queries::approve(&sign_up.approve(choice(n)).unwrap(), &sign_up, &letter),
            _ => queries::reject(&sign_up.reject(1, "No").unwrap(), &sign_up, &letter),
        })
        .collect();
    let held = writes
        .into_iter()
        .zip([DANA, OLE])
        .map(|(write, who)| portal.write(who, write).held)
        .collect();
    (held, portal)
}

#[test]
fn of_two_who_decide_at_once_one_does_and_there_is_one_mail() {
    for (deeds, state, users) in [
        (["approve", "approve"], "approved", "1"),
        (["approve", "reject"], "approved", "1"),
        (["reject", "approve"], "rejected", "0"),
        (["reject", "reject"], "rejected", "0"),
    ] {
        let (held, portal) = race(&deeds);
        assert_eq!(held, [true, false], "{deeds:?}");
        assert_eq!(portal.value("SELECT state FROM sign_ups WHERE name = 'Idris Bell'"), state);
        assert_eq!(
            portal.value("SELECT count(*) FROM users WHERE email = 'idris@bell.example'"),
            users
        );
        assert_eq!(portal.value("SELECT count(*) FROM contacts WHERE name = 'Idris Bell'"), users);
        assert_eq!(portal.value("SELECT count(*) FROM outbox"), "1", "{deeds:?}");
    }
}

#[test]
fn what_moved_since_it_was_read_is_not_decided() {
    for sql in [
        "UPDATE sign_ups SET confirmed_at = 5, version = version + 1 WHERE name = 'Nora Falk'",
        "UPDATE users SET email = 'nora@falk.example' WHERE email = 'tomas@harbour.example'",
        "UPDATE users SET contact_id = '00000000-0000-7000-8000-000000000c27' WHERE email = 'tomas@harbour.example'",
        "UPDATE contacts SET email = 'else@harbour.example' WHERE id = '00000000-0000-7000-8000-000000000c27'",
        "DELETE FROM memberships WHERE contact_id = '00000000-0000-7000-8000-000000000c27'",
        "UPDATE contacts SET deactivated_at = 5 WHERE id = '00000000-0000-7000-8000-000000000c27'",
        "INSERT INTO leads (id, workspace_id, name, email, state, created_at)
         VALUES ('x', '00000000-0000-7000-8000-000000000001', 'Nora', 'nora@falk.example', 'open', 0)",
    ] {
        let portal = open();
        let id: SignUpId = NORA.trim_start_matches("/sign-ups/").parse().unwrap();
        let scope = scope_of(DANA);
        let (sign_up, candidates) = block_on(
            portal
                .app
                .db
                .run((queries::sign_up(&scope, id), queries::candidates(&scope, id, "", ZOES))),
        )
        .unwrap();
        let (sign_up, zoe) = (
            sign_up.unwrap(),
            candidates.into_iter().find(|it| it.id.to_string() == ZOES).unwrap(),
        );
        let choice = Choice { person: Whom::Known(zoe), place: Place::Kept, ..choice(1) };
        let letter = letter();
        let write = queries::approve(&sign_up.approve(choice).unwrap(), &sign_up, &letter);
        portal.app.db.execute(sql);
        let outcome = portal.write(DANA, write);
        assert!(!outcome.held && outcome.tasks.is_empty(), "{sql}");
        assert_eq!(portal.value("SELECT count(*) FROM outbox"), "0");
    }
}
