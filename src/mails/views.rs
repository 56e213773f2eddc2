//! The pages of mails.
use super::Mail;
use crate::{outbox::State, ui::pieces::Pager, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "mails/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub mails: Vec<Mail>,
    pub failed: bool,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "mails/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub mail: Mail,
    /// The text of the mail, which only a developer's machine keeps.
    pub copy: Option<String>,
}

impl Show {
    pub fn may_send_again(&self) -> bool {
        self.mail.state == State::Dead && self.visitor.may_send("/mails/{id}/attempts")
    }
}

impl Mail {
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

    pub fn sent(&self, visitor: &Visitor) -> Option<String> {
        self.done_at.map(|at| visitor.moment(at).full())
    }
}
