//! The languages of dates.
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

    /// "Thu"
    pub fn weekday(self, date: NaiveDate) -> &'static str {
        let at = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default();
        self.weekdays().get(at).copied().unwrap_or_default()
    }

    /// "Dec"
    pub fn month(self, date: NaiveDate) -> &'static str {
        let at = usize::try_from(date.month0()).unwrap_or_default();
        self.months().get(at).copied().unwrap_or_default()
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
    pub fn months(self) -> [&'static str; 12] {
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
    fn a_language_is_found_by_the_word_it_is_stored_as() {
        for language in Language::ALL {
            assert_eq!(Language::of(language.word()), Some(language));
            let stored = serde_json::from_str(&format!("\"{}\"", language.word()));
            assert_eq!(stored.ok(), Some(language));
        }
    }
}
