//! Kinds of settings: how each is typed into a form, stored in a column and shown as text.
mod lists;
mod named;
pub use named::{NamedValue, Told};

use crate::kit::{countries, email::Email, money, numeral, placeholders};
use lists::{addresses, days, written};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// The stored number of an optional one that was left out.
pub const NO_NUMBER: i64 = -1;

/// The longest list, in characters.
pub const LONGEST_LIST: usize = 4_000;

/// A setting's value, as it is stored in its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SettingValue {
    Number(i64),
    Text(Cow<'static, str>),
}

impl SettingValue {
    pub const fn text(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub fn number(&self) -> i64 {
        match self {
            Self::Number(n) => *n,
            Self::Text(_) => 0,
        }
    }

    pub fn words(&self) -> &str {
        match self {
            Self::Number(_) => "",
            Self::Text(text) => text,
        }
    }

    /// The numbers of a list, which is stored as JSON.
    fn numbers(&self) -> Vec<i64> {
        serde_json::from_str(self.words()).unwrap_or_default()
    }

    /// The entries of a list, which is stored as JSON.
    fn list(&self) -> Vec<String> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Text(json) => serde_json::from_str(json).unwrap_or_default(),
        }
    }
}

impl fmt::Display for SettingValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(n) => n.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

#[derive(Debug)]
pub enum Kind {
    /// A whole number of `unit`, such as days.
    Number { unit: &'static str, least: i64, most: i64 },
    /// The same, which may be left out.
    OptionalNumber { unit: &'static str, least: i64, most: i64 },
    /// A percentage from 0 to 100, in parts per million.
    Percent,
    /// A text in which these figures may be named in braces.
    Terms { most: usize, figures: &'static [&'static str] },
    /// Any text.
    Text { most: usize },
    /// A code of one line, such as an identifier elsewhere, which may be empty.
    Code { most: usize },
    /// Numbers of days within these bounds, stored as a JSON list in order.
    Days { least: i64, most: i64 },
    /// A text of one line, which must be given.
    Line { most: usize },
    /// A text of one line, which may be left out.
    OptionalLine { most: usize },
    /// A text of several lines, which must be given.
    Lines { most: usize },
    /// One email address.
    Address,
    /// A country, stored as ISO 3166 alpha-2; empty where it is not given.
    Country,
    /// A color, stored as six hexadecimal digits.
    Color,
    /// A checkbox.
    Tick { yes: i64, no: i64 },
    /// One of these values, shown as radio buttons.
    Choice(&'static [NamedValue]),
    /// Email addresses, one on each line or separated by commas or semicolons; `none` is the word for an
    /// empty list.
    Addresses { most: usize, none: &'static str },
}

impl Kind {
    /// The typed value, or the complaint about it.
    pub fn read(&self, typed: &str) -> Result<SettingValue, String> {
        match self {
            Self::OptionalNumber { .. } if typed.is_empty() => Ok(SettingValue::Number(NO_NUMBER)),
            Self::Number { unit, least, most } | Self::OptionalNumber { unit, least, most } => {
                numeral::whole(typed, *least, *most)
                    .map(SettingValue::Number)
                    .map_err(|_| format!("Enter a number of {unit} from {least} to {most}."))
            }
            Self::Percent => money::read_percent(typed)
                .map(SettingValue::Number)
                .map_err(|unread| unread.words("Enter a percentage from 0 to 100, such as 7.5.")),
            Self::Terms { most, .. } | Self::Text { most } | Self::OptionalLine { most }
                if typed.chars().count() > *most =>
            {
                Err(format!("Please use {most} characters or fewer."))
            }
            Self::Code { most } => {
                let is_code = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
                if typed.chars().count() > *most || !typed.chars().all(is_code) {
                    return Err(format!(
                        "Use letters, digits, and the signs - _ . / only, {most} at most."
                    ));
                }
                Ok(SettingValue::Text(typed.to_owned().into()))
            }
            Self::Days { least, most } => days(typed, *least, *most)
                .map(|days| {
                    SettingValue::Text(serde_json::to_string(&days).unwrap_or_default().into())
                })
                .ok_or_else(|| {
                    format!("Enter days from {least} to {most}, such as 7, 1: six numbers at most.")
                }),
            Self::Text { .. } | Self::OptionalLine { .. } => {
                Ok(SettingValue::Text(typed.to_owned().into()))
            }
            Self::Terms { figures, .. } => match placeholders::complaint(typed, figures) {
                Some(complaint) => Err(complaint),
                None => Ok(SettingValue::Text(typed.to_owned().into())),
            },
            Self::Line { most } | Self::Lines { most } => match typed.chars().count() {
                0 => Err("Enter it; it is shown to clients.".to_owned()),
                n if n > *most => Err(format!("Please use {most} characters or fewer.")),
                _ => Ok(SettingValue::Text(typed.to_owned().into())),
            },
            Self::Address => match Email::parse(typed) {
                Ok(email) => Ok(SettingValue::Text(String::from(email).into())),
                Err(error) => Err(error.to_string()),
            },
            Self::Country => match countries::named(typed) {
                Some(_) => Ok(SettingValue::Text(typed.to_owned().into())),
                None if typed.is_empty() => Ok(SettingValue::text("")),
                None => Err("Choose a country from the list.".to_owned()),
            },
            Self::Color => {
                let digits = typed.strip_prefix('#').unwrap_or(typed).to_ascii_lowercase();
                let is_color = digits.len() == 6 && digits.chars().all(|it| it.is_ascii_hexdigit());
                let color = is_color.then(|| SettingValue::Text(digits.into()));
                color.ok_or_else(|| "Enter a color, such as #155e6c.".to_owned())
            }
            Self::Tick { yes, no } => {
                Ok(SettingValue::Number(if typed == "yes" { *yes } else { *no }))
            }
            Self::Choice(values) => {
                let chosen = values.iter().find(|it| it.stored.to_string() == typed);
                chosen.map(|it| it.stored.clone()).ok_or_else(|| "Choose one.".to_owned())
            }
            Self::Addresses { most, .. } => {
                let json = serde_json::to_string(&addresses(typed, *most)?);
                Ok(SettingValue::Text(json.unwrap_or_default().into()))
            }
        }
    }

    /// Whether a new workspace comes with it, so that there is no default.
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Line { .. } | Self::Lines { .. } | Self::Address | Self::Color)
    }

    /// The value as it is typed into its field.
    pub fn typed(&self, value: &SettingValue) -> String {
        match self {
            Self::OptionalNumber { .. } if value.number() == NO_NUMBER => String::new(),
            Self::Number { .. } | Self::OptionalNumber { .. } | Self::Choice(_) => {
                value.to_string()
            }
            Self::Percent => money::percent(value.number()),
            Self::Terms { .. }
            | Self::Text { .. }
            | Self::Code { .. }
            | Self::OptionalLine { .. }
            | Self::Line { .. }
            | Self::Lines { .. }
            | Self::Country
            | Self::Address => value.words().to_owned(),
            Self::Days { .. } => written(&value.numbers()),
            Self::Color => format!("#{}", value.words()),
            Self::Tick { yes, .. } if value.number() == *yes => "yes".to_owned(),
            Self::Tick { .. } => String::new(),
            Self::Addresses { .. } => value.list().join("\n"),
        }
    }

    /// The value as text.
    pub fn told(&self, value: &SettingValue) -> Told {
        match self {
            Self::OptionalNumber { .. } if value.number() == NO_NUMBER => Told::Word("none"),
            Self::Number { .. } | Self::OptionalNumber { .. } => {
                Told::Typed(value.number().to_string())
            }
            Self::Percent => Told::Typed(format!("{}%", money::percent(value.number()))),
            Self::Terms { .. }
            | Self::Text { .. }
            | Self::Code { .. }
            | Self::OptionalLine { .. }
            | Self::Line { .. }
            | Self::Lines { .. }
            | Self::Address => Told::Typed(value.words().to_owned()),
            Self::Days { .. } => match value.numbers().as_slice() {
                [] => Told::Word("none"),
                days => Told::Typed(written(days)),
            },
            Self::Country => match countries::named(value.words()) {
                Some(name) => Told::Word(name),
                None => Told::Word("not given"),
            },
            Self::Color => Told::Typed(self.typed(value)),
            Self::Tick { yes, .. } if value.number() == *yes => Told::Word("yes"),
            Self::Tick { .. } => Told::Word("no"),
            Self::Choice(values) => match values.iter().find(|it| it.stored == *value) {
                Some(it) => Told::Word(it.word),
                None => Told::Typed(value.to_string()),
            },
            Self::Addresses { none, .. } => match value.list().as_slice() {
                [] => Told::Word(none),
                some => Told::Typed(some.join(", ")),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_color_is_six_hexadecimal_digits_with_or_without_a_sign() {
        for typed in ["#155E6c", "155e6c"] {
            assert_eq!(Kind::Color.read(typed), Ok(SettingValue::text("155e6c")));
        }
        for wrong in ["", "#", "#155e6", "#155e6cc", "teal", "#15\u{e9}6c"] {
            let complaint = "Enter a color, such as #155e6c.".to_owned();
            assert_eq!(Kind::Color.read(wrong), Err(complaint), "{wrong}");
        }
    }

    #[test]
    fn a_number_is_whole_and_within_its_bounds() {
        let days = Kind::Number { unit: "days", least: 1, most: 30 };
        for (typed, number) in [("1", 1), ("30", 30)] {
            assert_eq!(days.read(typed), Ok(SettingValue::Number(number)));
        }
        for wrong in ["", "0", "31", "-1", "1.5", "soon"] {
            let complaint = "Enter a number of days from 1 to 30.".to_owned();
            assert_eq!(days.read(wrong), Err(complaint), "{wrong}");
        }
    }
}
