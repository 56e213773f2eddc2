//! What the operator's pages of requests show.
use super::super::{
    Request, State,
    listing::{Column, Listing, Pile},
    queries::{
        Heights, ListedRequest, OfferedQuote, PastInvoice, PastRequest, PastTrip, RequestEvent,
        TravelerName,
    },
};
use crate::{
    http::{form::Form, page::address},
    kit::zoned::{self, DAY, HOUR},
    ui::pieces::{Head, Pager},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "requests/queue.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub listing: Listing,
    pub lines: Vec<ListedRequest>,
    pub heights: Heights,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "requests/desk.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub request: Request,
    pub travelers: Vec<TravelerName>,
    pub offers: Vec<OfferedQuote>,
    pub history: Vec<RequestEvent>,
    pub trips: Vec<PastTrip>,
    pub requests: Vec<PastRequest>,
    pub billing: Vec<PastInvoice>,
    pub form: Form,
}

impl OpsIndex {
    /// The tabs, which keep whose requests are listed: address, name, whether it is open, and its number.
    pub fn piles(&self) -> [(String, &'static str, bool, i64); 4] {
        Pile::ALL.map(|pile| {
            let href = address("/requests", &[("pile", pile.word()), self.whose()]);
            (href, pile.name(), pile == self.listing.pile, pile.height(&self.heights))
        })
    }

    /// The address of everybody's requests, or of the reader's own, in this tab.
    pub fn whose_href(&self, whose: &str) -> String {
        address("/requests", &[("pile", self.listing.pile.word()), ("whose", whose)])
    }

    pub fn client_head(&self) -> Head<'_> {
        self.head("Client", Column::Client)
    }

    pub fn departure_head(&self) -> Head<'_> {
        self.head("Departs", Column::Departure)
    }

    pub fn age_head(&self) -> Head<'_> {
        if self.listing.pile.is_waiting() {
            self.head("Waiting", Column::Waiting)
        } else {
            self.head("Sent", Column::Sent)
        }
    }

    fn head<'a>(&self, word: &'a str, by: Column) -> Head<'a> {
        let filters = [("pile", self.listing.pile.word()), self.whose()];
        Head::of(word, by, self.listing.sorting, "/requests", &filters)
    }

    fn whose(&self) -> (&'static str, &'static str) {
        ("whose", self.listing.whose())
    }
}

impl OpsShow {
    pub fn may_work(&self) -> bool {
        self.visitor.may_send("/requests/{id}/decline") && self.request.state.is_open()
    }

    pub fn may_review(&self) -> bool {
        self.visitor.may_send("/requests/{id}/review") && self.request.state == State::Submitted
    }

    pub fn may_quote(&self) -> bool {
        self.visitor.may_open("/requests/{id}/quotes/new") && self.request.state.is_open()
    }
}

impl Pile {
    pub fn name(self) -> &'static str {
        match self {
            Self::NeedsYou => "Needs you",
            Self::Quoted => "Quoted",
            Self::Won => "Won",
            Self::Closed => "Closed",
        }
    }

    pub fn height(self, heights: &Heights) -> i64 {
        match self {
            Self::NeedsYou => heights.needs_you,
            Self::Quoted => heights.quoted,
            Self::Won | Self::Closed => 0,
        }
    }

    pub fn empty_words(self) -> (&'static str, &'static str) {
        match self {
            Self::NeedsYou => {
                ("Nothing is waiting for you", "New requests appear here, longest waiting first.")
            }
            Self::Quoted => (
                "No quotes awaiting an answer",
                "Requests with a quote that awaits an answer appear here.",
            ),
            Self::Won => ("Nothing won yet", "Requests whose quote was accepted appear here."),
            Self::Closed => {
                ("Nothing closed yet", "Requests that were declined or canceled appear here.")
            }
        }
    }
}

impl ListedRequest {
    /// What is asked for beside the trip itself, in short.
    pub fn wants(&self) -> String {
        let wishes = [("catering", &self.catering), ("ground transport", &self.ground)];
        let preference = crate::kit::text::excerpt(&self.preference, 40);
        let named = wishes
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(word, _)| word.to_owned());
        let all: Vec<_> =
            Some(preference).filter(|it| !it.is_empty()).into_iter().chain(named).collect();
        let text = all.join(", ");
        let mut letters = text.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// "5 h 10 min"; in days from two days on.
    pub fn waits(&self, visitor: &Visitor) -> String {
        let waited = (visitor.now - self.waiting_since).max(0);
        if waited >= 2 * DAY { format!("{} days", waited / DAY) } else { zoned::duration(waited) }
    }

    pub fn waits_long(&self, visitor: &Visitor) -> bool {
        visitor.now - self.waiting_since >= 4 * HOUR
    }
}

impl PastTrip {
    pub fn date(&self, visitor: &Visitor) -> String {
        visitor.moment(self.departs_at).told(visitor.now)
    }
}

impl PastRequest {
    pub fn date(&self, visitor: &Visitor) -> String {
        visitor.moment(self.created_at).told(visitor.now)
    }
}

impl PastInvoice {
    pub fn written(&self) -> String {
        self.currency.written(self.total)
    }

    pub fn word(&self) -> &'static str {
        match self.open {
            _ if self.is_void => "Void",
            ..=0 => "Paid",
            open if open < self.total => "Partly paid",
            _ => "Open",
        }
    }

    pub fn class(&self) -> &'static str {
        match self.open {
            _ if self.is_void => "off",
            ..=0 => "ok",
            _ => "wait",
        }
    }
}
