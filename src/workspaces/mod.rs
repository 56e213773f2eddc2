//! Workspaces: the operators, each behind a client portal and an operations side of its own.
mod queries;
mod routes;
mod views;
pub use queries::{Canonical, at, canonical, count, host};
pub use routes::{front_door, routes};

use crate::kit::{ids::WorkspaceId, money::Currency};
use serde::Deserialize;

/// The two applications of a workspace. They share no cookie and no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    Client,
    Ops,
}

/// A host as hosts are stored, and which face it is of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Host {
    pub name: String,
    pub face: Face,
}

impl Host {
    /// The name a request asks: the first label below the portal's domain, or a custom host in full.
    /// None for the domain itself.
    pub fn name_in(uri: &http::Uri, domain: &str) -> Option<String> {
        let full = uri.host()?.trim_end_matches('.').to_ascii_lowercase();
        if full == domain {
            return None;
        }
        let label = full.strip_suffix(domain).and_then(|rest| rest.strip_suffix('.'));
        Some(label.unwrap_or(&full).to_owned())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trade {
    Air,
    Coach,
}

/// What a page shows of its workspace, and what its defaults are.
#[derive(Debug, Clone, Deserialize)]
pub struct Workspace {
    pub id: WorkspaceId,
    pub slug: String,
    pub name: String,
    pub trade: Trade,
    /// Six hexadecimal digits.
    pub brand: String,
    /// Where its logo is, if it has one.
    pub logo: Option<String>,
    pub phone: String,
    /// IANA; decides what "today" is for the operator.
    pub zone: String,
    pub currency: Currency,
    pub deposit_ppm: i64,
    pub quote_days: i64,
    pub payment_days: i64,
    /// Whether owners of an aircraft see of others' trips on it neither names nor money.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub hides_other_parties: bool,
    /// Whether strangers may ask for access.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub takes_sign_ups: bool,
}

impl Workspace {
    /// Stands for the logo where there is none.
    pub fn monogram(&self) -> String {
        self.name.chars().take(1).flat_map(char::to_uppercase).collect()
    }

    pub fn is_air(&self) -> bool {
        self.trade == Trade::Air
    }

    /// "aircraft" or "coach", for the middle of a sentence.
    pub fn vehicle(&self) -> &'static str {
        match self.trade {
            Trade::Air => "aircraft",
            Trade::Coach => "coach",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_host_is_named_by_its_label_or_in_full() {
        let name = |url: &str| Host::name_in(&url.parse().unwrap(), "portal.example");
        assert_eq!(name("https://harbour.portal.example/").unwrap(), "harbour");
        assert_eq!(name("https://harbour-ops.portal.example/").unwrap(), "harbour-ops");
        assert_eq!(name("https://FLY.harbour.example./").unwrap(), "fly.harbour.example");
        assert_eq!(name("https://a.harbour-ops.portal.example/").unwrap(), "a.harbour-ops");
        assert_eq!(name("https://xportal.example/").unwrap(), "xportal.example");
        assert_eq!(name("https://portal.example/"), None);
    }
}
