//! `/` on the operations side
use super::{queries, queries::today, today::Desk, views};
use crate::{
    approvals,
    db::page::Cursor,
    error::Result,
    http::{form::Form, page::page, routes::Routes, visit::Visit},
    kit::zoned::{self, DAY},
    messages::{self, InboxTab},
    users::{Right, everyone, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/", everyone(), index).post(
        "/setup/dismissal",
        may(Right::Administer),
        dismiss,
    )
}

/// `GET /`: what needs doing, what departs in two days and what was answered in three.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    // No time zone has a later date, so every invoice that is overdue in the workspace's is among
    // these.
    let latest = zoned::today(scope.now + DAY, "UTC");
    let (visitor, (waiting, changes, answers, departures, unanswered, mut late, others)) = visit
        .read((
            today::waiting(scope),
            today::changes(scope),
            today::answers(scope, scope.now - 3 * DAY),
            today::departures(scope, scope.now + 2 * DAY),
            messages::in_tab(scope, InboxTab::Open, &Cursor::oldest(), 8),
            today::late(scope, latest),
            (
                today::failed(scope),
                queries::setup(scope),
                approvals::waiting(scope),
                today::prices(scope),
                today::unapproved(scope),
                today::inquiries(scope),
            ),
        ))
        .await?;
    let (failed, setup, owners, prices, mut drafts, inquiries) = others;
    drafts.retain(|it| {
        let approval =
            if it.is_invoice { "/invoices/drafts/{id}/approval" } else { "/quotes/{id}/approval" };
        visitor.may_send(approval)
    });
    let date = visitor.today();
    late.retain(|invoice| invoice.due_on < date);
    let desk = Desk {
        waiting,
        inquiries,
        changes,
        prices,
        answers,
        drafts,
        departures,
        unanswered,
        late,
        failed,
        owners,
    };
    let setup = setup.filter(|it| !it.is_over());
    page(&views::Today { visitor, desk, setup })
}

/// `POST /setup/dismissal`: puts the list of first steps away.
async fn dismiss(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, ()) = visit.read_once(&form, ()).await?;
    let write = queries::dismiss(visitor.workspace.id);
    visit.write(&form, write, "/", "The list is put away.").await
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;

    const SEED: &str = include_str!("seed.sql");

    #[test]
    fn staff_find_what_needs_doing() {
        let portal = Portal::open(SEED);
        let today = portal.get(DANA, "/");
        for words in [
            "Sat, Nov 21, 2026",
            "TEB to LTN",
            "Mira Lindqvist",
            "Later please",
            "Too dear",
            "TEB to PBI",
            "Sun, Nov 22, 7:00 AM EST",
            "N517HA",
            "How much?",
            "2 h",
            "I-late",
            "4 days",
        ] {
            assert!(today.has(words), "{words}\n{}", today.body);
        }
        for words in ["Q-old", "I-today", "I-void", "I-paid", "It is confirmed.", "TEB to ACK"] {
            assert!(!today.has(words), "{words}");
        }
        let cost = today.headers.get("server-timing").unwrap().to_str().unwrap();
        assert!(cost.contains("1 batches"), "{cost}");
    }

    #[test]
    fn a_draft_waits_for_the_approval_of_somebody_else_than_its_author() {
        let portal = Portal::open(SEED);
        assert!(!portal.get(OLE, "/").has("Waiting for approval"));
        portal.app.db.execute(
            "UPDATE workspaces SET quotes_need_approval = 1; UPDATE quotes SET saved_by = (SELECT id FROM users WHERE email = 'dana@harbour.example') WHERE state = 'draft'",
        );
        let today = portal.get(OLE, "/");
        assert!(today.has("Waiting for approval") && today.has("Q-draft"), "{}", today.body);
        let draft = portal.value("SELECT '/quotes/' || id FROM quotes WHERE state = 'draft'");
        assert!(today.has(&draft), "{}", today.body);
        for who in [DANA, INES, RHEA] {
            assert!(!portal.get(who, "/").has("Waiting for approval"), "{}", who.name);
        }
        portal.app.db.execute("UPDATE quotes SET approved_at = 1");
        assert!(!portal.get(OLE, "/").has("Waiting for approval"));
    }

    #[test]
    fn an_administrator_of_a_new_workspace_is_led_to_the_first_client() {
        let portal = Portal::open(
            "UPDATE workspaces SET legal_name = '', logo = NULL, quote_terms = '' WHERE slug = 'harbour'",
        );
        let todo = |who| {
            let page = portal.get(who, "/").body;
            (page.contains("Set up your portal"), page.matches(">To do").count())
        };
        assert_eq!(todo(DANA), (false, 0));
        let (is_shown, before) = todo(OLE);
        assert!(is_shown && before >= 3, "{before}");
        portal.app.db.execute("UPDATE workspaces SET logo = '1' WHERE slug = 'harbour'");
        assert_eq!(todo(OLE), (true, before - 1));
        portal.app.db.execute(
            "UPDATE workspaces SET legal_name = 'Harbour LLC', address = 'Hangar 1', phone = '1', quote_terms = 'Pay.' WHERE slug = 'harbour';
             INSERT INTO rates (id, workspace_id, name, kind, ppm, in_force_from, created_at) SELECT 'r', id, 'Fee', 'percent', 1, '2026-01-01', 0 FROM workspaces WHERE slug = 'harbour'",
        );
        assert_eq!(todo(OLE), (false, 0), "everything is done");
    }

    #[test]
    fn the_list_of_first_steps_can_be_put_away() {
        let portal = Portal::open("UPDATE workspaces SET logo = NULL");
        let page = portal.get(OLE, "/");
        assert!(page.has("Set up your portal"));
        let away = portal.post(OLE, "/setup/dismissal", &[("key", &page.key())]);
        assert_eq!(away.location(), "/");
        assert!(!portal.get(OLE, "/").has("Set up your portal"));
    }

    #[test]
    fn failed_mails_are_listed() {
        let portal = Portal::open(
            "INSERT INTO events (id, workspace_id, face, action, subject_id, at) VALUES ('e', '00000000-0000-7000-8000-000000000001', 'system', 'x', 'x', 0);
             INSERT INTO outbox (id, workspace_id, event_id, job, task, to_email, to_name, subject, state, next_at, created_at)
             VALUES ('dead-1', '00000000-0000-7000-8000-000000000001', 'e', 'letter', '{}', 'mira@harbour.example', 'Mira', 'Your quote', 'dead', 0, 1795262400000)",
        );
        assert!(portal.get(OLE, "/").has("href=\"/mails/dead-1\""));
        assert!(!portal.get(RHEA, "/").has("dead-1"));
    }

    #[test]
    fn a_neighbor_finds_nothing_of_it() {
        let portal = Portal::open(SEED);
        for who in [RHEA, NOOR] {
            let today = portal.get(who, "/");
            assert!(
                today.has("Nothing is waiting for you") && today.has("None."),
                "{}",
                today.body
            );
        }
    }

    #[test]
    fn departures_are_those_of_the_next_two_days() {
        let portal = Portal::open(SEED);
        let departs = |at: i64| {
            portal.app.db.execute(&format!(
                "UPDATE legs SET departs_at = {at}; UPDATE trips SET departs_at = {at} WHERE reference = 'T-11'"
            ));
            portal.get(DANA, "/").has("TEB to PBI")
        };
        let two_days = 172_800_000;
        assert!(departs(NOON) && departs(NOON + two_days));
        assert!(!departs(NOON - 1) && !departs(NOON + two_days + 1));
    }
}
