//! Statements about mails, as staff see them.
use super::{Fault, Mail, bounces::Fate};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Changes, Query},
        scope::{Scope, staff, system},
        write::{Write, begins, follows},
    },
    kit::ids::WorkspaceId,
};
use serde::Deserialize;

/// Reads the mails `o` of the workspace that a condition leaves.
macro_rules! mails {
    ($which:literal) => {
        staff!(
            "SELECT o.id, o.to_email, o.to_name, o.subject, o.state, o.attempts, o.provider_id, o.fault, o.created_at, o.done_at, iif(o.state = 'queued' AND o.next_at > :now, o.next_at, NULL) AS next_at
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

/// The addresses that mails do not reach, the newest first.
pub fn faults(scope: &Scope) -> Query<Vec<Fault>> {
    scope.query(staff!(
        "SELECT f.email, f.words, f.at FROM me JOIN address_faults f ON f.workspace_id = me.workspace_id ORDER BY f.at DESC LIMIT 50"
    ))
}

/// A mail that was sent, and whether its address is marked.
#[derive(Debug, Clone, Deserialize)]
pub struct SentMail {
    pub id: String,
    pub workspace_id: WorkspaceId,
    pub to_email: String,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_marked: bool,
}

/// The mail that the mail service knows by this id.
pub fn sent(provider_id: &str) -> Query<Option<SentMail>> {
    Query::new(
        "SELECT o.id, o.workspace_id, o.to_email, EXISTS (SELECT 1 FROM address_faults f WHERE f.workspace_id = o.workspace_id AND f.email = lower(o.to_email)) AS is_marked
         FROM outbox o INDEXED BY outbox_by_provider WHERE o.provider_id = :provider_id LIMIT 1",
    )
    .bind("provider_id", provider_id)
}

/// Marks the address of a mail, or takes the mark away where the mail arrived.
pub fn mark(mail: &SentMail, fate: &Fate) -> Write {
    let write = Write::begin(
        "mail_came_back",
        &mail.id,
        begins!(system, "JOIN outbox o ON o.workspace_id = me.workspace_id AND o.id = :id"),
    )
    .bind("id", mail.id.as_str())
    .bind("email", mail.to_email.to_lowercase())
    .note(fate.words());
    if *fate == Fate::Delivered {
        return write.then(follows!(
            "DELETE FROM address_faults WHERE email = :email AND workspace_id = (SELECT workspace_id FROM it)"
        ));
    }
    write.bind("kind", fate.word()).bind("words", fate.words()).then(follows!(
        "INSERT INTO address_faults (workspace_id, email, kind, words, at) SELECT it.workspace_id, :email, :kind, :words, it.at FROM it WHERE true
         ON CONFLICT (workspace_id, email) DO UPDATE SET kind = excluded.kind, words = excluded.words, at = excluded.at"
    ))
}

/// Deletes up to 500 marks of addresses that are older than their workspace keeps mails.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM address_faults WHERE (workspace_id, email) IN (SELECT f.workspace_id, f.email FROM workspaces w
           CROSS JOIN address_faults f INDEXED BY address_faults_by_time ON f.workspace_id = w.id AND f.at < :now - w.keeps_mail_days * 86400000 LIMIT 500)",
    )
    .bind("now", now)
}
