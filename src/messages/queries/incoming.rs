//! Statements about replies by mail. The mail handler and the queue consumer work for every workspace.
use crate::{
    db::{
        query::{Changes, Query, as_json},
        scope::system,
        write::{Follower, Write, begins, follows},
    },
    files::NewFile,
    kit::ids::{AccountId, MailId, MessageId, ThreadId, UserId, WorkspaceId},
    messages::{NewMessage, incoming::LeftOut, jobs::ReplyByMail},
    outbox,
    search::{self, Noun},
    workspaces::Face,
};
use serde::Deserialize;

/// The person and the thread that a reply address is of.
#[derive(Debug, Clone, Deserialize)]
pub struct Addressee {
    pub workspace_id: WorkspaceId,
    pub thread_id: ThreadId,
    pub user_id: UserId,
    pub name: String,
    pub email: String,
    /// Whether they still see the thread.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub has_access: bool,
}

/// Who answers at a reply address.
pub fn addressee(row: &str) -> Query<Option<Addressee>> {
    Query::new(
        "SELECT a.workspace_id, a.thread_id, u.id AS user_id, u.name, u.email, u.state = 'active' AND (u.face = 'ops' AND u.role <> 'read_only'
           OR EXISTS (SELECT 1 FROM memberships m WHERE m.contact_id = u.contact_id AND m.account_id = t.account_id)) AS has_access
         FROM reply_addresses a JOIN threads t ON t.id = a.thread_id JOIN users u ON u.id = a.user_id WHERE a.id = :row",
    )
    .bind("row", row)
}

/// A mail that arrived.
#[derive(Debug, Clone)]
pub struct Arrived {
    pub id: MailId,
    pub message_id: String,
    /// Where the raw mail is kept.
    pub key: String,
    pub from: String,
    pub is_confirmed: bool,
}

/// Keeps that a mail arrived, to be read by a job, unless the same mail did so before.
pub fn arrive(to: &Addressee, it: &Arrived) -> Write {
    Write::begin(
        "mail_arrived",
        to.thread_id,
        begins!(
            system,
            actor = "u.id",
            subject = ":subject",
            "JOIN users u ON u.workspace_id = me.workspace_id AND u.id = :user JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread
             WHERE NOT EXISTS (SELECT 1 FROM mails_in x WHERE x.thread_id = :thread AND x.user_id = :user AND x.message_id = :message_id)"
        ),
    )
    .bind("user", to.user_id)
    .bind("thread", to.thread_id)
    .bind("message_id", it.message_id.as_str())
    .bind("id", it.id)
    .bind("key", it.key.as_str())
    .bind("from", it.from.as_str())
    .bind("is_confirmed", i64::from(it.is_confirmed))
    .then(follows!(
        "INSERT INTO mails_in (id, workspace_id, thread_id, user_id, message_id, key, from_email, is_confirmed, at)
         SELECT :id, it.workspace_id, :thread, :user, :message_id, :key, :from, :is_confirmed, it.at FROM it"
    ))
    .with([outbox::put(&ReplyByMail { mail: it.id })])
}

/// Counts a mail that was dropped because a machine wrote it.
pub fn dropped(day: &str) -> Query<Changes> {
    Query::new(
        "INSERT INTO mails_dropped (day, many) VALUES (:day, 1) ON CONFLICT (day) DO UPDATE SET many = many + 1",
    )
    .bind("day", day)
}

/// A mail that waits to be read.
#[derive(Debug, Clone, Deserialize)]
pub struct MailIn {
    pub key: String,
    pub from_email: String,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_confirmed: bool,
    pub thread_id: ThreadId,
    pub account_id: AccountId,
    pub subject: String,
    pub name: String,
    pub face: Face,
    pub operator: String,
}

/// A mail of the workspace that is not a message yet.
pub fn unread_mail(workspace: WorkspaceId, id: MailId) -> Query<Option<MailIn>> {
    Query::new(
        "SELECT i.key, i.from_email, i.is_confirmed, i.thread_id, t.account_id, t.subject, u.name, u.face, w.name AS operator
         FROM mails_in i JOIN threads t ON t.id = i.thread_id JOIN users u ON u.id = i.user_id JOIN workspaces w ON w.id = i.workspace_id WHERE i.id = :id AND i.workspace_id = :workspace AND i.read_at IS NULL",
    )
    .bind("id", id)
    .bind("workspace", workspace)
}

/// Adds the reply to its thread, once.
pub fn answer(
    mail_id: MailId,
    mail: &MailIn,
    it: &NewMessage,
    folded: &str,
    files: &[NewFile],
    left_out: &[LeftOut],
) -> Write {
    let from = if mail.is_confirmed { "" } else { mail.from_email.as_str() };
    Write::begin(
        "message_mailed",
        it.thread,
        begins!(
            system,
            actor = "u.id",
            subject = ":subject",
            "JOIN mails_in i ON i.id = :mail AND i.workspace_id = me.workspace_id AND i.read_at IS NULL JOIN users u ON u.id = i.user_id"
        ),
    )
    .bind("mail", mail_id)
    .bind("thread", it.thread)
    .bind("id", it.id)
    .bind("side", super::sending::word(it.side))
    .bind("state", it.state().word())
    .bind("author", it.author.as_str())
    .bind("start", it.start())
    .bind("body", it.body.as_str())
    .bind("folded", folded)
    .bind("left_out", as_json(&left_out))
    .bind("from", from)
    .then(follows!(
        "UPDATE mails_in SET read_at = (SELECT at FROM it) WHERE id = :mail AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE threads SET last_at = max(last_at + 1, (SELECT at FROM it)), last_side = :side, last_author = :author, last_words = :start, state = :state
         WHERE id = :thread AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "INSERT INTO messages (id, thread_id, workspace_id, user_id, side, author, body, folded, from_email, left_out, by_mail, at)
         SELECT :id, t.id, it.workspace_id, it.actor_id, :side, :author, :body, :folded, :from, :left_out, 1, t.last_at
         FROM it JOIN threads t ON t.id = :thread AND t.workspace_id = it.workspace_id"
    ))
    .with(files.iter().map(|file| attached(it.id, file, it.side)))
    .with([super::sending::told(it), search::add_words(Noun::Thread, it.thread, &[&it.body])])
}

/// Adds a file to a message that is written in the same change.
pub fn attached(message: MessageId, it: &NewFile, side: Face) -> Follower {
    Follower::new(follows!(
        "INSERT INTO files (id, workspace_id, message_id, user_id, face, name, content_type, size, digest, key, created_at)
         SELECT :id, it.workspace_id, :message, it.actor_id, :face, :name, :content_type, :size, :digest, :key, it.at FROM it"
    ))
    .bind("id", it.id)
    .bind("message", message)
    .bind("face", super::sending::word(side))
    .bind("name", it.name.as_str())
    .bind("content_type", it.content_type)
    .bind("size", it.size)
    .bind("digest", it.digest.as_str())
    .bind("key", it.key.as_str())
}
