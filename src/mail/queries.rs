//! The statements that put mails into the outbox, one for each variant of [`Recipients`].
mod reader;
pub use reader::reader;

use super::{Mailed, Recipients, Topic, occasions};
use crate::{
    db::{
        query::{Changes, Query, as_json},
        write::{Follower, follows},
    },
    kit::ids::{ThreadId, UserId, WorkspaceId},
    workspaces::{Face, Host, Modules, hidden},
};
use serde::Deserialize;

/// Selects the host where the mail of an outbox row was asked for, if it still is one of the workspace and
/// of the side (clients or staff) that the mail is for.
pub fn host_of(row: &str) -> Query<Option<Host>> {
    Query::new(
        "SELECT h.host AS name, h.face FROM outbox o JOIN events e ON e.id = o.event_id
         JOIN hosts h ON h.host = e.host AND h.workspace_id = o.workspace_id AND h.face = o.to_face WHERE o.id = :row",
    )
    .bind("row", row)
}

/// The row of a reply address.
#[derive(Debug, Deserialize)]
pub struct ReplyRow {
    pub id: String,
}

/// The row of the address at which this person answers a thread; it is made where there is none yet.
pub fn reply_row(
    workspace: WorkspaceId,
    thread: ThreadId,
    user: UserId,
) -> (Query<Changes>, Query<Option<ReplyRow>>) {
    let make = Query::new(
        "INSERT INTO reply_addresses (id, workspace_id, thread_id, user_id)
         SELECT lower(hex(randomblob(8))), t.workspace_id, t.id, :user FROM threads t WHERE t.id = :thread AND t.workspace_id = :workspace
         ON CONFLICT DO NOTHING",
    );
    let read = Query::new(
        "SELECT a.id FROM reply_addresses a WHERE a.thread_id = :thread AND a.user_id = :user",
    );
    (
        make.bind("workspace", workspace).bind("thread", thread).bind("user", user).repeats(),
        read.bind("thread", thread).bind("user", user),
    )
}

/// Inserts a row for each recipient that `$join` finds. `$recipient` gives the columns `to_face`,
/// `to_user_id`, `to_email` and `to_name`; `:job`, `:task` and `:subject` describe the mail.
macro_rules! mail_for {
    ($recipient:literal, $join:literal) => {
        concat!(
            "INSERT INTO outbox (id, workspace_id, event_id, job, task, subject, to_face, to_user_id, to_email, to_name, state, next_at, created_at)
             SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, :job, :task, :subject, ",
            $recipient,
            ", 'queued', it.at, it.at FROM it ",
            $join
        )
    };
}

/// Inserts a row for each user `u` that a join finds, at their own address.
macro_rules! mail_to {
    ($join:literal) => {
        mail_for!("u.face, u.id, u.email, u.name", $join)
    };
}

/// Inserts a notice for each user `u` that a join finds: which occasion it is follows from the event. How they are told is their
/// own choice for the occasion, or else `$email`. Nobody is told of what is in a part of the portal that is hidden. The mail is put into the outbox with the row.
macro_rules! notice_to {
    ([$($email:tt)+], $join:literal) => {
        concat!(
            "INSERT INTO notices (id, workspace_id, user_id, event_id, occasion, subject, lead, path, modules, job, task, email, shown, at, read_at)
             SELECT lower(hex(randomblob(16))), x.workspace_id, x.user_id, x.event_id, x.occasion, :subject, :lead, :path, :modules, :job, :task,
               coalesce(h.email, ", $($email)+, "), coalesce(h.shown, 1), x.at, x.read_at
             FROM (SELECT it.workspace_id, it.id AS event_id, it.at, iif(u.id = it.actor_id, it.at, NULL) AS read_at, u.id AS user_id,
                     coalesce(:occasions ->> it.action, :topic) AS occasion FROM it ",
            $join,
            " GROUP BY u.id) x LEFT JOIN notice_choices h ON h.user_id = x.user_id AND h.occasion = x.occasion
             WHERE (coalesce(h.shown, 1) = 1 OR coalesce(h.email, ", $($email)+, ") <> 'never')
               AND EXISTS (SELECT 1 FROM workspaces w WHERE w.id = x.workspace_id AND :modules & ", hidden!(), " = 0)"
        )
    };
}

/// The same for clients, who are mailed unless they muted the topic.
macro_rules! notice_to_clients {
    ($muted:literal, $join:literal) => {
        notice_to!(
            [concat!(
                "iif(EXISTS (SELECT 1 FROM muted q WHERE q.user_id = x.user_id AND q.topic = ",
                $muted,
                ") OR EXISTS (SELECT 1 FROM json_each(:unmailed) q WHERE q.value = x.occasion), 'never', 'now')"
            )],
            $join
        )
    };
}

/// Whether the member of staff gets mails about the topic, or was given the request or the conversation that the event is about.
macro_rules! subscribed {
    () => {
        "iif(EXISTS (SELECT 1 FROM notifications q WHERE q.workspace_id = x.workspace_id AND q.topic = :topic AND q.user_id = x.user_id)
           OR :topic = 'request' AND EXISTS (SELECT 1 FROM events e JOIN requests r ON r.id = e.subject_id AND r.assigned_to = x.user_id WHERE e.id = x.event_id)
           OR :topic = 'message' AND EXISTS (SELECT 1 FROM events e JOIN threads t ON t.id = e.subject_id AND t.assigned_to = x.user_id WHERE e.id = x.event_id), 'now', 'never')"
    };
}

/// Tells each of these recipients: by a notice that goes out as a mail if they want it, or by a mail alone where it is about their
/// own access or they are no users.
pub fn to<J: Mailed>(recipients: Recipients<'_>, job: &J) -> Follower {
    let follower = found(recipients);
    let follower = match recipients.audience() {
        None => follower,
        Some(side) => follower
            .bind("lead", job.lead())
            .bind(
                "modules",
                if side == Face::Client { Modules::of_page(&job.path()).bits() } else { 0 },
            )
            .bind("path", job.path())
            .bind("occasions", as_json(&occasions::by_action(side == Face::Ops))),
    };
    follower.bind("job", J::NAME).bind("task", as_json(job)).bind("subject", job.subject())
}

#[allow(clippy::too_many_lines)] // a table
fn found(recipients: Recipients<'_>) -> Follower {
    match recipients {
        Recipients::Clients { account, mailing } => Follower::new(follows!(notice_to_clients!(
            ":topic",
            "JOIN memberships m ON m.account_id = :account AND m.workspace_id = it.workspace_id
             JOIN users u ON u.contact_id = m.contact_id AND u.state = 'active'
             WHERE (:topic NOT IN ('quotes', 'trips') OR u.role IN ('owner', 'charter')) AND (:topic <> 'services' OR u.role = 'customer')
               AND (:topic NOT IN ('quotes', 'invoices') OR EXISTS (SELECT 1 FROM grants g WHERE g.contact_id = m.contact_id AND g.name = 'see_money'))"
        )))
        .bind("account", account)
        .bind("topic", mailing.name())
        .bind("unmailed", as_json(&occasions::unmailed())),
        Recipients::Owners { trip, tail } => Follower::new(follows!(notice_to_clients!(
            "'trips'",
            "JOIN workspaces w ON w.id = it.workspace_id AND w.owners_approve = 1 JOIN trips t ON t.id = :trip AND t.workspace_id = it.workspace_id
             JOIN account_tails l ON l.tail_id = :tail JOIN memberships m ON m.account_id = l.account_id
             JOIN users u ON u.contact_id = m.contact_id AND u.workspace_id = it.workspace_id AND u.state = 'active' AND u.role = 'owner'
             WHERE NOT EXISTS (SELECT 1 FROM account_tails x WHERE x.tail_id = :tail AND x.account_id = t.account_id)"
        )))
        .bind("trip", trip)
        .bind("tail", tail)
        .bind("topic", occasions::OWNER_ASKED)
        .bind("unmailed", as_json(&occasions::unmailed())),
        Recipients::Topic(topic) => Follower::new(follows!(notice_to!(
            [subscribed!()],
            "JOIN users u ON u.workspace_id = it.workspace_id AND u.face = 'ops' AND u.state = 'active'"
        )))
        .bind("topic", topic.name()),
        Recipients::SignUp(sign_up) => Follower::new(follows!(notice_to!(
            [subscribed!()],
            "JOIN sign_ups s ON s.id = :sign_up AND s.workspace_id = it.workspace_id
             JOIN users u ON u.workspace_id = it.workspace_id AND u.face = 'ops' AND u.state = 'active'"
        )))
        .bind("sign_up", sign_up)
        .bind("topic", Topic::Access.name()),
        Recipients::Colleague(user) => Follower::new(follows!(notice_to!(
            ["'now'"],
            "JOIN users u ON u.id = :user AND u.workspace_id = it.workspace_id AND u.face = 'ops' AND u.state = 'active'"
        )))
        .bind("user", user)
        .bind("topic", Topic::Message.name()),
        Recipients::SecondEyes { on, path } => Follower::new(follows!(notice_to!(
            ["'now'"],
            "JOIN workspaces w ON w.id = it.workspace_id AND iif(:on = 'quotes', w.quotes_need_approval, w.invoices_need_approval) = 1
             JOIN users u ON u.workspace_id = it.workspace_id AND u.face = 'ops' AND u.state = 'active' AND u.role IN ('admin', iif(:on = 'quotes', 'dispatcher', 'accounting')) AND u.id IS NOT it.actor_id
             WHERE NOT EXISTS (SELECT 1 FROM notices n INDEXED BY notices_unread WHERE n.user_id = u.id AND n.path = :page AND n.shown = 1 AND n.read_at IS NULL)"
        )))
        .bind("on", on.name())
        .bind("page", path)
        .bind("topic", Topic::Answer.name()),
        Recipients::Accounting => Follower::new(follows!(notice_to!(
            ["'now'"],
            "JOIN users u ON u.workspace_id = it.workspace_id AND u.face = 'ops' AND u.state = 'active' AND u.role =
               iif(EXISTS (SELECT 1 FROM users x WHERE x.workspace_id = it.workspace_id AND x.face = 'ops' AND x.state = 'active' AND x.role = 'accounting'), 'accounting', 'admin')"
        )))
        .bind("topic", Topic::Answer.name()),
        Recipients::Contact(contact) => Follower::new(follows!(mail_to!(
            "JOIN users u ON u.contact_id = :contact AND u.workspace_id = it.workspace_id AND u.state = 'active'"
        )))
        .bind("contact", contact),
        Recipients::Moved { contact, to } => Follower::new(follows!(mail_to!(
            "JOIN users u ON u.contact_id = :contact AND u.workspace_id = it.workspace_id AND u.state = 'active' AND u.email <> :email"
        )))
        .bind("contact", contact)
        .bind("email", to),
        Recipients::User(user) => Follower::new(follows!(mail_to!("JOIN users u ON u.id = :user AND u.workspace_id = it.workspace_id")))
            .bind("user", user),
        Recipients::UserAt { user, email } => Follower::new(follows!(mail_for!(
            "u.face, u.id, :email, u.name",
            "JOIN users u ON u.id = :user AND u.workspace_id = it.workspace_id"
        )))
        .bind("user", user)
        .bind("email", email),
        Recipients::Actor => Follower::new(follows!(mail_to!("JOIN users u ON u.id = it.actor_id AND u.workspace_id = it.workspace_id"))),
        Recipients::Asker(code) => Follower::new(follows!(mail_to!(
            "JOIN codes c ON c.id = :code JOIN users u ON u.id = c.user_id AND u.workspace_id = it.workspace_id"
        )))
        .bind("code", code),
        Recipients::InvitedAsker(code) => Follower::new(follows!(mail_to!(
            "JOIN codes c ON c.id = :code
             JOIN users u ON u.id = it.subject_id AND u.workspace_id = it.workspace_id AND u.state = 'invited'"
        )))
        .bind("code", code),
        Recipients::Locked { host } => Follower::new(follows!(mail_to!(
            "JOIN hosts h ON h.host = :host AND h.workspace_id = it.workspace_id
             JOIN users u ON u.id = it.subject_id AND u.workspace_id = it.workspace_id AND u.face = h.face AND u.state = 'active'"
        )))
        .bind("host", host),
        Recipients::Newcomer { session } => Follower::new(follows!(mail_to!(
            "JOIN sessions n ON n.digest = :session AND n.workspace_id = it.workspace_id
             JOIN users u ON u.id = n.user_id AND u.state = 'active'
             WHERE EXISTS (SELECT 1 FROM sessions o WHERE o.user_id = u.id AND o.digest <> n.digest)
               AND NOT EXISTS (SELECT 1 FROM sessions o WHERE o.user_id = u.id AND o.digest <> n.digest AND o.device = n.device)"
        )))
        .bind("session", session),
        Recipients::Stranger { email, name } => Follower::new(follows!(mail_for!("'client', NULL, :email, :name", "")))
            .bind("email", email)
            .bind("name", name),
        Recipients::Approvers(sign_up) => Follower::new(follows!(mail_for!(
            "'ops', NULL, a.value, ''",
            "JOIN sign_ups s ON s.id = :sign_up AND s.workspace_id = it.workspace_id
             JOIN workspaces w ON w.id = it.workspace_id JOIN json_each(w.approval_addresses) a"
        )))
        .bind("sign_up", sign_up),
        Recipients::TripChanges => Follower::new(follows!(mail_for!(
            "'ops', NULL, a.value, ''",
            "JOIN workspaces w ON w.id = it.workspace_id JOIN json_each(w.trip_change_addresses) a"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;

    /// The recipients of the mails after a change by staff; `sql` is run before.
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
