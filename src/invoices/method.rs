//! How a payment was made.
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Wire,
    Ach,
    #[serde(rename = "cheque")]
    Check,
    Card,
    Cash,
}

impl Method {
    pub const ALL: [Self; 5] = [Self::Wire, Self::Ach, Self::Check, Self::Card, Self::Cash];

    pub fn name(self) -> &'static str {
        match self {
            Self::Wire => "Wire transfer",
            Self::Ach => "ACH",
            Self::Check => "Check",
            Self::Card => "Card",
            Self::Cash => "Cash",
        }
    }

    /// The stored word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Ach => "ach",
            Self::Check => "cheque",
            Self::Card => "card",
            Self::Cash => "cash",
        }
    }

    /// The word that programs use.
    pub fn api_word(self) -> &'static str {
        if self == Self::Check { "check" } else { self.word() }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_method_is_read_as_what_it_was_written_from() {
        for method in Method::ALL {
            let stored = serde_json::Value::from(method.word());
            assert_eq!(serde_json::from_value::<Method>(stored).ok(), Some(method));
        }
    }
}
