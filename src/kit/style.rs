//! How a person reads dates and times: language, 12 or 24 hours, local time or Zulu.
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "sv")]
    Swedish,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "i64")]
pub enum Hours {
    #[default]
    TwentyFour,
    Twelve,
}

impl From<i64> for Hours {
    fn from(hours: i64) -> Self {
        if hours == 12 { Self::Twelve } else { Self::TwentyFour }
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

/// The preferences of a person. Mails and documents, which several people read, use the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    pub language: Language,
    pub hours: Hours,
    pub times: Times,
}

impl Style {
    /// The same style in local time, for a date without a time of day.
    #[must_use]
    pub fn local(self) -> Self {
        Self { times: Times::Local, ..self }
    }

    pub fn is_zulu(self) -> bool {
        self.times == Times::Zulu
    }

    /// The label of the switch between local time and Zulu.
    pub fn other_times(self) -> &'static str {
        match self.times {
            Times::Local => "Times in Zulu",
            Times::Zulu => "Local times",
        }
    }
}

impl Language {
    pub const ALL: [Self; 5] =
        [Self::English, Self::German, Self::French, Self::Spanish, Self::Swedish];

    /// The word it is stored as, an ISO 639 code.
    pub fn word(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Swedish => "sv",
        }
    }

    /// The language's own name for itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::Swedish => "Svenska",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.word() == word)
    }

    pub fn yesterday(self) -> &'static str {
        match self {
            Self::English => "Yesterday",
            Self::German => "Gestern",
            Self::French => "Hier",
            Self::Spanish => "Ayer",
            Self::Swedish => "I går",
        }
    }

    /// "10 Dec"
    pub fn short(self, date: NaiveDate) -> String {
        let month = usize::try_from(date.month0()).unwrap_or_default();
        let month = self.months().get(month).copied().unwrap_or_default();
        match (self, date.day()) {
            (Self::German, day) => format!("{day}. {month}"),
            (Self::French, 1) => format!("1er {month}"),
            (Self::English | Self::French | Self::Spanish | Self::Swedish, day) => {
                format!("{day} {month}")
            }
        }
    }

    /// "10 Dec 2026"
    pub fn date(self, date: NaiveDate) -> String {
        format!("{} {}", self.short(date), date.year())
    }

    /// "Thu 10 Dec"
    pub fn day(self, date: NaiveDate) -> String {
        let at = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default();
        let weekday = self.weekdays().get(at).copied().unwrap_or_default();
        let comma = if self == Self::Spanish { "," } else { "" };
        format!("{weekday}{comma} {}", self.short(date))
    }

    fn weekdays(self) -> [&'static str; 7] {
        match self {
            Self::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            Self::German => ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
            Self::French => ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
            Self::Spanish => ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
            Self::Swedish => ["mån", "tis", "ons", "tors", "fre", "lör", "sön"],
        }
    }

    #[rustfmt::skip]
    fn months(self) -> [&'static str; 12] {
        match self {
            Self::English => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            Self::German => ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
            Self::French => ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
            Self::Spanish => ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
            Self::Swedish => ["jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_a_day_in_its_own_order() {
        let date = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap_or_default();
        let written: Vec<_> = Language::ALL.iter().map(|it| it.day(date)).collect();
        assert_eq!(
            written,
            ["Thu 1 Oct", "Do 1. Okt.", "jeu. 1er oct.", "jue, 1 oct", "tors 1 okt."]
        );
        assert_eq!(Language::German.date(date), "1. Okt. 2026");
    }

    #[test]
    fn a_language_is_found_by_the_word_it_is_stored_as() {
        for language in Language::ALL {
            assert_eq!(Language::of(language.word()), Some(language));
            let stored = serde_json::from_str(&format!("\"{}\"", language.word()));
            assert_eq!(stored.ok(), Some(language));
        }
    }
}
