//! What the message pages show.
use super::{
    About, AboutServices, Message, Thread, ThreadAccount,
    queries::{MESSAGES, Person, THREADS},
    signed,
};
use crate::{
    db::page::{Cursor, Page},
    http::form::Form,
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
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "messages/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub thread: Thread,
    /// Oldest first.
    pub messages: Vec<Message>,
    pub pager: Pager,
    pub form: Form,
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
#[template(path = "messages/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub threads: Vec<Thread>,
    pub unanswered: bool,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "messages/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub thread: Thread,
    pub messages: Vec<Message>,
    pub people: Vec<Person>,
    pub trip: Option<About>,
    pub pager: Pager,
    pub form: Form,
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

/// A page of threads, sorted by their newest message.
pub fn paged(rows: Vec<Thread>) -> Page<Thread> {
    Page::of(rows, THREADS, |it| Cursor::after(it.last_at, it.id))
}

/// The messages of a page, oldest first, and the link to earlier ones. `rows` were read newest
/// first.
fn conversation(thread: &Thread, rows: Vec<Message>) -> (Vec<Message>, Pager) {
    let mut page = Page::of(rows, MESSAGES, |it| Cursor::after(it.at, it.id));
    page.rows.reverse();
    let pager = Pager::earlier(&page, &format!("/messages/{}", thread.id));
    (page.rows, pager)
}

impl Show {
    /// `messages` are newest first, as they were read.
    pub fn of(visitor: Visitor, thread: Thread, messages: Vec<Message>, form: Form) -> Self {
        let (messages, pager) = conversation(&thread, messages);
        Self { visitor, thread, messages, pager, form }
    }
}

impl OpsShow {
    /// `messages` are newest first, as they were read.
    pub fn of(
        visitor: Visitor,
        thread: Thread,
        messages: Vec<Message>,
        people: Vec<Person>,
        trip: Option<About>,
        form: Form,
    ) -> Self {
        let (messages, pager) = conversation(&thread, messages);
        Self { visitor, thread, messages, people, trip, pager, form }
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

impl OpsShow {
    pub fn may_reply(&self) -> bool {
        self.visitor.may_send("/messages/{id}/replies")
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
    /// "Trip T-1001" or "Services S-1001"; empty for a conversation in general.
    pub fn about(&self) -> String {
        match (self.trip.as_str(), self.service.as_str()) {
            ("", "") => String::new(),
            ("", service) => format!("Services {service}"),
            (trip, _) => format!("Trip {trip}"),
        }
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
        let (at, now) = (self.moment(visitor), visitor.moment(visitor.now));
        match now.date().signed_duration_since(at.date()).num_days() {
            0 => at.time_and_zone(),
            _ => at.full(),
        }
    }

    pub fn machine(&self, visitor: &Visitor) -> String {
        self.moment(visitor).machine()
    }

    fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }
}
