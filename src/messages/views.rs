//! What the message pages show.
mod desk;
pub use desk::{OpsCanned, OpsIndex, OpsShow};

use super::{
    About, AboutDocument, AboutServices, AttachedFile, Message, Thread, ThreadAccount,
    queries::{MESSAGES, Reader, THREADS},
    signed,
};
use crate::{
    accounts::AccountChoice,
    db::page::{Cursor, Page},
    files::written_size,
    http::{form::Form, page::Faced},
    kit::zoned::Moment,
    ui::pieces::Pager,
    users::Visitor,
    workspaces::{Face, Workspace},
};
use askama::Template;

#[derive(Template)]
#[template(path = "messages/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub threads: Vec<Thread>,
    /// What was searched for; empty for none.
    pub q: String,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "messages/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub thread: Thread,
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Who of operations has opened it.
    pub readers: Vec<Reader>,
    pub pager: Pager,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "messages/about.html")]
pub struct NewAbout {
    pub visitor: Visitor,
    pub form: Form,
    pub about: AboutDocument,
}

#[derive(Template)]
#[template(path = "messages/ops/about.html")]
pub struct OpsNewAbout {
    pub visitor: Visitor,
    pub form: Form,
    pub about: AboutDocument,
}

impl NewAbout {
    pub fn of(visitor: Visitor, form: Form, about: AboutDocument) -> Faced<Self, OpsNewAbout> {
        match visitor.user.face {
            Face::Client => Faced::Client(Self { visitor, form, about }),
            Face::Ops => Faced::Ops(OpsNewAbout { visitor, form, about }),
        }
    }
}

#[derive(Template)]
#[template(path = "messages/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
    pub accounts: Vec<ThreadAccount>,
    pub about: Option<About>,
    pub services: Option<AboutServices>,
}

#[derive(Template)]
#[template(path = "messages/ops/new.html")]
pub struct OpsNew {
    pub visitor: Visitor,
    pub form: Form,
    pub account: ThreadAccount,
    pub about: Option<About>,
    pub services: Option<AboutServices>,
}

/// Finds the account that a new thread is of.
#[derive(Template)]
#[template(path = "messages/ops/choose.html")]
pub struct OpsChoose {
    pub visitor: Visitor,
    pub find: String,
    pub found: Vec<AccountChoice>,
}

/// A page of threads, sorted by their newest message.
pub fn paged(rows: Vec<Thread>) -> Page<Thread> {
    Page::of(rows, THREADS, |it| Cursor::after(it.last_at, it.id))
}

/// The messages of a page, oldest first, and the link to earlier ones. `rows` were read newest
/// first.
pub fn conversation(thread: &Thread, rows: Vec<Message>) -> (Vec<Message>, Pager) {
    let mut page = Page::of(rows, MESSAGES, |it| Cursor::after(it.at, it.id));
    page.rows.reverse();
    let pager = Pager::earlier(&page, &format!("/messages/{}", thread.id));
    (page.rows, pager)
}

/// Who of the other side has read the last message, if that is of the visitor's side, and when: "Read by Mira
/// Lindqvist, 14:05 EST". Empty if nobody has.
fn read_by(
    messages: &[Message],
    readers: &[Reader],
    visitor: &Visitor,
    by: impl Fn(&str) -> String,
) -> String {
    let Some(last) = messages.last().filter(|it| it.is_of(visitor)) else { return String::new() };
    let told = readers.iter().filter(|it| it.read_at >= last.at).map(|it| match it.opened_at {
        Some(at) => format!("{}, {}", by(&it.name), told(at, visitor)),
        None => by(&it.name),
    });
    let told: Vec<_> = told.collect();
    if told.is_empty() { String::new() } else { format!("Read by {}", told.join("; ")) }
}

/// The time, and the day unless it is today.
fn told(at: i64, visitor: &Visitor) -> String {
    let (at, now) = (visitor.moment(at), visitor.moment(visitor.now));
    match now.date().signed_duration_since(at.date()).num_days() {
        0 => at.time_and_zone(),
        _ => at.full(),
    }
}

impl Show {
    /// `messages` are newest first, as they were read.
    pub fn of(
        visitor: Visitor,
        thread: Thread,
        (messages, readers): (Vec<Message>, Vec<Reader>),
        form: Form,
    ) -> Self {
        let (messages, pager) = conversation(&thread, messages);
        Self { visitor, thread, messages, readers, pager, form }
    }

    /// Who has read the client's last message: "Read by Dana, Operations"; empty if nobody has.
    pub fn read(&self) -> String {
        let by = |name: &str| signed(name, Face::Ops);
        read_by(&self.messages, &self.readers, &self.visitor, by)
    }
}

impl New {
    /// The trip whose thread this opens; the subject is then its route.
    pub fn joined(&self) -> Option<&About> {
        self.about.as_ref().filter(|about| about.is_joined)
    }

    pub fn account_options(&self) -> Vec<(String, &str)> {
        let choose = (String::new(), "Choose an account");
        let each = self.accounts.iter().map(|it| (it.id.to_string(), it.name.as_str()));
        std::iter::once(choose).chain(each).collect()
    }
}

impl About {
    /// The suggested subject of an owner's thread about another account's trip: "TEB to PBI, Nov 24,
    /// 2026".
    pub fn subject(&self, workspace: &Workspace) -> String {
        let day = Moment::new(self.departs_at, &self.zone).styled(workspace.style(0).lasting());
        format!("{}, {}", self.route, day.long_date())
    }

    pub fn day(&self, visitor: &Visitor) -> String {
        visitor.day_in(self.departs_at, &self.zone).day_and_year()
    }
}

impl Thread {
    /// "Trip T-1001", "Services S-1001", "Quote Q-1001" or "Invoice 2026-1001"; empty for a conversation in general.
    pub fn about(&self) -> String {
        let all = [
            ("Trip", &self.trip),
            ("Services", &self.service),
            ("Quote", &self.quote),
            ("Invoice", &self.invoice),
        ];
        let found = all.into_iter().find(|(_, reference)| !reference.is_empty());
        found.map(|(noun, reference)| format!("{noun} {reference}")).unwrap_or_default()
    }

    pub fn is_new_to(&self, visitor: &Visitor) -> bool {
        self.is_unread(visitor.user.face)
    }

    /// The person who wrote last.
    pub fn last_signed(&self) -> String {
        signed(&self.last_author, self.last_side)
    }

    pub fn told(&self, visitor: &Visitor) -> String {
        self.last(visitor).told(visitor.now)
    }

    pub fn machine(&self, visitor: &Visitor) -> String {
        self.last(visitor).machine()
    }

    fn last(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.last_at)
    }
}

impl AttachedFile {
    pub fn written_size(&self) -> String {
        written_size(self.size)
    }
}

impl Message {
    pub fn is_of(&self, visitor: &Visitor) -> bool {
        self.side == visitor.user.face
    }

    /// "You", "Dana, Operations", and for staff "Mira Lindqvist, Lindqvist Holdings".
    pub fn signed(&self, visitor: &Visitor, account: &str) -> String {
        match (self.side, visitor.user.face) {
            _ if self.user_id == visitor.user.id => "You".to_owned(),
            (Face::Client, Face::Ops) => format!("{}, {account}", self.author),
            (Face::Client | Face::Ops, _) => signed(&self.author, self.side),
        }
    }

    /// The time, and the day unless it is today.
    pub fn told(&self, visitor: &Visitor) -> String {
        told(self.at, visitor)
    }

    pub fn machine(&self, visitor: &Visitor) -> String {
        visitor.moment(self.at).machine()
    }
}
