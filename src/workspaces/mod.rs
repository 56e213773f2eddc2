//! Workspaces: the operators, each with a client portal and an operations side.
mod modules;
mod queries;
mod routes;
mod views;
mod words;
pub use modules::{Landing, Module, Modules};
pub use queries::{Canonical, Series, at, canonical, count, databases, host};
pub(crate) use queries::{hidden, readable, shown, told_subject};
pub(crate) use queries::{next_number, prefix};
#[cfg(any(test, feature = "local"))]
pub use routes::front_door;
pub use routes::{routes, state_of};
pub use words::Words;

use crate::{
    kit::{
        clock::Dates,
        ids::WorkspaceId,
        money::Currency,
        report::Report,
        style::{Amounts, DateOrder, Hours, Style},
        zoned::{DAY, Moment, today},
    },
    pdf::Letterhead,
};
use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;

/// The two sides of a workspace, on separate hosts that share no cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    Client,
    Ops,
}

/// A host by its stored name, and the face that it serves.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Host {
    pub name: String,
    pub face: Face,
}

impl Host {
    /// The host that a request asks: the first label below the portal's domain, or a custom host in full;
    /// `None` for the domain itself.
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

/// What pages show of a workspace, and its defaults.
#[derive(Debug, Clone, Deserialize)]
#[allow(clippy::struct_excessive_bools)] // each is one setting
pub struct Workspace {
    pub id: WorkspaceId,
    pub slug: String,
    pub name: String,
    pub trade: Trade,
    /// The brand color, six hexadecimal digits.
    pub brand: String,
    /// The path of its logo, if it has one.
    pub logo: Option<String>,
    /// What clients read above the sign-in form; empty for nothing.
    pub welcome: String,
    /// The size of the logo in pixels.
    pub logo_width: Option<i64>,
    pub logo_height: Option<i64>,
    pub phone: String,
    /// The address of operations.
    pub reply_to: String,
    /// Whether clients get in.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub portal_is_open: bool,
    pub landing: Landing,
    /// The permissions that are ticked for a new client, a bit for each.
    pub gives: i64,
    /// The parts of the portal that clients do not see.
    pub hidden: Modules,
    /// IANA time zone; it decides what "today" is for the operator.
    pub zone: String,
    pub currency: Currency,
    /// How it writes dates, times and amounts.
    pub clock: Hours,
    pub date_order: DateOrder,
    pub amounts: Amounts,
    pub deposit_ppm: i64,
    /// How many days before the first departure the balance of a new quote is due; none where its invoice says when.
    pub balance_days: Option<i64>,
    pub quote_days: i64,
    /// Whether somebody else approves a quote before it is sent.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub quotes_need_approval: bool,
    /// Whether somebody else approves an invoice before it is issued.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub invoices_need_approval: bool,
    pub payment_days: i64,
    /// When its payment instructions were changed, if ever.
    pub payment_instructions_changed_at: Option<i64>,
    /// The templates of its documents, and what stands at the foot of their pages in place of its own words.
    pub quote_report: Report,
    pub invoice_report: Report,
    pub trip_report: Report,
    pub document_footer: String,
    /// Whether owners see names and money of others' trips on their aircraft.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub shows_other_parties: bool,
    /// The ages in years below which passengers are lap children and minors on the day of a leg.
    pub lap_child_under: i64,
    pub minor_under: i64,
    /// Whether a passenger's documents must be complete before they are put on an international leg.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub requires_documents: bool,
    /// How many minutes before a departure a coach stands ready.
    pub spot_minutes: i64,
    /// Whether the acceptance of a quote books its trip at once.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub books_at_once: bool,
    /// Whether people without access may sign up.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub takes_sign_ups: bool,
    /// Whether they may ask for a trip.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub takes_inquiries: bool,
}

impl Workspace {
    /// The first letter of the name, shown if there is no logo.
    pub fn monogram(&self) -> String {
        self.name.chars().take(1).flat_map(char::to_uppercase).collect()
    }

    /// The path of the icon of browser tabs: the logo, unless that is too wide to be recognized in a small square.
    pub fn icon(&self) -> String {
        match (&self.logo, self.logo_width, self.logo_height) {
            (Some(logo), Some(width), Some(height))
                if width.max(height) * 2 <= width.min(height) * 3 =>
            {
                logo.clone()
            }
            _ => format!("/brand/{}-{}.svg", self.brand, self.monogram()),
        }
    }

    /// How dates, times and amounts are written, unless the reader prefers another way.
    pub fn style(&self, now: i64) -> Style {
        Style {
            hours: self.clock,
            order: self.date_order,
            amounts: self.amounts,
            year: Some(self.today(now).year()),
            ..Style::default()
        }
    }

    /// An instant in its time zone, in its style: for mails, which several people read.
    pub fn moment(&self, at: i64, now: i64) -> Moment {
        Moment::new(at, &self.zone).styled(self.style(now))
    }

    /// The letterhead of its documents.
    pub fn letterhead(&self, report: Report) -> Letterhead {
        Letterhead::new(&self.name, &self.brand, report)
    }

    /// The foot of its documents' pages: its own words, or these.
    pub fn footer_or(&self, words: String) -> String {
        if self.document_footer.is_empty() { words } else { self.document_footer.clone() }
    }

    /// The key of its logo among the files. The page's address of the logo ends with the name of its file.
    pub fn logo_key(&self) -> Option<String> {
        let name = self.logo.as_ref()?.rsplit('/').next()?;
        Some(format!("{}/logo/{name}", self.id))
    }

    pub fn today(&self, now: i64) -> NaiveDate {
        today(now, &self.zone)
    }

    /// How dates are read that somebody types now.
    pub fn dates(&self, now: i64) -> Dates {
        Dates::new(self.today(now), self.style(now))
    }

    /// The warning beside payment instructions that changed within the last thirty days, because swindlers send
    /// instructions of their own; empty where they did not change.
    pub fn payment_warning(&self, now: i64, style: Style) -> String {
        const LATELY: i64 = 30 * DAY;
        let phone = &self.phone;
        let call = if phone.is_empty() { String::new() } else { format!(" at {phone}") };
        match self.payment_instructions_changed_at {
            Some(at) if now - at < LATELY => format!(
                "These instructions were changed on {}. Before you send money, call {}{call} and have them confirmed.",
                style.date(today(at, &self.zone)),
                self.name
            ),
            Some(_) | None => String::new(),
        }
    }

    pub fn is_air(&self) -> bool {
        self.trade == Trade::Air
    }

    /// The minutes of the spot time; 0 where none is told.
    pub fn spot(&self) -> i64 {
        match self.trade {
            Trade::Air => 0,
            Trade::Coach => self.spot_minutes,
        }
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
