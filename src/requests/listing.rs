//! The operator's list of requests: its tabs, whose requests it shows, and the columns it is sorted by.
use crate::db::sorting::{self, Sorting};

/// The tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pile {
    NeedsYou,
    Quoted,
    Won,
    Closed,
}

impl Pile {
    pub const ALL: [Self; 4] = [Self::NeedsYou, Self::Quoted, Self::Won, Self::Closed];

    /// The word in the address; empty for the first tab.
    pub fn word(self) -> &'static str {
        match self {
            Self::NeedsYou => "",
            Self::Quoted => "quoted",
            Self::Won => "won",
            Self::Closed => "closed",
        }
    }

    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|pile| pile.word() == word).unwrap_or(Self::NeedsYou)
    }

    /// The states it lists, as they are stored. A request whose quote the client wants changed is under review again, and
    /// so is a quoted one of which no quote awaits an answer.
    pub fn states(self) -> &'static [&'static str] {
        match self {
            Self::NeedsYou => &["submitted", "under_review", "quoted"],
            Self::Quoted => &["quoted", "alternative_proposed"],
            Self::Won => &["won"],
            Self::Closed => &["declined", "lost", "cancelled", "dropped"],
        }
    }

    /// Whether its requests are open.
    pub fn is_open(self) -> bool {
        matches!(self, Self::NeedsYou | Self::Quoted)
    }

    /// Whether its requests wait for the operator.
    pub fn is_waiting(self) -> bool {
        self == Self::NeedsYou
    }

    /// The columns it may be sorted by.
    fn columns(self) -> [Column; 3] {
        let age = if self.is_waiting() { Column::Waiting } else { Column::Sent };
        [Column::Client, Column::Departure, age]
    }

    /// The longest waiting first; where nothing waits, the newest first.
    pub fn usual(self) -> Sorting<Column> {
        if self.is_waiting() { Sorting::up(Column::Waiting) } else { Sorting::down(Column::Sent) }
    }
}

/// The columns that a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Since when the client waits: ascending begins with the longest.
    Waiting,
    Sent,
    Departure,
    Client,
}

impl sorting::Column for Column {
    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Departure => "departure",
            Self::Client => "client",
        }
    }

    fn is_text(self) -> bool {
        self == Self::Client
    }
}

/// Whose requests are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Everyones,
    /// Those that the reader works on.
    Own,
    /// Those that nobody works on.
    Nobodys,
}

impl Whose {
    pub const ALL: [Self; 3] = [Self::Everyones, Self::Own, Self::Nobodys];

    /// The word in the address; empty for the first.
    pub fn word(self) -> &'static str {
        match self {
            Self::Everyones => "",
            Self::Own => "mine",
            Self::Nobodys => "nobody",
        }
    }

    fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.word() == word).unwrap_or(Self::Everyones)
    }
}

/// Which requests are listed, and in what order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    pub pile: Pile,
    pub whose: Whose,
    pub sorting: Sorting<Column>,
}

impl Listing {
    /// As the address says: `?pile`, `?whose` and `?sort`.
    pub fn of(param: impl Fn(&str) -> String) -> Self {
        let pile = Pile::of(&param("pile"));
        let sorting = Sorting::read(&param(sorting::PARAM), &pile.columns(), pile.usual());
        Self { pile, whose: Whose::of(&param("whose")), sorting }
    }
}
