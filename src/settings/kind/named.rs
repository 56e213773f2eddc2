//! The values of a choice, and values as text.
use super::SettingValue;
use std::fmt;

/// One of the values of a choice, and its words.
#[derive(Debug)]
pub struct NamedValue {
    pub stored: SettingValue,
    pub word: &'static str,
}

impl NamedValue {
    pub const fn new(stored: SettingValue, word: &'static str) -> Self {
        Self { stored, word }
    }
}

/// A value as text: one of our words, which may be capitalized, or what the operator typed.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    Word(&'static str),
    Typed(String),
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Word(word) => word,
            Self::Typed(text) => text,
        })
    }
}
