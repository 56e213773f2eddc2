//! Statements that write messages, and that mark threads as read.
use crate::{
    db::{
        query::{Changes, Query, Value},
        scope::{Scope, client, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::{AccountId, ThreadId},
    mail::{self, Mailing, Recipients, Topic},
    messages::{NewMessage, Opening, mail::sent},
    search::{self, Noun},
    workspaces::Face,
};

/// Marks a thread as read by a client up to its last message. It runs in the page's batch, so
/// exactly what is shown is marked.
pub fn mark(scope: &Scope, thread: ThreadId) -> Query<Changes> {
    scope.query(client!(
        " INSERT INTO readings (thread_id, user_id, workspace_id, read_at, opened_at)
         SELECT t.id, me.user_id, me.workspace_id, t.last_at, :now
         FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread JOIN my_accounts m ON m.account_id = t.account_id WHERE true
         ON CONFLICT (thread_id, user_id) DO UPDATE SET read_at = excluded.read_at, opened_at = excluded.opened_at WHERE read_at < excluded.read_at"
    ))
    .bind("thread", thread)
}

pub fn mark_for_staff(scope: &Scope, thread: ThreadId) -> Query<Changes> {
    scope.query(staff!(
        " INSERT INTO readings (thread_id, user_id, workspace_id, read_at, opened_at)
         SELECT t.id, me.user_id, me.workspace_id, t.last_at, :now
         FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread WHERE true
         ON CONFLICT (thread_id, user_id) DO UPDATE SET read_at = excluded.read_at, opened_at = excluded.opened_at WHERE read_at < excluded.read_at"
    ))
    .bind("thread", thread)
}

/// That what the thread is about, if it has this id, is of this account and has no thread.
macro_rules! of_account {
    ($table:literal, $name:literal, $account:literal) => {
        concat!(
            " AND (:",
            $name,
            " IS NULL OR EXISTS (SELECT 1 FROM ",
            $table,
            " v WHERE v.id = :",
            $name,
            " AND v.account_id = ",
            $account,
            ")
             AND NOT EXISTS (SELECT 1 FROM threads y WHERE y.",
            $name,
            "_id = :",
            $name,
            "))"
        )
    };
}

/// The same for each noun that a thread can be about.
macro_rules! of_subject {
    ($account:literal) => {
        concat!(
            of_account!("trips", "trip", $account),
            of_account!("services", "service", $account),
            of_account!("quotes", "quote", $account),
            of_account!("invoices", "invoice", $account)
        )
    };
}

/// Creates a thread with its first message. What it is about has one thread, so a second one is refused.
pub fn open(it: &Opening) -> Write {
    let guard = match it.first.side {
        Face::Client => begins!(
            client,
            "JOIN my_accounts m ON m.account_id = :account WHERE true",
            of_subject!("m.account_id")
        ),
        Face::Ops => begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account WHERE true",
            of_subject!("a.id")
        ),
    };
    let first = &it.first;
    let of = |about: Option<Value>| about.unwrap_or(Value::Null);
    Write::begin("thread_opened", first.thread, guard)
        .bind("account", first.account)
        .bind("trip", of(it.about.trip().map(Into::into)))
        .bind("service", of(it.about.service().map(Into::into)))
        .bind("quote", of(it.about.quote().map(Into::into)))
        .bind("invoice", of(it.about.invoice().map(Into::into)))
        .bind("thread", first.thread)
        .bind("title", first.subject.as_str())
        .bind("side", word(first.side))
        .bind("state", first.state().word())
        .bind("author", first.author.as_str())
        .bind("start", first.start())
        .then(follows!(
            "INSERT INTO threads (id, workspace_id, account_id, trip_id, service_id, quote_id, invoice_id, subject, state, last_at, last_side, last_author, last_words, created_at)
             SELECT :thread, it.workspace_id, :account, :trip, :service, :quote, :invoice, :title, :state, it.at, :side, :author, :start, it.at FROM it"
        ))
        .with([written(first), told(first)])
        .with([search::add_words(Noun::Thread, first.thread, &[&first.subject, &first.body])])
}

/// Adds a message, which opens the thread again or makes it wait for the client. Its time is always later
/// than that of the message before, so that what a reader has read is exact.
pub fn reply(it: &NewMessage) -> Write {
    let guard = match it.side {
        Face::Client => begins!(
            client,
            "JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread JOIN my_accounts m ON m.account_id = t.account_id"
        ),
        Face::Ops => {
            begins!(staff, "JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :thread")
        }
    };
    Write::begin(
        "message_sent",
        it.thread,
        guard,
    )
    .bind("thread", it.thread)
    .bind("side", word(it.side))
    .bind("state", it.state().word())
    .bind("author", it.author.as_str())
    .bind("start", it.start())
    .then(follows!(
        "UPDATE threads SET last_at = max(last_at + 1, (SELECT at FROM it)), last_side = :side, last_author = :author, last_words = :start, state = :state
         WHERE id = :thread AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([written(it), told(it), search::add_words(Noun::Thread, it.thread, &[&it.body])])
}

fn written(it: &NewMessage) -> Follower {
    Follower::new(follows!(
        "INSERT INTO messages (id, thread_id, workspace_id, user_id, side, author, body, at)
         SELECT :id, t.id, it.workspace_id, it.actor_id, :side, :author, :body, t.last_at FROM it JOIN threads t ON t.id = :thread AND t.workspace_id = it.workspace_id"
    ))
    .bind("id", it.id)
    .bind("thread", it.thread)
    .bind("side", word(it.side))
    .bind("author", it.author.as_str())
    .bind("body", it.body.as_str())
}

pub fn told(it: &NewMessage) -> Follower {
    let recipients = match it.side {
        Face::Client => Recipients::Topic(Topic::Message),
        Face::Ops => Recipients::Clients { account: it.account, mailing: Mailing::Messages },
    };
    mail::to(recipients, &sent(it))
}

pub fn word(side: Face) -> Value {
    match side {
        Face::Client => "client".into(),
        Face::Ops => "ops".into(),
    }
}

/// Moves the threads of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(follows!(
        "UPDATE threads SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}
