//! Statements about mails, as staff see them.
use super::Mail;
use crate::db::{
    query::Query,
    scope::{Scope, staff},
    write::{Write, begins, follows},
};

/// Mails `o` of the workspace as staff see them, and which of them.
macro_rules! mails {
    ($which:literal) => {
        staff!(
            "SELECT o.id, o.to_email, o.to_name, o.subject, o.state, o.attempts, o.provider_id, o.fault, o.created_at, o.done_at
             FROM me JOIN outbox o ON o.workspace_id = me.workspace_id AND o.to_email <> '' ",
            $which
        )
    };
}

/// The newest mails, `most` of them; or those older than the moment and id of the last one seen.
/// One change may write to many, so that the moment alone would not tell them apart.
pub fn mails(scope: &Scope, before: (i64, &str), most: i64) -> Query<Vec<Mail>> {
    scope.query(
        mails!(
            "AND (o.created_at, o.id) < (?4, ?5) ORDER BY o.created_at DESC, o.id DESC LIMIT ?6"
        ),
        [before.0.into(), before.1.into(), most.into()],
    )
}

/// Those given up, newest first.
pub fn dead(scope: &Scope) -> Query<Vec<Mail>> {
    scope.query(mails!("AND o.state = 'dead' ORDER BY o.created_at DESC LIMIT 100"), [])
}

pub fn mail(scope: &Scope, id: &str) -> Query<Option<Mail>> {
    scope.query(mails!("AND o.id = ?4"), [id.into()])
}

/// Has a mail that was given up tried again from the start.
pub fn send_again(id: &str) -> Write {
    Write::begin(
        "mail_sent_again",
        id,
        begins!(staff, "JOIN outbox o ON o.workspace_id = me.workspace_id AND o.id = ?13 AND o.state = 'dead'"),
        [id.into()],
    )
    .then(
        follows!(
            "UPDATE outbox SET state = 'queued', attempts = 0, next_at = (SELECT at FROM it), fault = NULL, event_id = (SELECT id FROM it)
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into()],
    )
}
