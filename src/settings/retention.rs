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
    about: "How long personal data is kept that is no longer needed. What is older is deleted for good, within a day. The audit trail itself is always kept.",
    counts: nothing!(),
    keeps_mail_days {
        label: "Days to keep the list of sent emails",
        hint: Hint::Fixed("Recipients, subjects and delivery of emails that were sent or failed. From 30 to 3,650."),
        kind: DAYS,
        default: SettingValue::Number(180),
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
    use crate::testing::cast::*;

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
}
