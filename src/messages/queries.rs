//! Statements about threads and their messages.
mod attachments;
mod documents;
mod held;
mod inbox;
mod incoming;
mod retention;
mod sending;
mod subjects;
mod talk;
pub use attachments::{AttachmentFile, attachment, attachment_for_staff};
pub use documents::{AboutQuery, invoice_for_staff, my_invoice, my_quote, quote_for_staff};
pub use held::{Held, held, hold, moving, taken};
pub use inbox::{add_canned, assign, change_canned, note, remove_canned, set_state};
pub use incoming::{
    Addressee, Arrived, MailIn, addressee, answer, arrive, attached, dropped, unread_mail,
};
pub use retention::forget;
pub use sending::{change_account, mark, mark_for_staff, open, reply};
pub use subjects::{ClientsNewThread, NewThread, asked, subjects};
pub use talk::{Canned, Colleague, Desk, Note, Person, Reader, canned, desk, messages, readers};

use super::{InboxTab, Thread};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, Value, as_json},
        scope::{Scope, client, staff},
    },
    kit::ids::ThreadId,
    search::{Typed, found},
};

/// The columns of a [`Thread`], of `t`, its account `a`, its trip `p` and what the visitor has read
/// `r`.
macro_rules! thread {
    ($($from:tt)+) => {
        concat!(
            "SELECT t.id, t.account_id, a.name AS account, t.trip_id, coalesce(p.reference, '') AS trip, t.service_id, coalesce(v.reference, '') AS service,
             t.quote_id, coalesce(q.reference, '') AS quote, t.invoice_id, coalesce(i.number, '') AS invoice, t.subject, t.state, t.assigned_to,
             coalesce(z.name, '') AS colleague, t.last_at, t.last_side, t.last_author, t.last_words, coalesce(r.read_at, 0) AS read_at ",
            $($from)+
        )
    };
}

/// The rows that the columns of a thread `t` need.
macro_rules! beside {
    ($($rest:tt)*) => {
        concat!(
            " JOIN accounts a ON a.id = t.account_id LEFT JOIN trips p ON p.id = t.trip_id LEFT JOIN services v ON v.id = t.service_id
             LEFT JOIN quotes q ON q.id = t.quote_id LEFT JOIN invoices i ON i.id = t.invoice_id LEFT JOIN users z ON z.id = t.assigned_to
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

/// Those of the client's newest 500 threads in which each typed word begins a word.
pub fn my_matches(scope: &Scope, typed: &Typed) -> Query<Vec<Thread>> {
    let words: Vec<_> = std::iter::once(&typed.first).chain(&typed.others).collect();
    scope.query(client!(thread!(concat!(
        "FROM my_accounts m JOIN threads t ON t.id IN (SELECT x.id FROM threads x WHERE x.account_id = m.account_id ORDER BY x.last_at DESC, x.id DESC LIMIT 500)",
        beside!(
            "WHERE NOT EXISTS (SELECT 1 FROM json_each(:words) w WHERE NOT EXISTS (SELECT 1 FROM search_words s WHERE s.workspace_id = t.workspace_id
               AND s.noun = 'thread' AND s.id = t.id AND s.word >= w.value AND s.word < w.value || char(1114111)))
             ORDER BY t.last_at DESC, t.id DESC LIMIT :most"
        )
    ))))
    .bind("words", as_json(&words))
    .bind("most", most(THREADS))
}

pub fn thread(scope: &Scope, id: ThreadId) -> Query<Option<Thread>> {
    scope.query(client!(thread!(concat!(
        "FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :id JOIN my_accounts m ON m.account_id = t.account_id",
        beside!()
    ))))
    .bind("id", id)
}

/// A page of one tab of the inbox.
macro_rules! boxed {
    ($which:literal, $order:literal) => {
        staff!(thread!(concat!(
            "FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND ",
            $which,
            beside!("ORDER BY ", $order, " LIMIT :most")
        )))
    };
}

/// A page of a tab of the inbox: what is open, the longest waiting first, and the others newest first.
pub fn in_tab(
    scope: &Scope,
    tab: InboxTab,
    from: &Cursor,
    most: impl Into<Value>,
) -> Query<Vec<Thread>> {
    let sql = match tab {
        InboxTab::Open => boxed!(
            "t.state = 'open' AND (t.last_at, t.id) > (:after, :after_id)",
            "t.last_at, t.id"
        ),
        InboxTab::Waiting => boxed!(
            "t.state = 'waiting' AND (t.last_at, t.id) < (:after, :after_id)",
            "t.last_at DESC, t.id DESC"
        ),
        InboxTab::Closed => boxed!(
            "t.state = 'closed' AND (t.last_at, t.id) < (:after, :after_id)",
            "t.last_at DESC, t.id DESC"
        ),
        InboxTab::Mine => boxed!(
            "t.assigned_to = me.user_id AND t.state <> 'closed' AND (t.last_at, t.id) < (:after, :after_id)",
            "t.last_at DESC, t.id DESC"
        ),
        InboxTab::All => {
            boxed!("(t.last_at, t.id) < (:after, :after_id)", "t.last_at DESC, t.id DESC")
        }
    };
    scope.query(sql).bind("after", from.key()).bind("after_id", from.id()).bind("most", most)
}

/// The workspace's threads that a search finds, newest first.
pub fn matches(scope: &Scope, typed: &Typed) -> Query<Vec<Thread>> {
    scope
        .query(staff!(
            found!("thread"),
            thread!(concat!(
                "FROM me CROSS JOIN hits h CROSS JOIN threads t ON t.id = h.id AND t.workspace_id = me.workspace_id",
                beside!("ORDER BY t.last_at DESC, t.id DESC LIMIT :most")
            ))
        ))
        .bind("first", typed.first.as_str())
        .bind("others", as_json(&typed.others))
        .bind("most", most(THREADS))
}

fn thread_for_staff(scope: &Scope, id: ThreadId) -> Query<Option<Thread>> {
    scope
        .query(staff!(thread!(concat!(
            "FROM me JOIN threads t ON t.workspace_id = me.workspace_id AND t.id = :id",
            beside!()
        ))))
        .bind("id", id)
}
