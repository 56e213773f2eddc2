//! The client's list of quotes with its filters, and the tabs of the operator's list.
use super::super::{
    ListedQuote, State,
    queries::{PER_PAGE, Span},
};
use crate::{
    db::page::{Cursor, Page},
    http::{form::Form, page::address},
    kit::zoned,
    ui::pieces::Pager,
    users::Visitor,
};

/// The statuses that the list can be narrowed to: the word in the address, which is that of the statement, and the one
/// on the page.
const STATUSES: [(&str, &str); 9] = [
    ("", "Any status"),
    ("awaiting", "Awaiting your answer"),
    ("accepted", "Accepted"),
    ("booked", "Booked"),
    ("declined", "Declined"),
    ("change_requested", "Changes requested"),
    ("expired", "Expired"),
    ("superseded", "Replaced"),
    ("withdrawn", "Withdrawn"),
];

/// The client's list, filtered by its address.
#[derive(Debug)]
pub struct List {
    /// Shows all quotes and not only those that await an answer.
    pub shows_all: bool,
    /// The standing that all quotes are narrowed to; empty for each.
    pub status: &'static str,
    /// The fields of the filter: the days between which quotes were sent.
    pub form: Form,
    /// The cursor at which this page begins.
    pub from: Cursor,
    pub quotes: Vec<ListedQuote>,
    pub pager: Option<Pager>,
}

impl List {
    /// `form` has the days.
    pub fn new(show: &str, status: &str, mut form: Form, cursor: Cursor) -> Self {
        let status =
            STATUSES.iter().find(|(word, _)| *word == status).map_or("", |(word, _)| *word);
        form.set("status", status);
        let shows_all = show == "all" || !status.is_empty();
        Self { shows_all, status, form, from: cursor, quotes: Vec::new(), pager: None }
    }

    /// The filtered days as instants in a time zone, widened by `slack` at both ends.
    pub fn span(&self, zone: &str, slack: i64) -> Span {
        Span {
            from: self.form.day("from").map_or(0, |date| zoned::start_of_day(zone, date) - slack),
            until: self.form.day("until").map(|date| zoned::end_of_day(zone, date) + 1 + slack),
        }
    }

    /// Fills the list with a page of the quotes that were read, filtered by the days in this time
    /// zone.
    pub fn fill(&mut self, quotes: Vec<ListedQuote>, zone: &str) {
        let mut page =
            Page::of(quotes, PER_PAGE, |it| Cursor::after(it.sent_at.unwrap_or_default(), it.id));
        self.pager =
            Some(Pager::by_age(&page, &self.from, "/quotes", &self.filters(self.shows_all)));
        let span = self.span(zone, 0);
        page.rows.retain(|it| {
            it.sent_at.is_some_and(|at| at >= span.from && span.until.is_none_or(|end| at < end))
        });
        self.quotes = page.rows;
    }

    /// The address of the list of those that await an answer, with the same days.
    pub fn awaiting(&self) -> String {
        address("/quotes", &self.filters(false))
    }

    pub fn all(&self) -> String {
        address("/quotes", &self.filters(true))
    }

    fn filters(&self, shows_all: bool) -> [(&'static str, &str); 4] {
        [
            ("show", if shows_all { "all" } else { "" }),
            ("status", if shows_all { self.status } else { "" }),
            ("from", self.form.value("from")),
            ("until", self.form.value("until")),
        ]
    }

    /// The statuses to choose from.
    pub fn statuses() -> [(&'static str, &'static str); 9] {
        STATUSES
    }

    pub fn is_filtered(&self) -> bool {
        !self.status.is_empty()
            || !self.form.value("from").is_empty()
            || !self.form.value("until").is_empty()
    }
}

/// The tabs of the operator's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Drafts,
    Sent,
    Changes,
    Accepted,
    Closed,
}

impl Tab {
    pub const ALL: [Self; 5] =
        [Self::Drafts, Self::Sent, Self::Changes, Self::Accepted, Self::Closed];

    /// The tab of this word in the address; the sent quotes by default.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.word() == word).unwrap_or(Self::Sent)
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Sent => "sent",
            Self::Changes => "changes",
            Self::Accepted => "accepted",
            Self::Closed => "closed",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Drafts => "Drafts",
            Self::Sent => "Sent",
            Self::Changes => "Changes requested",
            Self::Accepted => "Accepted",
            Self::Closed => "Closed",
        }
    }

    pub fn states(self) -> &'static [State] {
        match self {
            Self::Drafts => &[State::Draft],
            Self::Sent => &[State::Sent],
            Self::Changes => &[State::ChangeRequested],
            Self::Accepted => &[State::Accepted],
            Self::Closed => &[State::Declined, State::Superseded, State::Withdrawn],
        }
    }

    /// The sentence on an empty tab.
    pub fn empty(self) -> &'static str {
        match self {
            Self::Drafts => "A quote that is being worked on appears here until it is sent.",
            Self::Sent => "Quotes that clients can answer appear here. Make one from a request.",
            Self::Changes => {
                "When a client asks for changes, the quote appears here until a new version is sent."
            }
            Self::Accepted => "Quotes that became trips appear here.",
            Self::Closed => "Quotes that were declined, replaced or withdrawn appear here.",
        }
    }

    pub fn href(self) -> String {
        format!("/quotes?show={}", self.word())
    }
}

impl ListedQuote {
    pub fn sent_on(&self, visitor: &Visitor) -> String {
        self.sent_at.map(|at| visitor.moment(at).long_date()).unwrap_or_default()
    }
}
