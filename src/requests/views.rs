//! The client's pages of requests, and what they share with the operator's.
mod deals;
mod desk;
mod history;
pub use {deals::OpsIndex, desk::OpsShow};

use super::{
    Request, State,
    queries::{
        DIRECTORY_PAGE, ListedPassenger, ListedRequest, OfferedQuote, RequestEvent,
        RequestingAccount, TravelerName,
    },
};
use crate::{
    db::page::{Cursor, Page},
    http::form::Form,
    itineraries::LegFields,
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
#[template(path = "requests/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub accounts: Vec<RequestingAccount>,
    pub directory: Vec<ListedPassenger>,
    pub form: Form,
}

impl New {
    pub fn legs(&self) -> Vec<LegFields> {
        LegFields::of(&self.form)
    }

    /// Whether the directory is too long to look through, or was searched.
    pub fn is_searched(&self) -> bool {
        self.directory.len() >= 20 || !self.form.value("find").is_empty()
    }

    /// The passengers to choose from: those that are ticked, and a page of those that were found.
    pub fn listed(&self) -> Vec<&ListedPassenger> {
        let mut found = 0;
        let is_listed = |it: &&ListedPassenger| {
            found += usize::from(it.is_found);
            found <= DIRECTORY_PAGE || !it.is_found || self.form.has("traveler", it.id.to_string())
        };
        self.directory.iter().filter(is_listed).collect()
    }

    /// The cursor of the next page of the directory; empty on the last.
    pub fn more(&self) -> String {
        let found: Vec<_> = self.directory.iter().filter(|it| it.is_found).collect();
        let next =
            Page::of(found, DIRECTORY_PAGE, |it| Cursor::after_text(it.sort_name.as_str(), it.id));
        next.next.map(|cursor| cursor.to_string()).unwrap_or_default()
    }

    pub fn account_options(&self) -> Vec<(String, &str)> {
        self.accounts.iter().map(|it| (it.id.to_string(), it.name.as_str())).collect()
    }
}

#[derive(Template)]
#[template(path = "requests/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub request: Request,
    pub travelers: Vec<TravelerName>,
    pub offers: Vec<OfferedQuote>,
    pub history: Vec<RequestEvent>,
    pub form: Form,
}

impl Show {
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

impl State {
    /// The word that the client reads.
    pub fn word(self) -> &'static str {
        match self {
            Self::Submitted => "Requested",
            Self::UnderReview => "Under review",
            Self::AlternativeProposed => "Alternative proposed",
            Self::Quoted => "Quoted",
            Self::Won => "Accepted",
            Self::Declined => "Declined",
            Self::Lost => "Closed",
            Self::Cancelled => "Canceled",
            Self::Dropped => "Dates past",
        }
    }

    /// The word that staff read.
    pub fn stage(self) -> &'static str {
        match self {
            Self::Submitted => "New",
            Self::Won => "Won",
            Self::Lost => "Lost",
            Self::Dropped => "Dropped",
            Self::UnderReview
            | Self::AlternativeProposed
            | Self::Quoted
            | Self::Declined
            | Self::Cancelled => self.word(),
        }
    }

    pub fn class(self) -> &'static str {
        match self {
            Self::Submitted => "wait",
            Self::UnderReview | Self::AlternativeProposed | Self::Quoted => "info",
            Self::Won => "ok",
            Self::Declined | Self::Lost | Self::Cancelled | Self::Dropped => "off",
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
