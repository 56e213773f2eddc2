//! How dates, times and amounts are written: the formats of a workspace, and what a person prefers.
use super::{language::Language, money::Currency};
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "i64")]
pub enum Hours {
    #[default]
    Twelve,
    TwentyFour,
}

impl Hours {
    /// The number that it is stored as.
    pub fn number(self) -> i64 {
        match self {
            Self::Twelve => 12,
            Self::TwentyFour => 24,
        }
    }
}

impl From<i64> for Hours {
    fn from(hours: i64) -> Self {
        if hours == 24 { Self::TwentyFour } else { Self::Twelve }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Times {
    /// The local time of the airport or address.
    #[default]
    Local,
    /// UTC, as crews write it.
    Zulu,
}

/// The order of month and day, in English and in dates of numbers. Other languages have their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// "Thu, Dec 10"; 12/10/2026
    #[default]
    MonthFirst,
    /// "Thu 10 Dec"; 10/12/2026
    DayFirst,
}

impl DateOrder {
    /// The word that it is stored as.
    pub fn word(self) -> &'static str {
        match self {
            Self::MonthFirst => "month_first",
            Self::DayFirst => "day_first",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        [Self::MonthFirst, Self::DayFirst].into_iter().find(|it| it.word() == word)
    }
}

/// How an amount names its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amounts {
    /// "$39,866.50", where the symbol means one currency only; otherwise by the code.
    #[default]
    Symbol,
    /// "USD 39,866.50"
    Code,
}

/// The style in which a reader is shown dates, times and amounts. It begins with the formats of the workspace; a
/// person's preferences change it for the pages that they see, but not for mails and documents, which several read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    pub language: Language,
    pub hours: Hours,
    pub times: Times,
    pub order: DateOrder,
    pub amounts: Amounts,
    /// The current year, which is left out of dates; none where the reader may come back in years.
    pub year: Option<i32>,
}

impl Style {
    /// The same style in local time, for a date without a time of day.
    #[must_use]
    pub fn local(self) -> Self {
        Self { times: Times::Local, ..self }
    }

    /// The same style with the year in every date, for documents.
    #[must_use]
    pub fn lasting(self) -> Self {
        Self { year: None, ..self }
    }

    pub fn is_zulu(self) -> bool {
        self.times == Times::Zulu
    }

    pub fn is_this_year(self, date: NaiveDate) -> bool {
        self.year == Some(date.year())
    }

    /// The label of the switch between local time and Zulu.
    pub fn other_times(self) -> &'static str {
        match self.times {
            Times::Local => "Times in Zulu",
            Times::Zulu => "Local times",
        }
    }

    /// "Dec 10"
    pub fn short(self, date: NaiveDate) -> String {
        let month = self.language.month(date);
        match (self.language, self.order, date.day()) {
            (Language::English, DateOrder::MonthFirst, day) => format!("{month} {day}"),
            (Language::German, _, day) => format!("{day}. {month}"),
            (Language::French, _, 1) => format!("1er {month}"),
            (_, _, day) => format!("{day} {month}"),
        }
    }

    /// "Dec 10, 2026"
    pub fn date(self, date: NaiveDate) -> String {
        format!("{}{} {}", self.short(date), self.comma(), date.year())
    }

    /// "Thu, Dec 10"
    pub fn day(self, date: NaiveDate) -> String {
        format!("{} {}", self.weekday(date), self.short(date))
    }

    /// "Thu, Dec 10, 2026"
    pub fn day_and_year(self, date: NaiveDate) -> String {
        format!("{} {}", self.weekday(date), self.date(date))
    }

    /// "9:30 AM" or "09:30"
    pub fn clock(self, time: NaiveTime) -> String {
        let pattern = match self.hours {
            Hours::TwentyFour => "%H:%M",
            Hours::Twelve => "%-I:%M %p",
        };
        time.format(pattern).to_string()
    }

    /// The locale in which a browser writes dates as this style does.
    pub fn locale(self) -> &'static str {
        match (self.language, self.order) {
            (Language::English, DateOrder::MonthFirst) => "en-US",
            (Language::English, DateOrder::DayFirst) => "en-GB",
            (language, _) => language.word(),
        }
    }

    /// "$39,866.50" or "USD 39,866.50"
    pub fn money(self, currency: &Currency, minor: i64) -> String {
        self.priced(&currency.0, currency.written(minor))
    }

    /// The same of an amount that is written already.
    pub fn priced(self, code: impl AsRef<str>, written: impl AsRef<str>) -> String {
        let (code, written) = (code.as_ref(), written.as_ref());
        if let Some(most) = written.strip_prefix("over ") {
            return format!("over {}", self.priced(code, most));
        }
        match (self.amounts, symbol(code)) {
            (Amounts::Symbol, Some(symbol)) => match written.strip_prefix('-') {
                Some(amount) => format!("-{symbol}{amount}"),
                None => format!("{symbol}{written}"),
            },
            _ => format!("{code}\u{a0}{written}"),
        }
    }

    fn weekday(self, date: NaiveDate) -> String {
        let comma = match self.language {
            Language::Spanish => ",",
            _ => self.comma(),
        };
        format!("{}{comma}", self.language.weekday(date))
    }

    /// The comma of "Dec 10, 2026", where month and day come in this order.
    fn comma(self) -> &'static str {
        let is_american = self.language == Language::English && self.order == DateOrder::MonthFirst;
        if is_american { "," } else { "" }
    }
}

/// The symbols that mean one currency to every reader. Other dollars, pounds and crowns are named by their code.
fn symbol(code: &str) -> Option<&'static str> {
    Some(match code {
        "USD" => "$",
        "EUR" => "\u{20ac}",
        "GBP" => "\u{a3}",
        "ILS" => "\u{20aa}",
        "INR" => "\u{20b9}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn october() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, 1).unwrap_or_default()
    }

    #[test]
    fn each_language_writes_a_day_in_its_own_order() {
        let day = |language| Style { language, ..Style::default() }.day(october());
        assert_eq!(
            Language::ALL.map(day),
            ["Thu, Oct 1", "Do 1. Okt.", "jeu. 1er oct.", "jue, 1 oct", "tors 1 okt."]
        );
        let german = Style { language: Language::German, ..Style::default() };
        assert_eq!(german.date(october()), "1. Okt. 2026");
    }

    #[test]
    fn english_is_written_in_the_order_of_the_workspace() {
        let american = Style::default();
        assert_eq!(american.day_and_year(october()), "Thu, Oct 1, 2026");
        let other = Style { order: DateOrder::DayFirst, ..american };
        assert_eq!(other.day_and_year(october()), "Thu 1 Oct 2026");
    }

    #[test]
    fn an_amount_has_the_symbol_of_its_currency_if_no_other_has_it() {
        let [symbols, codes] =
            [Amounts::Symbol, Amounts::Code].map(|amounts| Style { amounts, ..Style::default() });
        let written = |style: Style, code: &str, minor| style.money(&Currency(code.into()), minor);
        assert_eq!(written(symbols, "USD", 3_986_650), "$39,866.50");
        assert_eq!(written(symbols, "USD", -500), "-$5.00");
        assert_eq!(written(symbols, "CAD", 3_986_650), "CAD\u{a0}39,866.50");
        assert_eq!(written(codes, "USD", 3_986_650), "USD\u{a0}39,866.50");
    }
}
