//! Statements about what is on the page of a thread.
use super::{MESSAGES, subjects::trip_of, thread_for_staff};
use crate::{
    db::{
        page::{Cursor, most},
        query::Query,
        scope::{Scope, client, staff},
    },
    kit::ids::{CannedId, ThreadId, UserId},
    messages::{About, Message, Thread},
};
use serde::Deserialize;

/// A page of the messages of a thread, newest first.
pub fn messages(scope: &Scope, thread: ThreadId, from: &Cursor) -> Query<Vec<Message>> {
    scope.query(client!(
        "SELECT g.id, g.user_id, g.side, g.author, g.body, g.by_mail, g.folded, g.from_email, g.left_out, g.at,
           (SELECT json_group_array(json_object('id', f.id, 'name', f.name, 'size', f.size)) FROM files f WHERE f.message_id = g.id) AS files
         FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread JOIN my_accounts m ON m.account_id = t.account_id
         JOIN messages g ON g.thread_id = t.id AND (g.at, g.id) < (:after, :after_id) ORDER BY g.at DESC, g.id DESC LIMIT :most"
    ))
    .bind("thread", thread)
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(MESSAGES))
}

fn messages_for_staff(scope: &Scope, thread: ThreadId, from: &Cursor) -> Query<Vec<Message>> {
    scope.query(staff!(
        "SELECT g.id, g.user_id, g.side, g.author, g.body, g.by_mail, g.folded, g.from_email, g.left_out, g.at,
           (SELECT json_group_array(json_object('id', f.id, 'name', f.name, 'size', f.size)) FROM files f WHERE f.message_id = g.id) AS files
         FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread
         JOIN messages g ON g.thread_id = t.id AND (g.at, g.id) < (:after, :after_id) ORDER BY g.at DESC, g.id DESC LIMIT :most"
    ))
    .bind("thread", thread)
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(MESSAGES))
}

/// Somebody of the other side who has opened the thread.
#[derive(Debug, Clone, Deserialize)]
pub struct Reader {
    pub name: String,
    /// The time of the last message that they have seen, and when they opened it, if that is known.
    pub read_at: i64,
    pub opened_at: Option<i64>,
}

/// The staff who have opened the client's thread, whoever read most of it first.
pub fn readers(scope: &Scope, thread: ThreadId) -> Query<Vec<Reader>> {
    scope
        .query(client!(
            "SELECT u.name, r.read_at, r.opened_at FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread
             JOIN my_accounts m ON m.account_id = t.account_id JOIN readings r ON r.thread_id = t.id
             JOIN users u ON u.id = r.user_id AND u.face = 'ops' ORDER BY r.read_at DESC, r.opened_at LIMIT 5"
        ))
        .bind("thread", thread)
}

fn readers_for_staff(scope: &Scope, thread: ThreadId) -> Query<Vec<Reader>> {
    scope
        .query(staff!(
            "SELECT u.name, r.read_at, r.opened_at FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread
             JOIN readings r ON r.thread_id = t.id JOIN users u ON u.id = r.user_id AND u.face = 'client'
             ORDER BY r.read_at DESC, r.opened_at LIMIT 20"
        ))
        .bind("thread", thread)
}

/// A contact of the thread's account, whom staff see beside it.
#[derive(Debug, Deserialize)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub email: String,
    /// Why mails do not reach that address; empty if they do.
    pub fault: String,
    pub phone: String,
}

fn people(scope: &Scope, thread: ThreadId) -> Query<Vec<Person>> {
    scope.query(staff!(
        "SELECT c.id, c.name, c.email, coalesce((SELECT f.words FROM address_faults f WHERE f.workspace_id = me.workspace_id AND f.email = lower(c.email)), '') AS fault, c.phone FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread
         JOIN memberships m ON m.account_id = t.account_id JOIN contacts c ON c.id = m.contact_id ORDER BY c.sort_name, c.id LIMIT 10"
    ))
    .bind("thread", thread)
}

/// What a member of staff noted about a thread. Clients never see it.
#[derive(Debug, Clone, Deserialize)]
pub struct Note {
    pub author: String,
    pub words: String,
    pub at: i64,
}

fn notes(scope: &Scope, thread: ThreadId) -> Query<Vec<Note>> {
    scope.query(staff!(
        "SELECT u.name AS author, n.words, n.at FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread
         JOIN thread_notes n ON n.thread_id = t.id JOIN users u ON u.id = n.user_id ORDER BY n.at DESC, n.id DESC LIMIT 50"
    ))
    .bind("thread", thread)
}

/// A member of staff to whom a thread can be given.
#[derive(Debug, Clone, Deserialize)]
pub struct Colleague {
    pub id: UserId,
    pub name: String,
}

/// The staff who may write to clients, by name.
fn colleagues(scope: &Scope) -> Query<Vec<Colleague>> {
    scope.query(staff!(
        "SELECT u.id, u.name FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'ops' AND u.state = 'active'
         WHERE u.role <> 'read_only' ORDER BY u.sort_name, u.id LIMIT 300"
    ))
}

/// An answer that the workspace keeps ready.
#[derive(Debug, Clone, Deserialize)]
pub struct Canned {
    pub id: CannedId,
    pub name: String,
    pub words: String,
    pub version: i64,
}

/// The workspace's canned answers, by name.
pub fn canned(scope: &Scope) -> Query<Vec<Canned>> {
    scope.query(staff!(
        "SELECT c.id, c.name, c.words, c.version FROM me JOIN canned_answers c ON c.workspace_id = me.workspace_id ORDER BY c.sort_name, c.id LIMIT 200"
    ))
}

/// The thread, its messages, the people of its account and its trip.
type Told = (Query<Option<Thread>>, Query<Vec<Message>>, Query<Vec<Person>>, Query<Option<About>>);
/// What only staff see of it.
type Inside = (Query<Vec<Note>>, Query<Vec<Colleague>>, Query<Vec<Canned>>, Query<Vec<Reader>>);
/// Everything on the operator's page of a thread.
pub type Desk = (Told, Inside);

pub fn desk(scope: &Scope, id: ThreadId, from: &Cursor) -> Desk {
    let told = (
        thread_for_staff(scope, id),
        messages_for_staff(scope, id, from),
        people(scope, id),
        trip_of(scope, id),
    );
    (told, (notes(scope, id), colleagues(scope), canned(scope), readers_for_staff(scope, id)))
}
