//! Statements about threads and their messages.
mod sending;
mod subjects;
pub use sending::{change_account, mark, mark_for_staff, open, reply};
pub use subjects::{ClientsNewThread, NewThread, asked, subjects};

use super::{About, Message, Thread};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, Value},
        scope::{Scope, client, staff},
    },
    kit::ids::ThreadId,
};
use serde::Deserialize;
use subjects::trip_of;

/// The columns of a [`Thread`], of `t`, its account `a`, its trip `p` and what the visitor has read
/// `r`.
macro_rules! thread {
    ($($from:tt)+) => {
        concat!(
            "SELECT t.id, t.account_id, a.name AS account, t.trip_id, coalesce(p.reference, '') AS trip, t.service_id, coalesce(v.reference, '') AS service, t.subject, t.last_at, t.last_side,
             t.last_author, t.last_words, coalesce(r.read_at, 0) AS read_at ",
            $($from)+
        )
    };
}

/// The rows that the columns of a thread `t` need.
macro_rules! beside {
    ($($rest:tt)*) => {
        concat!(
            " JOIN accounts a ON a.id = t.account_id LEFT JOIN trips p ON p.id = t.trip_id LEFT JOIN services v ON v.id = t.service_id
             LEFT JOIN readings r ON r.thread_id = t.id AND r.user_id = (SELECT user_id FROM me) ",
            $($rest)*
        )
    };
}

/// Threads, and messages of a thread, on a page.
pub const THREADS: usize = 30;
pub const MESSAGES: usize = 100;

/// The client's threads, newest first, at most `most`.
pub fn threads(scope: &Scope, from: &Cursor, most: impl Into<Value>) -> Query<Vec<Thread>> {
    scope.query(client!(thread!(concat!(
        "FROM my_accounts m JOIN threads t ON t.id IN (SELECT x.id FROM threads x WHERE x.account_id = m.account_id AND (x.last_at, x.id) < (:after, :after_id)
         ORDER BY x.last_at DESC, x.id DESC LIMIT :most)",
        beside!("ORDER BY t.last_at DESC, t.id DESC LIMIT :most")
    ))))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most)
}

pub fn thread(scope: &Scope, id: ThreadId) -> Query<Option<Thread>> {
    scope.query(client!(thread!(concat!(
        "FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :id JOIN my_accounts m ON m.account_id = t.account_id",
        beside!()
    ))))
    .bind("id", id)
}

/// A page of the workspace's threads, newest first.
pub fn all_threads(scope: &Scope, from: &Cursor) -> Query<Vec<Thread>> {
    scope.query(staff!(thread!(concat!(
        "FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND (t.last_at, t.id) < (:after, :after_id)",
        beside!("ORDER BY t.last_at DESC, t.id DESC LIMIT :most")
    ))))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(THREADS))
}

/// Threads in which the client wrote last, the longest waiting first, at most `most`.
pub fn unanswered(scope: &Scope, from: &Cursor, most: impl Into<Value>) -> Query<Vec<Thread>> {
    scope.query(staff!(thread!(concat!(
        "FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.last_side = 'client' AND (t.last_at, t.id) > (:after, :after_id)",
        beside!("ORDER BY t.last_at, t.id LIMIT :most")
    ))))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most)
}

fn thread_for_staff(scope: &Scope, id: ThreadId) -> Query<Option<Thread>> {
    scope
        .query(staff!(thread!(concat!(
            "FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :id",
            beside!()
        ))))
        .bind("id", id)
}

/// A page of the messages of a thread, newest first.
pub fn messages(scope: &Scope, thread: ThreadId, from: &Cursor) -> Query<Vec<Message>> {
    scope.query(client!(
        "SELECT g.id, g.user_id, g.side, g.author, g.body, g.at
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
        "SELECT g.id, g.user_id, g.side, g.author, g.body, g.at
         FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread
         JOIN messages g ON g.thread_id = t.id AND (g.at, g.id) < (:after, :after_id) ORDER BY g.at DESC, g.id DESC LIMIT :most"
    ))
    .bind("thread", thread)
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(MESSAGES))
}

/// A contact of the thread's account, whom staff see beside it.
#[derive(Debug, Deserialize)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub email: String,
    pub phone: String,
}

fn people(scope: &Scope, thread: ThreadId) -> Query<Vec<Person>> {
    scope.query(staff!(
        "SELECT c.id, c.name, c.email, c.phone FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread
         JOIN memberships m ON m.account_id = t.account_id JOIN contacts c ON c.id = m.contact_id ORDER BY c.sort_name, c.id LIMIT 10"
    ))
    .bind("thread", thread)
}

/// Everything on the operator's page of a thread.
pub type Told =
    (Query<Option<Thread>>, Query<Vec<Message>>, Query<Vec<Person>>, Query<Option<About>>);

pub fn told(scope: &Scope, id: ThreadId, from: &Cursor) -> Told {
    (
        thread_for_staff(scope, id),
        messages_for_staff(scope, id, from),
        people(scope, id),
        trip_of(scope, id),
    )
}
