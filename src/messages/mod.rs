//! Messages: conversations between an account and operations, about a trip or in general.
mod inbox;
pub mod incoming;
pub mod jobs;
mod mail;
mod markup;
mod ops;
mod queries;
mod quoting;
mod routes;
mod subject;
mod views;
pub use inbox::{Assignment, InboxTab, Refusal, ThreadState};
pub use queries::{change_account, forget, in_tab, threads};
pub use subject::{About, AboutDocument, AboutServices, Subject, ThreadAccount};
pub use {ops::routes as ops, routes::routes};

use crate::{
    kit::{
        ids::{
            AccountId, FileId, InvoiceId, MessageId, QuoteId, ServiceId, ThreadId, TripId, UserId,
        },
        text,
    },
    users::User,
    workspaces::Face,
};
use queries::Colleague;
use serde::Deserialize;

/// The longest message, in characters.
pub const MOST: usize = 4_000;

#[derive(Debug, Clone, Deserialize)]
pub struct Thread {
    pub id: ThreadId,
    pub account_id: AccountId,
    pub account: String,
    pub trip_id: Option<TripId>,
    /// The reference of the trip it is about; empty where it is about none.
    pub trip: String,
    pub service_id: Option<ServiceId>,
    /// The reference of the order of services it is about; empty where it is about none.
    pub service: String,
    pub quote_id: Option<QuoteId>,
    /// The reference of the quote it is about; empty where it is about none.
    pub quote: String,
    pub invoice_id: Option<InvoiceId>,
    /// The number of the invoice it is about; empty where it is about none.
    pub invoice: String,
    pub subject: String,
    pub state: ThreadState,
    /// The colleague who answers, and their name; empty where anybody may.
    pub assigned_to: Option<UserId>,
    pub colleague: String,
    pub last_at: i64,
    pub last_side: Face,
    pub last_author: String,
    pub last_words: String,
    /// When the reader last opened the thread; 0 if never.
    pub read_at: i64,
}

impl Thread {
    /// Whether the other side has written something that this reader has not read.
    pub fn is_unread(&self, reader: Face) -> bool {
        self.last_side != reader && self.last_at > self.read_at
    }

    /// Gives the thread to a colleague, or to nobody.
    pub fn assign(&self, to: Option<Colleague>) -> Result<Assignment, Refusal> {
        if self.assigned_to == to.as_ref().map(|it| it.id) {
            return Err(Refusal::IsAlready);
        }
        Ok(Assignment { thread: self.id, to })
    }

    /// Puts the thread into another state.
    pub fn put(&self, state: ThreadState) -> Result<ThreadState, Refusal> {
        if self.state == state { Err(Refusal::IsAlready) } else { Ok(state) }
    }

    pub fn reply(&self, id: MessageId, by: &User, body: String) -> NewMessage {
        NewMessage::new(id, self.id, self.account_id, &self.subject, by, body)
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    pub id: MessageId,
    pub user_id: UserId,
    pub side: Face,
    pub author: String,
    pub body: String,
    /// Whether it came by mail, what else was in that mail, and its sender where that is not the person's known address.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub by_mail: bool,
    pub folded: String,
    pub from_email: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub files: Vec<AttachedFile>,
    /// Files of that mail that were not taken.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub left_out: Vec<incoming::LeftOut>,
    pub at: i64,
}

/// A file of a message.
#[derive(Debug, Clone, Deserialize)]
pub struct AttachedFile {
    pub id: FileId,
    pub name: String,
    pub size: i64,
}

/// A message to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub id: MessageId,
    pub thread: ThreadId,
    pub account: AccountId,
    pub subject: String,
    pub side: Face,
    pub author: String,
    pub body: String,
}

/// A thread to be opened, with its first message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub about: Subject,
    pub first: NewMessage,
}

impl NewMessage {
    pub fn new(
        id: MessageId,
        thread: ThreadId,
        account: AccountId,
        subject: &str,
        by: &User,
        body: String,
    ) -> Self {
        let (subject, author) = (subject.to_owned(), by.name.clone());
        Self { id, thread, account, subject, side: by.face, author, body }
    }

    /// The state that it leaves its thread in.
    pub fn state(&self) -> ThreadState {
        ThreadState::after(self.side)
    }

    /// The beginning of the message, for lists.
    pub fn start(&self) -> String {
        text::excerpt(&self.body, 140)
    }
}

/// "Dana, Operations" for staff; the full name for clients.
pub fn signed(author: &str, side: Face) -> String {
    match side {
        Face::Client => author.to_owned(),
        Face::Ops => {
            let first = author.split([' ', ',']).next().unwrap_or_default();
            format!("{first}, Operations")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn thread(last_side: Face, last_at: i64, read_at: i64) -> Thread {
        Thread {
            id: ThreadId(Uuid::nil()),
            account_id: AccountId(Uuid::nil()),
            account: String::new(),
            trip_id: None,
            trip: String::new(),
            service_id: None,
            service: String::new(),
            quote_id: None,
            quote: String::new(),
            invoice_id: None,
            invoice: String::new(),
            subject: "Catering".into(),
            state: ThreadState::Open,
            assigned_to: None,
            colleague: String::new(),
            last_at,
            last_side,
            last_author: String::new(),
            last_words: String::new(),
            read_at,
        }
    }

    #[test]
    fn only_newer_messages_of_the_other_side_are_unread() {
        assert!(thread(Face::Ops, 5, 4).is_unread(Face::Client));
        assert!(!thread(Face::Ops, 5, 5).is_unread(Face::Client));
        assert!(!thread(Face::Client, 5, 0).is_unread(Face::Client));
        assert!(thread(Face::Client, 5, 0).is_unread(Face::Ops));
    }

    #[test]
    fn staff_sign_with_their_first_name_and_operations() {
        assert_eq!(signed("Dana Whitfield", Face::Ops), "Dana, Operations");
        assert_eq!(signed("Mira Lindqvist", Face::Client), "Mira Lindqvist");
    }
}
