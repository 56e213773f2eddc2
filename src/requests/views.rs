//! The client's pages of requests, and what they share with the operator's.
mod deals;
mod desk;
mod form;
mod history;
mod stages;
mod words;
pub use {
    deals::OpsIndex,
    desk::OpsShow,
    form::{Enter, New},
    stages::DealStages,
};

use super::{
    Request, State,
    alternative::Alternative,
    queries::{ListedRequest, OfferedQuote, RequestEvent, TravelerName},
};
use crate::{
    http::{form::Form, page::address},
    itineraries::LegFields,
    kit::text::excerpt,
    ui::pieces::Pager,
    users::Visitor,
    workspaces::Trade,
};
use askama::Template;

#[derive(Template)]
#[template(path = "requests/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub requests: Vec<ListedRequest>,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "requests/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub request: Request,
    pub travelers: Vec<TravelerName>,
    pub offers: Vec<OfferedQuote>,
    pub history: Vec<RequestEvent>,
    /// The last alternative that was proposed.
    pub alternative: Option<Alternative>,
    pub form: Form,
}

/// The form of an alternative.
#[derive(Template)]
#[template(path = "requests/alternative.html")]
pub struct Propose {
    pub visitor: Visitor,
    pub request: Request,
    pub form: Form,
}

impl Propose {
    pub fn legs(&self) -> Vec<LegFields> {
        LegFields::of(&self.form)
    }
}

/// The form of a message about a request.
fn message_about(request: &Request) -> String {
    let subject = excerpt(&format!("Request {}, {}", request.reference, request.route), 120);
    let account = request.account_id.to_string();
    address("/messages/new", &[("account", &account), ("subject", &subject)])
}

impl Show {
    pub fn message(&self) -> String {
        message_about(&self.request)
    }

    pub fn may_amend(&self) -> bool {
        self.visitor.may_open("/requests/{id}/edit") && self.request.state == State::Submitted
    }

    pub fn may_answer(&self) -> bool {
        self.visitor.may_send("/requests/{id}/answer")
            && self.request.state == State::AlternativeProposed
    }

    /// The steps of a request up to its acceptance, and how far this one has come.
    pub fn steps(&self) -> [(&'static str, &'static str); 4] {
        let reached = match self.request.state {
            State::Submitted
            | State::Declined
            | State::Lost
            | State::Cancelled
            | State::Dropped => 0,
            State::UnderReview | State::AlternativeProposed => 1,
            State::Quoted => 2,
            State::Won => 4,
        };
        let words =
            [State::Submitted, State::UnderReview, State::Quoted, State::Won].map(State::word);
        let mut place = 0;
        words.map(|word| {
            let at = match reached.cmp(&place) {
                std::cmp::Ordering::Greater => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Less => "",
            };
            place += 1;
            (word, at)
        })
    }

    /// Why it ended: a label and words, both empty where there is nothing to tell.
    pub fn end(&self) -> (&'static str, String) {
        self.request.told_end(self.visitor.workspace.trade)
    }

    /// The name beside an entry of the history. Clients read the operator's name instead of its
    /// staff's.
    pub fn who<'a>(&'a self, it: &'a RequestEvent) -> &'a str {
        if it.face == "ops" {
            &self.visitor.workspace.name
        } else {
            it.who.as_deref().unwrap_or_default()
        }
    }
}

impl ListedRequest {
    pub fn sent(&self, visitor: &Visitor) -> String {
        visitor.moment(self.created_at).told(visitor.now)
    }
}

impl Request {
    /// What was asked for beside the trip, as labels and texts.
    pub fn wishes(&self) -> Vec<(&'static str, &str)> {
        [
            ("Preference", &self.preference),
            ("Catering", &self.catering),
            ("Ground transportation", &self.ground),
            ("Notes", &self.notes),
            ("Other dates", &self.other_dates),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| (label, text.as_str()))
        .collect()
    }

    /// Why it was declined or canceled, as the client reads it; empty where that is not told.
    pub fn told_end(&self, trade: Trade) -> (&'static str, String) {
        match self.state {
            State::Declined => ("Why it was declined", self.closed_with(trade)),
            State::Cancelled => ("Why it was canceled", self.reason.clone()),
            State::Submitted
            | State::UnderReview
            | State::AlternativeProposed
            | State::Quoted
            | State::Won
            | State::Lost
            | State::Dropped => ("", String::new()),
        }
    }

    /// The reason that the operator chose, and the words beside it.
    fn closed_with(&self, trade: Trade) -> String {
        self.closed_for.map_or_else(|| self.reason.clone(), |it| it.with(&self.reason, trade))
    }
}
