//! Statements that write messages, and how far each person has read.
use crate::{
    db::{
        query::{Changes, Query, Value},
        scope::{Scope, client, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::{AccountId, ThreadId},
    mail::{self, Mailing, Recipients, Topic},
    messages::{Entry, Opening, mail::sent},
    workspaces::Face,
};

/// Marks a thread read as far as it goes. It reads with the page, so the mark is what was shown.
pub fn mark(scope: &Scope, thread: ThreadId) -> Query<Changes> {
    scope.query(
        client!(
            " INSERT INTO readings (thread_id, user_id, workspace_id, read_at)
             SELECT t.id, me.user_id, me.workspace_id, t.last_at
             FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = ?4 JOIN my_accounts m ON m.account_id = t.account_id WHERE true
             ON CONFLICT (thread_id, user_id) DO UPDATE SET read_at = excluded.read_at WHERE read_at < excluded.read_at"
        ),
        [thread.into()],
    )
}

pub fn mark_for_staff(scope: &Scope, thread: ThreadId) -> Query<Changes> {
    scope.query(
        staff!(
            " INSERT INTO readings (thread_id, user_id, workspace_id, read_at)
             SELECT t.id, me.user_id, me.workspace_id, t.last_at
             FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = ?4 WHERE true
             ON CONFLICT (thread_id, user_id) DO UPDATE SET read_at = excluded.read_at WHERE read_at < excluded.read_at"
        ),
        [thread.into()],
    )
}

/// Opens a thread with its first message. A trip has one thread, so the second to open it is told.
pub fn open(it: &Opening) -> Write {
    let guard = match it.first.side {
        Face::Client => begins!(
            client,
            "JOIN my_accounts m ON m.account_id = ?13 WHERE ?14 IS NULL OR (EXISTS (SELECT 1 FROM trips t WHERE t.id = ?14
               AND t.account_id = m.account_id) AND NOT EXISTS (SELECT 1 FROM threads x WHERE x.trip_id = ?14))"
        ),
        Face::Ops => begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = ?13 WHERE ?14 IS NULL OR (EXISTS (SELECT 1 FROM trips t WHERE t.id = ?14
               AND t.account_id = a.id) AND NOT EXISTS (SELECT 1 FROM threads x WHERE x.trip_id = ?14))"
        ),
    };
    let first = &it.first;
    Write::begin("thread_opened", first.thread, guard, [first.account.into(), it.trip.into()])
        .then(
            follows!(
                "INSERT INTO threads (id, workspace_id, account_id, trip_id, subject, last_at, last_side, last_author, last_words, created_at)
                 SELECT ?2, it.workspace_id, ?3, ?4, ?5, it.at, ?6, ?7, ?8, it.at FROM it"
            ),
            [
                first.thread.into(),
                first.account.into(),
                it.trip.into(),
                first.subject.as_str().into(),
                word(first.side),
                first.author.as_str().into(),
                first.start().into(),
            ],
        )
        .with([written(first), told(first)])
}

/// Adds a message. Its moment is later than the one before, so that every reader's mark is exact.
pub fn reply(it: &Entry) -> Write {
    let guard = match it.side {
        Face::Client => begins!(
            client,
            "JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = ?13 JOIN my_accounts m ON m.account_id = t.account_id"
        ),
        Face::Ops => {
            begins!(staff, "JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = ?13")
        }
    };
    Write::begin("message_sent", it.thread, guard, [it.thread.into()])
        .then(
            follows!(
                "UPDATE threads SET last_at = max(last_at + 1, (SELECT at FROM it)), last_side = ?3, last_author = ?4, last_words = ?5
                 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
            ),
            [it.thread.into(), word(it.side), it.author.as_str().into(), it.start().into()],
        )
        .with([written(it), told(it)])
}

fn written(it: &Entry) -> Follower {
    Follower::new(
        follows!(
            "INSERT INTO messages (id, thread_id, workspace_id, user_id, side, author, body, at)
             SELECT ?2, t.id, it.workspace_id, it.actor_id, ?4, ?5, ?6, t.last_at FROM it JOIN threads t ON t.id = ?3 AND t.workspace_id = it.workspace_id"
        ),
        [
            it.id.into(),
            it.thread.into(),
            word(it.side),
            it.author.as_str().into(),
            it.body.as_str().into(),
        ],
    )
}

fn told(it: &Entry) -> Follower {
    let recipients = match it.side {
        Face::Client => Recipients::Topic(Topic::Message),
        Face::Ops => Recipients::Clients { account: it.account, mailing: Mailing::Messages },
    };
    mail::to(recipients, &sent(it))
}

fn word(side: Face) -> Value {
    match side {
        Face::Client => "client".into(),
        Face::Ops => "ops".into(),
    }
}

/// Has the conversations of an account that is merged into another be of that.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE threads SET account_id = ?3 WHERE account_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [from.into(), to.into()],
    )
}
