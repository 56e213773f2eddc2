//! Statements about mails, as staff see them.
use super::Mail;
use crate::db::{
    page::{Cursor, most},
    query::Query,
    scope::{Scope, staff},
    write::{Write, begins, follows},
};

/// Reads the mails `o` of the workspace that a condition leaves.
macro_rules! mails {
    ($which:literal) => {
        staff!(
            "SELECT o.id, o.to_email, o.to_name, o.subject, o.state, o.attempts, o.provider_id, o.fault, o.created_at, o.done_at
             FROM me JOIN outbox o ON o.workspace_id = me.workspace_id AND o.to_email <> '' ",
            $which
        )
    };
}

/// Mails on a page.
pub const PER_PAGE: usize = 50;

/// A page of all mails, newest first. One change may write to many at the same moment.
pub fn mails(scope: &Scope, from: &Cursor) -> Query<Vec<Mail>> {
    scope.query(mails!(
        "AND (o.created_at, o.id) < (:after, :after_id) ORDER BY o.created_at DESC, o.id DESC LIMIT :most"
    ))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// A page of the failed mails, newest first.
pub fn dead(scope: &Scope, from: &Cursor) -> Query<Vec<Mail>> {
    scope.query(mails!(
        "AND o.state = 'dead' AND (o.created_at, o.id) < (:after, :after_id) ORDER BY o.created_at DESC, o.id DESC LIMIT :most"
    ))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

pub fn mail(scope: &Scope, id: &str) -> Query<Option<Mail>> {
    scope.query(mails!("AND o.id = :id")).bind("id", id)
}

/// Queues a failed mail again, with no attempts counted.
pub fn send_again(id: &str) -> Write {
    Write::begin(
        "mail_sent_again",
        id,
        begins!(staff, "JOIN outbox o ON o.workspace_id = me.workspace_id AND o.id = :id AND o.state = 'dead'"),
    )
    .bind("id", id)
    .then(follows!(
        "UPDATE outbox SET state = 'queued', attempts = 0, next_at = (SELECT at FROM it), fault = NULL, event_id = (SELECT id FROM it)
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
