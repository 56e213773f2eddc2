//! The page of retention settings: how long personal data is kept that is no longer needed.
use super::{
    Hint, SettingsPage,
    kind::{Kind, SettingValue},
    queries::{nothing, settings_page},
};

const DAYS: Kind = Kind::Number { unit: "days", least: 30, most: 3_650 };

pub static PAGE: SettingsPage = settings_page! {
    name: "retention",
    title: "Data retention",
    about: "How long personal data is kept that is no longer needed. What is older is deleted for good, within a day.",
    counts: nothing!(),
    keeps_mail_days {
        label: "Days to keep sent emails and notices",
        hint: Hint::Fixed("Recipients, subjects and delivery of emails, what is under the bell, and marks of addresses that emails do not reach. From 30 to 3,650."),
        kind: DAYS,
        default: SettingValue::Number(180),
    }
    keeps_raw_mail_days {
        label: "Days to keep received emails",
        hint: Hint::Fixed("Answers by email, as they arrived, and files in them that were not taken. The messages that were made of them stay. From 30 to 3,650."),
        kind: DAYS,
        default: SettingValue::Number(90),
    }
    keeps_note_days {
        label: "Days to keep notes about conversations",
        hint: Hint::Fixed("What staff noted for each other beside messages. From 30 to 3,650."),
        kind: DAYS,
        default: SettingValue::Number(730),
    }
    keeps_trail_days {
        label: "Days to keep the audit trail",
        hint: Hint::Fixed("Who did what, and when. Nobody can change or delete it before. From 365 to 36,500."),
        kind: Kind::Number { unit: "days", least: 365, most: 36_500 },
        default: SettingValue::Number(3_650),
    }
    keeps_address_days {
        label: "Days to keep IP addresses",
        hint: Hint::Fixed("The address from which something was done, in the audit trail. From 30 to 3,650."),
        kind: DAYS,
        default: SettingValue::Number(365),
    }
    keeps_sign_up_days {
        label: "Days to keep rejected sign-ups",
        hint: Hint::Fixed("Name, email, phone and message of people whose request for access was rejected. From 30 to 3,650."),
        kind: DAYS,
        default: SettingValue::Number(180),
    }
    keeps_passenger_days {
        label: "Days to keep removed passengers",
        hint: Hint::Fixed("Name, contact and document details of passengers whom a client removed. Past trips then show “Removed passenger”. From 30 to 3,650."),
        kind: DAYS,
        default: SettingValue::Number(365),
    }
};

#[cfg(test)]
mod tests {
    use crate::{edge::Stored, testing::cast::*};

    fn sweep(portal: &Portal) {
        futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
    }

    #[test]
    fn a_sent_mail_is_deleted_after_its_days_and_a_waiting_one_is_not() {
        let portal =
            Portal::open("UPDATE workspaces SET keeps_mail_days = 30 WHERE slug = 'harbour'");
        let zoe = "/contacts/00000000-0000-7000-8000-000000000c27";
        portal.post(DANA, &format!("{zoe}/invitation"), &[("key", "a"), ("role", "charter")]);
        portal.work();
        portal.post(DANA, &format!("{zoe}/access/mail"), &[("key", "b"), ("version", "1")]);
        let states = "SELECT group_concat(state ORDER BY state) FROM outbox";
        assert_eq!(portal.value(states), "done,queued");
        portal.later(30 * DAY);
        sweep(&portal);
        assert_eq!(portal.value(states), "done,queued");
        portal.later(1);
        sweep(&portal);
        assert_eq!(portal.value(states), "queued");
    }

    #[test]
    fn a_network_address_is_deleted_from_the_trail_and_the_event_stays() {
        let portal = Portal::open(&format!(
            "UPDATE workspaces SET keeps_address_days = 30 WHERE slug = 'harbour';
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
             INSERT INTO events (id, workspace_id, face, action, subject_id, address, at)
             SELECT w.slug || i, w.id, 'client', 'signed_in', 'x', '203.0.113.9', {NOON} + i FROM workspaces w, n"
        ));
        let known = |slug: &str| {
            portal.value(&format!(
                "SELECT count(*) || ' ' || sum(address <> '') FROM events WHERE id LIKE '{slug}%'"
            ))
        };
        portal.later(30 * DAY);
        sweep(&portal);
        assert_eq!(known("harbour"), "1200 1200");
        portal.later(2_000);
        sweep(&portal);
        assert_eq!(known("harbour"), "1200 700", "some 500 at once");
        sweep(&portal);
        sweep(&portal);
        assert_eq!((known("harbour"), known("ridgeline")), ("1200 0".into(), "1200 1200".into()));
    }

    #[test]
    fn only_the_address_of_an_event_can_be_deleted_and_nothing_else() {
        let portal = Portal::open("");
        portal.app.db.execute(&format!(
            "INSERT INTO events (id, workspace_id, face, action, subject_id, address, at)
             SELECT 'e', id, 'client', 'signed_in', 'x', '203.0.113.9', {NOON} FROM workspaces LIMIT 1"
        ));
        for change in [
            "address = '198.51.100.1'",
            "note = 'another'",
            "at = 0",
            "address = '', note = 'x'",
            "address = '', country = 'XX'",
            "actor_id = NULL, action = 'y'",
        ] {
            let refused = portal.app.db.refusal(&format!("UPDATE events SET {change}"));
            assert!(refused.is_some(), "{change}");
        }
        assert_eq!(portal.app.db.refusal("UPDATE events SET address = ''"), None);
    }

    #[test]
    fn a_rejected_sign_up_and_a_removed_passenger_are_forgotten_after_their_days() {
        let portal = Portal::open(WALK);
        portal.app.db.execute(&format!(
            "UPDATE sign_ups SET state = 'rejected', password = NULL, contact_id = NULL, decided_at = {NOON}, created_at = {NOON} - 1;
             UPDATE passengers SET removed_at = {NOON}, note = 'Nut allergy' WHERE id = (SELECT min(id) FROM passengers)"
        ));
        let kept = || {
            portal.value("SELECT (SELECT count(*) FROM sign_ups WHERE state = 'rejected') || ' ' || (SELECT count(*) FROM passengers WHERE note = 'Nut allergy')")
        };
        let before = kept();
        portal.later(180 * DAY);
        sweep(&portal);
        assert_eq!(kept(), before);
        portal.later(1);
        sweep(&portal);
        assert_eq!(kept(), "0 1");
        portal.later(185 * DAY);
        sweep(&portal);
        assert_eq!(kept(), "0 0");
        let gone = portal.value("SELECT name || email || phone || document_country FROM passengers WHERE forgotten_at IS NOT NULL");
        assert_eq!(gone, "Removed passenger");
    }

    /// Mira answers by mail, and Dana notes something about it.
    fn talked() -> Portal {
        let portal = Portal::open(WALK);
        portal.app.db.execute(&format!(
            "DELETE FROM thread_notes;
             INSERT INTO thread_notes (id, workspace_id, thread_id, user_id, words, at)
               SELECT 'n', t.workspace_id, t.id, u.id, 'Call first', {NOON} FROM threads t, users u WHERE u.email = 'dana@harbour.example' LIMIT 1;
             INSERT INTO mails_in (id, workspace_id, thread_id, user_id, message_id, key, from_email, is_confirmed, at)
               SELECT 'm', t.workspace_id, t.id, u.id, '<1>', 'mail/h/m.eml', u.email, 1, {NOON} FROM threads t, users u WHERE u.email = 'mira@harbour.example' LIMIT 1;
             INSERT INTO address_faults (workspace_id, email, kind, words, at) SELECT id, 'old@x.example', 'bounced', 'x', {NOON} FROM workspaces WHERE slug = 'harbour'"
        ));
        let raw = Stored { bytes: b"From: Mira".to_vec(), content_type: "message/rfc822".into() };
        portal.app.files.kept.lock().unwrap().insert("mail/h/m.eml".into(), raw);
        portal
    }

    #[test]
    fn a_received_mail_and_a_note_are_deleted_after_their_days() {
        let portal = talked();
        let kept = || {
            let rows = portal.value("SELECT (SELECT count(*) FROM mails_in) || (SELECT count(*) FROM thread_notes) || (SELECT count(*) FROM address_faults)");
            (rows, portal.app.files.kept.lock().unwrap().contains_key("mail/h/m.eml"))
        };
        let messages = portal.value("SELECT count(*) FROM messages");
        portal.later(90 * DAY);
        sweep(&portal);
        assert_eq!(kept(), ("111".into(), true));
        portal.later(1);
        sweep(&portal);
        assert_eq!(kept(), ("011".into(), false), "the bytes follow their row");
        portal.later(90 * DAY);
        sweep(&portal);
        assert_eq!(kept().0, "010");
        portal.later(550 * DAY);
        sweep(&portal);
        assert_eq!(kept().0, "000");
        assert_eq!(portal.value("SELECT count(*) FROM messages"), messages, "what was said stays");
    }

    #[test]
    fn the_trail_is_kept_for_its_days_and_cannot_be_deleted_before() {
        let portal =
            Portal::open("UPDATE workspaces SET keeps_trail_days = 365 WHERE slug = 'harbour'");
        let event = |id: &str, slug: &str, at: i64| {
            portal.app.db.execute(&format!(
                "INSERT INTO events (id, workspace_id, face, action, subject_id, at) SELECT '{id}', id, 'client', 'signed_in', 'x', {at} FROM workspaces WHERE slug = '{slug}'"
            ));
        };
        event("old", "harbour", NOON);
        event("other", "ridgeline", NOON);
        let refused = portal.app.db.refusal("DELETE FROM events WHERE id = 'old'");
        assert!(refused.is_some_and(|it| it.contains("append-only")));
        portal.later(365 * DAY);
        event("new", "harbour", NOON + 365 * DAY);
        sweep(&portal);
        let ids = "SELECT group_concat(id, ' ' ORDER BY id) FROM events WHERE id IN ('old', 'other', 'new', 'newer')";
        assert_eq!(portal.value(ids), "new old other");
        portal.later(1);
        sweep(&portal);
        assert_eq!(portal.value(ids), "new old other", "it is counted from the newest event");
        event("newer", "harbour", NOON + 365 * DAY + 1);
        sweep(&portal);
        assert_eq!(portal.value(ids), "new newer other");
    }

    #[test]
    fn an_event_stays_while_a_mail_or_a_notice_refers_to_it() {
        let portal = Portal::open(&format!(
            "UPDATE workspaces SET keeps_trail_days = 365, keeps_mail_days = 3650 WHERE slug = 'harbour'; {WALK}"
        ));
        let told = "SELECT count(*) FROM events WHERE id = '00000000-0000-7000-8000-0000000e8001'";
        portal.later(400 * DAY);
        portal.app.db.execute(&format!(
            "INSERT INTO events (id, workspace_id, face, action, subject_id, at) SELECT 'new', id, 'client', 'signed_in', 'x', {NOON} + 34560000000 FROM workspaces WHERE slug = 'harbour'"
        ));
        sweep(&portal);
        assert_eq!(portal.value(told), "1");
        portal.app.db.execute("DELETE FROM outbox; DELETE FROM notices");
        sweep(&portal);
        assert_eq!(portal.value(told), "0");
    }
}
