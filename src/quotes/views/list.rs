//! Lists of quotes: which are shown, and where a page ends.
use super::super::{Listed, State, queries::Span};
use crate::{
    http::{form::Form, page::encoded},
    kit::zoned,
    users::Visitor,
};

pub const PER_PAGE: usize = 25;

/// The client's list, as its address asks for it.
#[derive(Debug)]
pub struct List {
    /// Not only those that need an answer.
    pub shows_all: bool,
    /// Days they were sent between.
    pub form: Form,
    before: Option<(i64, String)>,
    pub quotes: Vec<Listed>,
    pub older: Option<String>,
}

impl List {
    pub fn new(show: &str, from: &str, until: &str, before: &str) -> Self {
        let mut form = Form::of([("from", from), ("until", until)]);
        for (name, value) in [("from", from), ("until", until)] {
            if !value.is_empty() && zoned::parse_date(value).is_none() {
                form.complain(name, "Give a date such as 31 Dec 2026.");
            }
        }
        Self {
            shows_all: show == "all",
            form,
            before: cursor(before),
            quotes: Vec::new(),
            older: None,
        }
    }

    /// The days as instants of a zone, `slack` wider at either end.
    pub fn span(&self, zone: &str, slack: i64) -> Span {
        let all = Span::all();
        let day = |name| zoned::parse_date(self.form.value(name));
        let first = |date: chrono::NaiveDate| {
            date.pred_opt().map_or(all.from, |before| zoned::end_of_day(zone, before) + 1 - slack)
        };
        Span {
            from: day("from").map_or(all.from, first),
            until: day("until").map_or(all.until, |date| zoned::end_of_day(zone, date) + 1 + slack),
            before: self.before.clone().unwrap_or(all.before),
        }
    }

    /// What was read, down to a page and to the days of this zone.
    pub fn fill(&mut self, mut quotes: Vec<Listed>, zone: &str) {
        let is_more = quotes.len() > PER_PAGE;
        quotes.truncate(PER_PAGE);
        self.older = quotes
            .last()
            .filter(|_| is_more)
            .and_then(|last| Some((last.sent_at?, last.id)))
            .map(|(at, id)| self.address(self.shows_all, &format!("{at}.{id}")));
        let span = self.span(zone, 0);
        quotes.retain(|it| it.sent_at.is_some_and(|at| (span.from..span.until).contains(&at)));
        self.quotes = quotes;
    }

    pub fn newest(&self) -> Option<String> {
        self.before.as_ref().map(|_| self.address(self.shows_all, ""))
    }

    /// The same days, of those that need an answer.
    pub fn awaiting(&self) -> String {
        self.address(false, "")
    }

    pub fn all(&self) -> String {
        self.address(true, "")
    }

    fn address(&self, shows_all: bool, before: &str) -> String {
        let show = if shows_all { "all" } else { "" };
        let params = [
            ("show", show),
            ("from", self.form.value("from")),
            ("until", self.form.value("until")),
            ("before", before),
        ];
        let params: Vec<_> = params
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        if params.is_empty() {
            "/quotes".to_owned()
        } else {
            format!("/quotes?{}", params.join("&"))
        }
    }

    pub fn is_filtered(&self) -> bool {
        !self.form.value("from").is_empty() || !self.form.value("until").is_empty()
    }
}

/// "1795262400000.0197…": a moment and the id of the last row before a page.
pub fn cursor(text: &str) -> Option<(i64, String)> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, id.to_owned()))
}

/// What staff look through.
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

    /// The one the address names; otherwise what was sent.
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

    /// What will appear where there is nothing yet.
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

impl Listed {
    pub fn sent_on(&self, visitor: &Visitor) -> String {
        self.sent_at.map(|at| visitor.moment(at).long_date()).unwrap_or_default()
    }
}
