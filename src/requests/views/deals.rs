//! What the operator's list of deals shows.
use super::super::{
    listing::{Column, Listing, Pile, Whose},
    queries::{Heights, ListedRequest},
    stages::DealStage,
};
use crate::{
    http::page::address,
    kit::{
        text,
        zoned::{self, DAY, HOUR},
    },
    ui::pieces::{Head, Pager},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "requests/queue.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub listing: Listing,
    /// What is searched for; empty for a tab of the list.
    pub q: String,
    pub lines: Vec<ListedRequest>,
    pub heights: Heights,
    pub stages: Vec<DealStage>,
    pub pager: Pager,
}

impl OpsIndex {
    /// The tabs, which keep whose requests are listed: address, name, whether it is open, and its number.
    pub fn piles(&self) -> [(String, &'static str, bool, i64); 4] {
        Pile::ALL.map(|pile| {
            let href = address("/requests", &[("pile", pile.word()), self.whose()]);
            let is_open = self.q.is_empty() && pile == self.listing.pile;
            (href, pile.name(), is_open, pile.height(&self.heights))
        })
    }

    /// The filters by who works on the deals: address, name, and whether it is chosen.
    pub fn owners(&self) -> [(String, &'static str, bool); 3] {
        Whose::ALL.map(|whose| {
            let filters = [("pile", self.listing.pile.word()), ("whose", whose.word())];
            (address("/requests", &filters), whose.name(), whose == self.listing.whose)
        })
    }

    pub fn is_narrowed(&self) -> bool {
        self.listing.whose != Whose::Everyones
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
        ("whose", self.listing.whose.word())
    }
}

impl Pile {
    pub fn name(self) -> &'static str {
        match self {
            Self::NeedsYou => "Needs you",
            Self::Quoted => "With the client",
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
                "No client is to answer",
                "Deals with a quote or an alternative that awaits an answer appear here.",
            ),
            Self::Won => ("Nothing won yet", "Deals that became a trip appear here."),
            Self::Closed => (
                "Nothing closed yet",
                "Deals that were declined, lost, canceled or dropped appear here.",
            ),
        }
    }
}

impl Whose {
    fn name(self) -> &'static str {
        match self {
            Self::Everyones => "Everyone’s",
            Self::Own => "Mine",
            Self::Nobodys => "Nobody’s",
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
        text::capitalized(&all.join(", "))
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
