//! The operator's first page.
use crate::{
    dashboard::{
        setup::Setup,
        today::{
            AnswerKind, Departure, Desk, FailedMail, NewInquiry, NewRequest, OpenPrice,
            OverdueInvoice, QuoteAnswer, Unapproved, since,
        },
    },
    invoices::days,
    messages::Thread,
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "dashboard/ops/index.html")]
pub struct Today {
    pub visitor: Visitor,
    pub desk: Desk,
    /// The first steps of an administrator, while some are to be done.
    pub setup: Option<Setup>,
}

impl Today {
    /// "Sat, Nov 21, 2026"
    pub fn date(&self) -> String {
        self.visitor.moment(self.visitor.now).day_and_year()
    }
}

impl NewRequest {
    pub fn waited(&self, visitor: &Visitor) -> String {
        since(self.created_at, visitor.now)
    }
}

impl Thread {
    /// How long the client's last message has waited for an answer.
    pub fn waited(&self, visitor: &Visitor) -> String {
        since(self.last_at, visitor.now)
    }
}

impl QuoteAnswer {
    pub fn ago(&self, visitor: &Visitor) -> String {
        since(self.answered_at, visitor.now)
    }

    pub fn class(&self) -> &'static str {
        match self.state {
            AnswerKind::Accepted => "ok",
            AnswerKind::Declined => "off",
            AnswerKind::ChangeRequested => "wait",
        }
    }

    pub fn word(&self) -> &'static str {
        match self.state {
            AnswerKind::Accepted => "Accepted",
            AnswerKind::Declined => "Declined",
            AnswerKind::ChangeRequested => "Changes requested",
        }
    }
}

impl OpenPrice {
    pub fn waited(&self, visitor: &Visitor) -> String {
        since(self.since, visitor.now)
    }
}

impl NewInquiry {
    pub fn route(&self) -> String {
        format!("{} to {}", self.wish.from, self.wish.to)
    }

    pub fn when(&self, visitor: &Visitor) -> String {
        visitor.date(self.wish.departs)
    }

    pub fn waited(&self, visitor: &Visitor) -> String {
        since(self.asked_at, visitor.now)
    }
}

impl Unapproved {
    pub fn waited(&self, visitor: &Visitor) -> String {
        since(self.created_at, visitor.now)
    }
}

impl Departure {
    pub fn when(&self, visitor: &Visitor) -> String {
        if self.time_agreed {
            visitor.moment_in(self.departs_at, &self.origin.zone).full()
        } else {
            let day = visitor.day_in(self.departs_at, &self.origin.zone).day();
            format!("{day}, time TBD")
        }
    }

    pub fn route(&self) -> String {
        format!("{} to {}", self.origin.code, self.destination.code)
    }

    pub fn with(&self) -> &str {
        self.registration.as_deref().unwrap_or(&self.vehicle)
    }
}

impl OverdueInvoice {
    pub fn written(&self) -> String {
        self.currency.written(self.owed)
    }

    pub fn by(&self, visitor: &Visitor) -> String {
        let today = visitor.today();
        days(today.signed_duration_since(self.due_on).num_days())
    }
}

impl FailedMail {
    pub fn told(&self, visitor: &Visitor) -> String {
        visitor.moment(self.created_at).told(visitor.now)
    }
}
