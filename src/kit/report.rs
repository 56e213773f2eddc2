//! The templates of documents.
use serde::Deserialize;

/// How much a document says and how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// Everything, with the logo and the color.
    #[default]
    Detailed,
    /// Without what it is calculated from.
    Summary,
    /// Everything, without logo and color.
    Plain,
}

impl Report {
    pub const ALL: [Self; 3] = [Self::Detailed, Self::Summary, Self::Plain];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Detailed => "detailed",
            Self::Summary => "summary",
            Self::Plain => "plain",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Detailed => "Detailed",
            Self::Summary => "Summary",
            Self::Plain => "Plain",
        }
    }

    /// Whether it says everything.
    pub fn is_full(self) -> bool {
        self != Self::Summary
    }
}
