//! Domains of an operator's own, such as `portal.example.com`: typed in, found in the DNS, certified, live.
mod checking;
mod cloudflare;
mod jobs;
mod ops;
mod queries;
mod views;
pub use jobs::sweep;
pub use ops::routes;

use crate::{
    kit::{
        ids::{DomainId, WorkspaceId},
        unicode::ascii_host,
    },
    workspaces::Face,
};
use serde::Deserialize;

/// The longest name in the DNS.
const LONGEST: usize = 253;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Another workspace had it: a TXT record is to prove whose it is.
    Proof,
    /// The DNS does not lead to the portal yet.
    Dns,
    Certificate,
    Live,
    /// It was live, and the DNS leads elsewhere now.
    Moved,
    Failing,
}

/// A domain that a workspace has asked for.
#[derive(Debug, Clone, Deserialize)]
pub struct Domain {
    pub id: DomainId,
    pub workspace_id: WorkspaceId,
    pub host: String,
    pub face: Face,
    pub state: State,
    pub proof: String,
    pub provider_id: Option<String>,
    pub problem: String,
    pub version: i64,
    pub created_at: i64,
    pub checked_at: Option<i64>,
    pub live_at: Option<i64>,
    pub removed_at: Option<i64>,
}

/// Who else has a name, or had it.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Claims {
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_taken: bool,
    /// Another workspace had it, and it was live.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub was_anothers: bool,
    /// The workspace has a domain on this side already.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub has_one: bool,
}

/// Why a name is not accepted, as the administrator reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Name,
    Root,
    Ours,
    Taken,
    HasOne,
}

impl Unfit {
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "Type a name such as portal.example.com.",
            Self::Root => {
                "Put a name before it, such as portal.example.com: most DNS services allow no CNAME record for the domain itself."
            }
            Self::Ours => {
                "Names below this one are the portal\u{2019}s own. Type one of your domain."
            }
            Self::Taken => {
                "Another portal uses this domain. If it is yours, call the portal\u{2019}s operator."
            }
            Self::HasOne => "You have a domain for this side. Remove it before you add another.",
        }
    }
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Proof => "proof",
            Self::Dns => "dns",
            Self::Certificate => "certificate",
            Self::Live => "live",
            Self::Moved => "moved",
            Self::Failing => "failing",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Proof => "Waiting for proof",
            Self::Dns => "Waiting for DNS",
            Self::Certificate => "Waiting for certificate",
            Self::Live => "Live",
            Self::Moved => "Moved away",
            Self::Failing => "Problem",
        }
    }

    /// The class of its badge.
    pub fn class(self) -> &'static str {
        match self {
            Self::Proof | Self::Dns | Self::Certificate => "wait",
            Self::Live => "ok",
            Self::Moved | Self::Failing => "late",
        }
    }

    /// What it means, and what is to be done.
    pub fn about(self) -> &'static str {
        match self {
            Self::Proof => {
                "Another portal had this domain. Set both records below, so that we know it is yours now."
            }
            Self::Dns => {
                "Set the record below at your DNS service. It is mostly found within minutes, and may take some hours."
            }
            Self::Certificate => {
                "The record is found. The certificate is being issued, which takes some minutes."
            }
            Self::Live => "The portal answers here, and emails lead here.",
            Self::Moved => {
                "The DNS leads elsewhere now, so emails lead to the address of the portal. Set the record again if this is not meant."
            }
            Self::Failing => "Emails lead to the address of the portal until this is put right.",
        }
    }
}

impl Domain {
    /// The name of the TXT record that proves whose it is.
    pub fn proof_name(&self) -> String {
        format!("_portal.{}", self.host)
    }
}

/// The host that was typed, or copied from an address, in ASCII.
///
/// # Errors
/// Why it cannot be a custom domain of a portal at `ours`.
pub fn read(typed: &str, ours: &str) -> Result<String, Unfit> {
    let typed = typed.trim();
    let typed = typed.split_once("://").map_or(typed, |(_, rest)| rest);
    let typed = typed.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let typed = typed.trim_end_matches('.');
    if typed.len() > LONGEST {
        return Err(Unfit::Name);
    }
    let host = ascii_host(typed).ok_or(Unfit::Name)?;
    let is_below = host.strip_suffix(ours).is_some_and(|rest| rest.ends_with('.'));
    let top = host.rsplit('.').next().unwrap_or_default();
    match host.split('.').count() {
        _ if host == ours || is_below => Err(Unfit::Ours),
        _ if top.bytes().all(|it| it.is_ascii_digit()) => Err(Unfit::Name),
        1 => Err(Unfit::Name),
        2 => Err(Unfit::Root),
        _ => Ok(host),
    }
}

/// Whether a name may be claimed; the claim begins in this state.
///
/// # Errors
/// Who stands against it.
pub fn claim(claims: Claims) -> Result<State, Unfit> {
    match claims {
        Claims { is_taken: true, .. } => Err(Unfit::Taken),
        Claims { has_one: true, .. } => Err(Unfit::HasOne),
        Claims { was_anothers: true, .. } => Ok(State::Proof),
        Claims { .. } => Ok(State::Dns),
    }
}

#[cfg(test)]
mod tests;
