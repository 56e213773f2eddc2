//! Mails to addresses that are no user's: of whoever asks for access, and of those who are told so.
use super::Due;
use crate::{
    db::{
        query::{Query, as_json},
        write::{Follower, TaskId, follows},
    },
    kit::ids::{EventId, SignUpId},
    outbox::{Notice, Task},
};

/// The mail `?2` to the address `?3`, which no user may have.
macro_rules! mail_at {
    ($address:literal, $join:literal) => {
        concat!(
            "INSERT INTO outbox (id, workspace_id, event_id, kind, task, to_email, to_name, state, next_at, created_at)
             SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, 'mail', ?2, ",
            $address,
            ", 'queued', it.at, it.at FROM it ",
            $join
        )
    };
}

/// A mail to an address of somebody who is no user.
pub fn to_stranger(email: &str, name: &str, notice: &Notice) -> Follower {
    Follower::new(
        follows!(mail_at!("?3, ?4", "")),
        [as_json(&Task::Notice(notice.clone())), email.into(), name.into()],
    )
}

/// The mail to an address that somebody typed, who is not called by the name they typed.
pub fn to_whoever_signed_up(email: &str) -> Follower {
    Follower::new(follows!(mail_at!("?3, ''", "")), [as_json(&Task::SignUp), email.into()])
}

/// A mail to the addresses that are told of sign-ups, if this one is new.
pub fn to_approvers(sign_up: SignUpId, notice: &Notice) -> Follower {
    Follower::new(
        follows!(mail_at!(
            "a.value, ''",
            "JOIN sign_ups s ON s.id = ?3 AND s.workspace_id = it.workspace_id
             JOIN workspaces w ON w.id = it.workspace_id JOIN json_each(w.approval_addresses) a"
        )),
        [as_json(&Task::StaffNotice(notice.clone())), sign_up.into()],
    )
}

/// The mail to whoever signed up, out of those that an event left: the queue is told of this one
/// only, as how many others there are depends on the address.
pub fn first_task(event: EventId) -> Query<Vec<TaskId>> {
    Query::new(
        follows!(
            "SELECT o.id FROM it JOIN outbox o ON o.event_id = it.id AND o.workspace_id = it.workspace_id AND o.task = ?2"
        ),
        [event.into(), as_json(&Task::SignUp)],
    )
}

/// What else the event of a task left, and waits.
pub fn siblings(id: &str) -> Query<Vec<Due>> {
    Query::new(
        "SELECT o.id FROM outbox t JOIN outbox o ON o.event_id = t.event_id AND o.id <> t.id AND o.state = 'queued'
         WHERE t.id = ?1 ORDER BY o.id LIMIT 100",
        [id.into()],
    )
}
