//! The pages of mails.
use super::{Fault, Mail};
use crate::{outbox::State, ui::pieces::Pager, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "mails/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub mails: Vec<Mail>,
    /// The addresses that mails do not reach.
    pub faults: Vec<Fault>,
    pub failed: bool,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "mails/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub mail: Mail,
}

/// The same with the text of the mail, which only a developer's machine keeps.
#[cfg(any(test, feature = "local"))]
#[derive(Template)]
#[template(path = "mails/text.html")]
pub struct WithText {
    pub visitor: Visitor,
    pub mail: Mail,
    pub text: String,
    /// Whether it can be looked at as well.
    pub is_html_kept: bool,
}

impl Fault {
    pub fn told(&self, visitor: &Visitor) -> String {
        visitor.moment(self.at).full()
    }
}

impl Mail {
    pub fn may_be_sent_again_by(&self, visitor: &Visitor) -> bool {
        self.state == State::Dead && visitor.may_send("/mails/{id}/attempts")
    }

    pub fn state_class(&self) -> &'static str {
        match self.state {
            State::Queued | State::Working => "wait",
            State::Done => "ok",
            State::Dead => "late",
        }
    }

    pub fn state_word(&self) -> &'static str {
        match self.state {
            State::Queued if self.attempts > 0 => "Trying again",
            State::Queued => "Waiting",
            State::Working => "Being sent",
            State::Done => "Sent",
            State::Dead => "Failed",
        }
    }

    pub fn written(&self, visitor: &Visitor) -> String {
        visitor.moment(self.created_at).full()
    }

    pub fn goes_out(&self, visitor: &Visitor) -> Option<String> {
        self.next_at.map(|at| visitor.moment(at).full())
    }

    pub fn sent(&self, visitor: &Visitor) -> Option<String> {
        self.done_at.map(|at| visitor.moment(at).full())
    }
}
