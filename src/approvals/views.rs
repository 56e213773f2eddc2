//! What the pages about the approval of an owner show.
use super::{Approval, Question, State};
use crate::{http::form::Form, itineraries, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "approvals/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub question: Question,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "approvals/override.html")]
pub struct Override {
    pub visitor: Visitor,
    pub approval: Approval,
    pub form: Form,
}

impl Show {
    pub fn codes(&self) -> Vec<&str> {
        itineraries::stops(&self.question.legs)
    }

    pub fn cities(&self) -> String {
        itineraries::cities(&self.question.legs)
    }
}

impl Question {
    /// "Thu, Dec 10, 8:15 PM EST"
    pub fn departs(&self, visitor: &Visitor) -> String {
        itineraries::departure_in(&self.legs, visitor.style())
    }

    /// "TEB to LTN, Thu, Dec 10, 8:15 PM EST"
    pub fn told(&self, visitor: &Visitor) -> String {
        format!("{}, {}", self.route, itineraries::departure_in(&self.legs, visitor.style()))
    }
}

impl Approval {
    pub fn class(&self) -> &'static str {
        match self.state {
            State::Waiting => "wait",
            State::Approved => "ok",
            State::Refused => "late",
            State::Overridden => "info",
        }
    }

    /// "Waits for the owner of N517HA"
    pub fn told(&self) -> String {
        let tail = &self.registration;
        match self.state {
            State::Waiting => format!("Waits for the approval of the owner of {tail}"),
            State::Approved => format!("Approved by the owner of {tail}"),
            State::Refused => format!("Refused by the owner of {tail}"),
            State::Overridden => format!("Goes ahead without the owner of {tail}"),
        }
    }
}
