//! The statements that put mails into the outbox, one for each kind of recipients.
use super::{Mailed, Recipients};
use crate::db::{
    query::{Value, as_json},
    write::{Follower, follows},
};

/// A row for each recipient that a join finds, who is described by the columns `to_face`,
/// `to_user_id`, `to_email` and `to_name`. The job is `?2` to `?4`; the recipients' bindings follow.
macro_rules! mail_for {
    ($recipient:literal, $join:literal) => {
        concat!(
            "INSERT INTO outbox (id, workspace_id, event_id, job, task, subject, to_face, to_user_id, to_email, to_name, state, next_at, created_at)
             SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, ?2, ?3, ?4, ",
            $recipient,
            ", 'queued', it.at, it.at FROM it ",
            $join
        )
    };
}

/// The same for each user `u` that a join finds, at their own address.
macro_rules! mail_to {
    ($join:literal) => {
        mail_for!("u.face, u.id, u.email, u.name", $join)
    };
}

/// Writes a mail to these recipients.
pub fn to<J: Mailed>(recipients: Recipients<'_>, job: &J) -> Follower {
    let (sql, bound) = found(recipients);
    let stored = [J::NAME.into(), as_json(job), job.subject().into()];
    Follower::new(sql, stored.into_iter().chain(bound).collect::<Vec<_>>())
}

fn found(recipients: Recipients<'_>) -> (&'static str, Vec<Value>) {
    match recipients {
        Recipients::Clients { account, mailing } => (
            follows!(mail_to!(
                "JOIN memberships m ON m.account_id = ?5 AND m.workspace_id = it.workspace_id
                 JOIN users u ON u.contact_id = m.contact_id AND u.state = 'active'
                 WHERE (?6 NOT IN ('quotes', 'trips') OR u.role IN ('owner', 'charter'))
                   AND NOT EXISTS (SELECT 1 FROM muted x WHERE x.user_id = u.id AND x.topic = ?6)
                   AND (?6 NOT IN ('quotes', 'invoices') OR EXISTS (SELECT 1 FROM grants g WHERE g.contact_id = m.contact_id AND g.name = 'see_money'))"
            )),
            vec![account.into(), mailing.name().into()],
        ),
        Recipients::Topic(topic) => (
            follows!(mail_to!(
                "JOIN notifications n ON n.workspace_id = it.workspace_id AND n.topic = ?5
                 JOIN users u ON u.id = n.user_id AND u.state = 'active'"
            )),
            vec![topic.name().into()],
        ),
        Recipients::Contact(contact) => (
            follows!(mail_to!(
                "JOIN users u ON u.contact_id = ?5 AND u.workspace_id = it.workspace_id AND u.state = 'active'"
            )),
            vec![contact.into()],
        ),
        Recipients::Moved { contact, to } => (
            follows!(mail_to!(
                "JOIN users u ON u.contact_id = ?5 AND u.workspace_id = it.workspace_id AND u.state = 'active' AND u.email <> ?6"
            )),
            vec![contact.into(), to.into()],
        ),
        Recipients::User(user) => (
            follows!(mail_to!("JOIN users u ON u.id = ?5 AND u.workspace_id = it.workspace_id")),
            vec![user.into()],
        ),
        Recipients::UserAt { user, email } => (
            follows!(mail_for!(
                "u.face, u.id, ?6, u.name",
                "JOIN users u ON u.id = ?5 AND u.workspace_id = it.workspace_id"
            )),
            vec![user.into(), email.into()],
        ),
        Recipients::Actor => (
            follows!(mail_to!("JOIN users u ON u.id = it.actor_id AND u.workspace_id = it.workspace_id")),
            Vec::new(),
        ),
        Recipients::Asker(code) => (
            follows!(mail_to!(
                "JOIN codes c ON c.id = ?5 JOIN users u ON u.id = c.user_id AND u.workspace_id = it.workspace_id"
            )),
            vec![code.into()],
        ),
        Recipients::InvitedAsker(code) => (
            follows!(mail_to!(
                "JOIN codes c ON c.id = ?5 AND c.account <> ''
                 JOIN users u ON u.id = it.subject_id AND u.workspace_id = it.workspace_id AND u.state = 'invited'"
            )),
            vec![code.into()],
        ),
        Recipients::Locked { host } => (
            follows!(mail_to!(
                "JOIN hosts h ON h.host = ?5 AND h.workspace_id = it.workspace_id
                 JOIN users u ON u.id = it.subject_id AND u.workspace_id = it.workspace_id AND u.face = h.face AND u.state = 'active'"
            )),
            vec![host.into()],
        ),
        Recipients::Newcomer { session } => (
            follows!(mail_to!(
                "JOIN sessions n ON n.digest = ?5 AND n.workspace_id = it.workspace_id
                 JOIN users u ON u.id = n.user_id AND u.state = 'active'
                 WHERE EXISTS (SELECT 1 FROM sessions o WHERE o.user_id = u.id AND o.digest <> n.digest)
                   AND NOT EXISTS (SELECT 1 FROM sessions o WHERE o.user_id = u.id AND o.digest <> n.digest AND o.device = n.device)"
            )),
            vec![session.into()],
        ),
        Recipients::Stranger { email, name } => {
            (follows!(mail_for!("'client', NULL, ?5, ?6", "")), vec![email.into(), name.into()])
        }
        Recipients::Approvers(sign_up) => (
            follows!(mail_for!(
                "'ops', NULL, a.value, ''",
                "JOIN sign_ups s ON s.id = ?5 AND s.workspace_id = it.workspace_id
                 JOIN workspaces w ON w.id = it.workspace_id JOIN json_each(w.approval_addresses) a"
            )),
            vec![sign_up.into()],
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;

    /// Who gets a mail after a change by the staff, with these words told of the account first.
    fn told(sql: &str, who: Person, path: &str, fields: &[(&str, &str)]) -> String {
        let portal = Portal::open(WALK);
        portal.app.db.execute(
            "UPDATE users SET state = 'active' WHERE face = 'client' AND state = 'invited'",
        );
        portal.app.db.execute(sql);
        let fields = [&[("key", "k")], fields].concat();
        let reply = portal.post(who, path, &fields);
        assert_eq!(reply.status, axum::http::StatusCode::SEE_OTHER, "{}", reply.body);
        portal.value(
            "SELECT coalesce(group_concat(name, ' '), '') FROM (SELECT substr(to_email, 1, instr(to_email, '@') - 1) AS name
             FROM outbox WHERE state = 'queued' AND to_email <> '' ORDER BY to_email)",
        )
    }

    const DRAFT: &str = "/quotes/00000000-0000-7000-8000-0000000e2001/sending";
    const TRIP: &str = "/trips/00000000-0000-7000-8000-0000000e3001/stage";
    const INVOICE: &str = "/invoices/00000000-0000-7000-8000-0000000e4001/payments";
    const THREAD: &str = "/messages/00000000-0000-7000-8000-0000000e5001/replies";
    const BOOKED: &str = "00000000-0000-7000-8000-000000000016";
    const PAYMENT: [(&str, &str); 4] =
        [("version", "1"), ("method", "wire"), ("amount", "100.00"), ("received_on", "2026-11-20")];

    #[test]
    fn a_mail_with_a_sum_goes_to_those_who_may_see_money() {
        let no_money = "DELETE FROM grants WHERE name = 'see_money' AND contact_id IN (SELECT contact_id FROM users WHERE email = 'tomas@harbour.example')";
        assert_eq!(told("", DANA, DRAFT, &[("version", "1")]), "mira tomas zoe");
        assert_eq!(told(no_money, DANA, DRAFT, &[("version", "1")]), "mira zoe");
        assert_eq!(told(no_money, INES, INVOICE, &PAYMENT), "mira zoe");
        assert_eq!(told(no_money, DANA, THREAD, &[("body", "Yes.")]), "mira tomas zoe");
        let moved = [("version", "1"), ("stage", BOOKED), ("reason", "Back")];
        let cancelled = "UPDATE stages SET kind = 'cancelled' WHERE name = 'Pending'";
        assert_eq!(told(&format!("{no_money}; {cancelled}"), DANA, TRIP, &moved), "mira tomas zoe");
    }

    #[test]
    fn a_mail_about_travel_goes_to_those_who_travel() {
        let customer = "UPDATE users SET role = 'customer' WHERE email = 'tomas@harbour.example'";
        assert_eq!(told(customer, DANA, DRAFT, &[("version", "1")]), "mira zoe");
        assert_eq!(told(customer, INES, INVOICE, &PAYMENT), "mira tomas zoe");
        assert_eq!(told(customer, DANA, THREAD, &[("body", "Yes.")]), "mira tomas zoe");
    }
}
