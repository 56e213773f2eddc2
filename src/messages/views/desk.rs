//! What the operator's pages of messages show.
use super::{conversation, read_by, told};
use crate::{
    http::form::Form,
    http::page::address,
    messages::{
        About, InboxTab, Message, Thread, ThreadState,
        queries::{Canned, Colleague, Note, Person, Reader},
    },
    ui::pieces::Pager,
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "messages/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub threads: Vec<Thread>,
    pub tab: InboxTab,
    /// What was searched for; empty for none.
    pub q: String,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "messages/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub thread: Thread,
    /// Oldest first.
    pub messages: Vec<Message>,
    pub people: Vec<Person>,
    pub trip: Option<About>,
    pub notes: Vec<Note>,
    pub colleagues: Vec<Colleague>,
    pub canned: Vec<Canned>,
    /// Who of the account has opened it.
    pub readers: Vec<Reader>,
    pub pager: Pager,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "messages/ops/canned.html")]
pub struct OpsCanned {
    pub visitor: Visitor,
    pub answers: Vec<Canned>,
    pub form: Form,
}

/// What was read for the page of a thread; messages are newest first.
type Desk = (
    (Option<Thread>, Vec<Message>, Vec<Person>, Option<About>),
    (Vec<Note>, Vec<Colleague>, Vec<Canned>, Vec<Reader>),
);

impl OpsIndex {
    pub fn tabs() -> [(String, &'static str, InboxTab); 5] {
        InboxTab::ALL.map(|it| (address("/messages", &[("show", it.word())]), it.name(), it))
    }

    pub fn is_at(&self, tab: InboxTab) -> bool {
        self.q.is_empty() && self.tab == tab
    }

    /// The title and the text of an empty tab.
    pub fn none(&self) -> (&'static str, &'static str) {
        match self.tab {
            _ if !self.q.is_empty() => (
                "No matching conversation",
                "Search for the beginnings of words of a subject or a message.",
            ),
            InboxTab::Open => (
                "Nobody waits for an answer",
                "A conversation in which the client had the last word waits here, the longest first.",
            ),
            InboxTab::Waiting => {
                ("Nothing waits for a client", "What you answered waits here for the client.")
            }
            InboxTab::Closed => {
                ("Nothing closed", "Close a conversation when nobody has to write again.")
            }
            InboxTab::Mine => {
                ("Nothing is yours", "Conversations that were given to you are listed here.")
            }
            InboxTab::All => (
                "No messages yet",
                "What clients write appears here. To write first, choose New message.",
            ),
        }
    }
}

impl OpsShow {
    /// None if there is no such thread.
    pub fn of(visitor: Visitor, desk: Desk, form: Form) -> Option<Self> {
        let ((thread, messages, people, trip), (notes, colleagues, canned, readers)) = desk;
        let thread = thread?;
        let (messages, pager) = conversation(&thread, messages);
        Some(Self {
            visitor,
            thread,
            messages,
            people,
            trip,
            notes,
            colleagues,
            canned,
            readers,
            pager,
            form,
        })
    }

    pub fn may_reply(&self) -> bool {
        self.visitor.may_send("/messages/{id}/replies")
    }

    /// The other states that the thread can be put into, with the words of their buttons.
    pub fn moves(&self) -> Vec<(&'static str, &'static str)> {
        let words = |it: ThreadState| match it {
            ThreadState::Open => "Open again",
            ThreadState::Waiting => "Wait for the client",
            ThreadState::Closed => "Close",
        };
        let others = ThreadState::ALL.into_iter().filter(|it| *it != self.thread.state);
        others.map(|it| (it.word(), words(it))).collect()
    }

    /// The form of the colleague who answers: the one that was sent, or else as it is now.
    pub fn assignment(&self) -> Form {
        if self.form.complaint("colleague").is_some() {
            return self.form.clone();
        }
        let now = self.thread.assigned_to.map(|it| it.to_string()).unwrap_or_default();
        Form::of([("colleague", now)])
    }

    pub fn colleague_options(&self) -> Vec<(String, &str)> {
        let all = self.colleagues.iter().map(|it| (it.id.to_string(), it.name.as_str()));
        std::iter::once((String::new(), "Nobody in particular")).chain(all).collect()
    }

    pub fn canned_options(&self) -> Vec<(String, &str)> {
        let all = self.canned.iter().map(|it| (it.id.to_string(), it.name.as_str()));
        std::iter::once((String::new(), "Choose an answer")).chain(all).collect()
    }

    /// Who of the account has read the last message of staff; empty if nobody has.
    pub fn read(&self) -> String {
        read_by(&self.messages, &self.readers, &self.visitor, str::to_owned)
    }
}

impl OpsCanned {
    /// The form of one answer: the one that was sent with a mistake, or else as it is stored.
    pub fn form_of(&self, it: &Canned) -> Form {
        if self.form.is("id", it.id) {
            return self.form.clone();
        }
        Form::of([("name", it.name.as_str()), ("words", it.words.as_str())])
    }

    /// The form of a new answer.
    pub fn new_form(&self) -> Form {
        if self.form.value("id").is_empty() { self.form.clone() } else { Form::default() }
    }

    pub fn is_open(&self, it: &Canned) -> bool {
        self.form.is("id", it.id)
    }
}

impl Note {
    pub fn told(&self, visitor: &Visitor) -> String {
        told(self.at, visitor)
    }
}

impl Thread {
    pub fn state_class(&self) -> &'static str {
        match self.state {
            ThreadState::Open => "wait",
            ThreadState::Waiting => "ok",
            ThreadState::Closed => "off",
        }
    }

    pub fn state_word(&self) -> &'static str {
        self.state.name()
    }
}
