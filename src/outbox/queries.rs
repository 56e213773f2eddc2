//! Statements about the outbox. Followers are written with a change; the rest is the consumer's,
//! which works for every workspace and so is not scoped.
mod addresses;
mod desk;
mod own;
pub use addresses::{first_task, siblings, to_approvers, to_stranger, to_whoever_signed_up};
pub use desk::{Mail, PER_PAGE, dead, mail, mails, send_again};
pub use own::{draw, to_actor, to_user_at};

use super::{CLAIM, Mailing, Notice, Task, Topic};
use crate::{
    db::{
        query::{Changes, Query, as_json},
        write::{Follower, follows},
    },
    kit::ids::{AccountId, ContactId, EventId, InvoiceId, UserId, WorkspaceId},
    workspaces::Face,
};
use serde::Deserialize;

/// The mail `?3` to each user `u` that a join finds.
macro_rules! mail_to {
    ($join:literal) => {
        concat!(
            "INSERT INTO outbox (id, workspace_id, event_id, kind, task, to_user_id, to_email, to_name, state, next_at, created_at)
             SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, 'mail', ?3, u.id, u.email, u.name, 'queued', it.at, it.at FROM it ",
            $join
        )
    };
}

/// A mail to those of an account who may see what it is about: whoever does not travel has no trips
/// and no quotes, and what names a sum goes to those who may see money. Whoever muted it does not
/// get it.
pub fn to_clients(account: AccountId, mailing: Mailing, notice: &Notice) -> Follower {
    Follower::new(
        follows!(mail_to!(
            "JOIN memberships m ON m.account_id = ?2 AND m.workspace_id = it.workspace_id
             JOIN users u ON u.contact_id = m.contact_id AND u.state = 'active'
             WHERE (?4 NOT IN ('quotes', 'trips') OR u.role IN ('owner', 'charter'))
               AND NOT EXISTS (SELECT 1 FROM muted x WHERE x.user_id = u.id AND x.topic = ?4)
               AND (?4 NOT IN ('quotes', 'invoices') OR EXISTS (SELECT 1 FROM grants g WHERE g.contact_id = m.contact_id AND g.name = 'see_money'))"
        )),
        [account.into(), as_json(&Task::Notice(notice.clone())), mailing.name().into()],
    )
}

/// A mail to the staff on a topic's list.
pub fn to_topic(topic: Topic, notice: &Notice) -> Follower {
    Follower::new(
        follows!(mail_to!(
            "JOIN notifications n ON n.workspace_id = it.workspace_id AND n.topic = ?2
             JOIN users u ON u.id = n.user_id AND u.state = 'active'"
        )),
        [topic.name().into(), as_json(&Task::Notice(notice.clone()))],
    )
}

/// A mail to a contact who may sign in, at the address they have when this is written.
pub fn to_contact(contact: ContactId, notice: &Notice) -> Follower {
    Follower::new(
        follows!(mail_to!(
            "JOIN users u ON u.contact_id = ?2 AND u.workspace_id = it.workspace_id AND u.state = 'active'"
        )),
        [contact.into(), as_json(&Task::Notice(notice.clone()))],
    )
}

/// The same, if another address is about to be theirs.
pub fn to_moved(contact: ContactId, email: &str, notice: &Notice) -> Follower {
    Follower::new(
        follows!(mail_to!(
            "JOIN users u ON u.contact_id = ?2 AND u.workspace_id = it.workspace_id AND u.state = 'active' AND u.email <> ?4"
        )),
        [contact.into(), as_json(&Task::Notice(notice.clone())), email.into()],
    )
}

/// The mail that lets a client in.
pub fn to_user_activation(user: UserId) -> Follower {
    to_one(user, &Task::Activation)
}

/// A mail to one user.
pub fn to_user(user: UserId, notice: &Notice) -> Follower {
    to_one(user, &Task::Notice(notice.clone()))
}

fn to_one(user: UserId, task: &Task) -> Follower {
    let sql = follows!(mail_to!("JOIN users u ON u.id = ?2 AND u.workspace_id = it.workspace_id"));
    Follower::new(sql, [user.into(), as_json(task)])
}

/// The mail with the link and the code that somebody asked for, if they may get in.
pub fn to_asker(code: EventId) -> Follower {
    Follower::new(
        follows!(mail_to!(
            "JOIN codes c ON c.id = ?2 JOIN users u ON u.id = c.user_id AND u.workspace_id = it.workspace_id"
        )),
        [code.into(), as_json(&Task::Code { code })],
    )
}

/// What whoever asked for a link is told instead while they are invited: only the temporary password
/// lets them in.
pub fn to_invited_asker(code: EventId, notice: &Notice) -> Follower {
    Follower::new(
        follows!(mail_to!(
            "JOIN codes c ON c.id = ?2 AND c.account <> ''
             JOIN users u ON u.id = it.subject_id AND u.workspace_id = it.workspace_id AND u.state = 'invited'"
        )),
        [code.into(), as_json(&Task::Notice(notice.clone()))],
    )
}

/// The mail that an account is locked, to whoever it is of.
pub fn to_locked(host: &str, task: &Task) -> Follower {
    Follower::new(
        follows!(mail_to!(
            "JOIN hosts h ON h.host = ?2 AND h.workspace_id = it.workspace_id
             JOIN users u ON u.id = it.subject_id AND u.workspace_id = it.workspace_id AND u.face = h.face AND u.state = 'active'"
        )),
        [host.into(), as_json(task)],
    )
}

/// The mail about the session with this digest, if it is the first on its device and not the first
/// of all.
pub fn to_newcomer(digest: &str, device: &str, at: i64) -> Follower {
    Follower::new(
        follows!(mail_to!(
            "JOIN sessions n ON n.digest = ?2 AND n.workspace_id = it.workspace_id
             JOIN users u ON u.id = n.user_id AND u.state = 'active'
             WHERE EXISTS (SELECT 1 FROM sessions o WHERE o.user_id = u.id AND o.digest <> n.digest)
               AND NOT EXISTS (SELECT 1 FROM sessions o WHERE o.user_id = u.id AND o.digest <> n.digest AND o.device = n.device)"
        )),
        [digest.into(), as_json(&Task::NewDevice { device: device.to_owned(), at })],
    )
}

pub fn render_pdf(invoice: InvoiceId) -> Follower {
    Follower::new(
        follows!(
            "INSERT INTO outbox (id, workspace_id, event_id, kind, task, state, next_at, created_at)
             SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, 'invoice_pdf', ?2, 'queued', it.at, it.at FROM it"
        ),
        [as_json(&Task::InvoicePdf { invoice })],
    )
}

/// A task in hand.
#[derive(Debug, Deserialize)]
pub struct Claimed {
    pub workspace_id: WorkspaceId,
    #[serde(deserialize_with = "crate::db::query::json")]
    pub task: Task,
    pub to_user_id: Option<UserId>,
    pub to_email: String,
    pub to_name: String,
    /// Of the recipient; none for work that is no mail.
    pub face: Option<Face>,
    pub attempts: i64,
}

/// Takes a task that is due; a second taker finds nothing.
pub fn claim(id: &str, now: i64) -> Query<Option<Claimed>> {
    Query::new(
        "UPDATE outbox SET state = 'working', attempts = attempts + 1, next_at = ?2 + ?3
         WHERE id = ?1 AND state IN ('queued', 'working') AND next_at <= ?2
         RETURNING workspace_id, task, to_user_id, to_email, to_name,
           (SELECT u.face FROM users u WHERE u.id = to_user_id) AS face, attempts",
        [id.into(), now.into(), CLAIM.into()],
    )
}

pub fn done(id: &str, attempts: i64, provider_id: &str, subject: &str, now: i64) -> Query<Changes> {
    Query::new(
        "UPDATE outbox SET state = 'done', provider_id = ?3, subject = ?4, done_at = ?5, fault = NULL
         WHERE id = ?1 AND attempts = ?2 AND state = 'working'",
        [id.into(), attempts.into(), provider_id.into(), subject.into(), now.into()],
    )
}

pub fn failed(id: &str, attempts: i64, fault: &str, next_at: Option<i64>) -> Query<Changes> {
    Query::new(
        "UPDATE outbox SET state = CASE WHEN ?4 IS NULL THEN 'dead' ELSE 'queued' END, next_at = coalesce(?4, next_at), fault = ?3
         WHERE id = ?1 AND attempts = ?2 AND state = 'working'",
        [id.into(), attempts.into(), fault.into(), next_at.into()],
    )
}

/// A new temporary password for someone still invited, whose address is still the one it is mailed to.
pub fn invite(user: UserId, email: &str, hash: &str, until: i64) -> Query<Changes> {
    Query::new(
        "UPDATE users SET password = ?3, temporary_until = ?4 WHERE id = ?1 AND state = 'invited' AND email = ?2",
        [user.into(), email.into(), hash.into(), until.into()],
    )
}

#[derive(Debug, Deserialize)]
pub struct Due {
    pub id: String,
}

/// What was forgotten: due, and not taken by anyone alive.
pub fn due(now: i64) -> Query<Vec<Due>> {
    Query::new(
        "SELECT id FROM outbox WHERE state IN ('queued', 'working') AND next_at <= ?1 ORDER BY next_at LIMIT 100",
        [now.into()],
    )
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
             FROM outbox WHERE state = 'queued' AND kind = 'mail' ORDER BY to_email)",
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
