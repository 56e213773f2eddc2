//! Workspaces: the operators, each with a client portal and an operations side.
mod queries;
mod routes;
mod views;
pub use queries::{Canonical, at, canonical, count};
pub use routes::{front_door, routes};

use crate::kit::{ids::WorkspaceId, money::Currency};
use serde::Deserialize;

/// The two sides of a workspace, on separate hosts that share no cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    Client,
    Ops,
}

/// A host by its stored name, and the face that it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    pub name: String,
    pub face: Face,
}

impl Host {
    /// The first label below the portal's domain, or a custom host in full; `None` for the domain itself.
    pub fn of(uri: &http::Uri, domain: &str) -> Option<Self> {
        let full = uri.host()?.trim_end_matches('.').to_ascii_lowercase();
        if full == domain {
            return None;
        }
        let name = full
            .strip_suffix(domain)
            .and_then(|rest| rest.strip_suffix('.'))
            .unwrap_or(&full)
            .to_owned();
        let face =
            if name.ends_with("-ops") && !name.contains('.') { Face::Ops } else { Face::Client };
        Some(Self { name, face })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trade {
    Air,
    Coach,
}

/// What pages show of a workspace, and its defaults.
#[derive(Debug, Clone, Deserialize)]
pub struct Workspace {
    pub id: WorkspaceId,
    pub slug: String,
    pub name: String,
    pub trade: Trade,
    /// The brand color, six hexadecimal digits.
    pub brand: String,
    /// The path of its logo, if it has one.
    pub logo: Option<String>,
    pub phone: String,
    /// IANA time zone; it decides what "today" is for the operator.
    pub zone: String,
    pub currency: Currency,
    pub deposit_ppm: i64,
    pub quote_days: i64,
    pub payment_days: i64,
    /// Whether owners see neither names nor money of others' trips on their aircraft.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub hides_other_parties: bool,
    /// Whether people without access may sign up.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub takes_sign_ups: bool,
}

impl Workspace {
    /// The first letter of the name, shown if there is no logo.
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

    fn host(url: &str) -> Option<(String, Face)> {
        Host::of(&url.parse().unwrap(), "portal.example").map(|host| (host.name, host.face))
    }

    #[test]
    fn a_host_gives_the_workspace_and_the_face() {
        assert_eq!(host("https://harbour.portal.example/"), Some(("harbour".into(), Face::Client)));
        assert_eq!(
            host("https://harbour-ops.portal.example/"),
            Some(("harbour-ops".into(), Face::Ops))
        );
        assert_eq!(
            host("https://FLY.harbour.example./"),
            Some(("fly.harbour.example".into(), Face::Client))
        );
        assert_eq!(host("https://portal.example/"), None);
    }

    #[test]
    fn a_custom_host_never_serves_the_operations_side() {
        assert_eq!(host("https://evil-ops.example/").unwrap().1, Face::Client);
        assert_eq!(host("https://a.harbour-ops.portal.example/").unwrap().1, Face::Client);
        assert_eq!(
            host("https://xportal.example/"),
            Some(("xportal.example".into(), Face::Client))
        );
    }
}
