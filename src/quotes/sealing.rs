//! The signed copy of an acceptance: the offer as it was recorded, with a page about the signature.
use super::{Quote, QuoteReader, State, sheet::sheet};
use crate::{
    itineraries::Leg,
    kit::{
        ids::{EventId, QuoteId},
        money::Currency,
        price::Line,
        zoned::Moment,
    },
    pdf::{Block, Column, Run, Section, Sheet, Table},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// What was kept of an acceptance.
#[derive(Debug, Clone, Deserialize)]
pub struct Signed {
    pub id: EventId,
    pub quote_id: QuoteId,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub document: SignedOffer,
    /// Who was signed in, and what they typed as their signature.
    pub signer: String,
    pub email: String,
    pub name: String,
    pub account: String,
    pub address: String,
    pub device: String,
    pub po_number: String,
    pub sha256: String,
    pub at: i64,
    /// Whether its copy is stored.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_sealed: bool,
}

/// The offer that was accepted, from its record.
#[derive(Debug, Clone, Deserialize)]
pub struct SignedOffer {
    version: i64,
    account: String,
    offered: String,
    passengers: i64,
    legs: Vec<Leg>,
    currency: Currency,
    lines: Vec<Line>,
    #[serde(default)]
    extras: Vec<Line>,
    subtotal: i64,
    tax: i64,
    total: i64,
    deposit: i64,
    #[serde(default)]
    balance_on: Option<NaiveDate>,
    valid_until: i64,
    message: String,
    terms: String,
    #[serde(default)]
    statements: Vec<String>,
}

impl Signed {
    /// The quote as it was accepted, whatever became of it since.
    fn accepted(&self, quote: Quote) -> Quote {
        let it = self.document.clone();
        Quote {
            revision: it.version,
            account: it.account,
            vehicle: it.offered,
            passengers: it.passengers,
            itinerary: it.legs,
            currency: it.currency,
            lines: it.lines,
            extras: it.extras,
            subtotal: it.subtotal,
            tax: it.tax,
            total: it.total,
            deposit: it.deposit,
            balance_on: it.balance_on,
            valid_until: it.valid_until,
            message: it.message,
            terms: it.terms,
            disclaimers: it.statements.join("\n"),
            state: State::Accepted,
            trip_kind: None,
            answered_at: Some(self.at),
            answered_by: self.name.clone(),
            ..quote
        }
    }

    /// The document. `quote` is the one that was accepted, in its present state.
    pub fn sheet(&self, quote: Quote, reader: QuoteReader<'_>) -> Sheet {
        let quote = self.accepted(quote);
        let mut sheet = sheet(&quote, reader);
        sheet.sections.push(self.page(&quote, reader));
        sheet.created_at = self.at;
        sheet
    }

    /// The page about the signature.
    fn page(&self, quote: &Quote, reader: QuoteReader<'_>) -> Section {
        let workspace = reader.workspace;
        let style = workspace.style(reader.now).lasting();
        let time = Moment::new(self.at, &workspace.zone).styled(style).dated();
        let utc = Moment::new(self.at, "UTC").machine();
        // In groups, so that it breaks at the end of a line.
        let digest: Vec<_> =
            self.sha256.as_bytes().chunks(16).map(String::from_utf8_lossy).collect();
        let facts = [
            ("Signature", self.name.clone()),
            ("Signed in as", format!("{}, {}", self.signer, self.email)),
            ("For the account", self.account.clone()),
            ("Time", format!("{time} ({utc})")),
            ("Network address", self.address.clone()),
            ("Device", self.device.clone()),
            ("Quote", format!("{}, version {}", quote.reference, quote.revision)),
            ("PO number", self.po_number.clone()),
            ("SHA-256 of the record", digest.join(" ")),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let rows = facts.map(|(name, value)| vec![vec![Run::body(name)], vec![Run::body(value)]]);
        let columns = vec![Column::text("What was recorded", 0.3), Column::text("Value", 0.7)];
        let table = Block::Table(Table { columns, rows: rows.collect(), totals: Vec::new() });
        let confirmed = quote.statements().map(|it| format!("Confirmed: {it}"));
        let terms = std::iter::once("Accepted: the terms of this quote.".to_owned());
        let notes = Block::Notes(confirmed.chain(terms).collect());
        // So much room that it stands on a page of its own.
        Section::new("Acceptance", vec![table, notes]).with_room(520.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples::quote, *};
    use crate::{pdf::pages::says, testing::cast::Portal, workspaces};
    use uuid::Uuid;

    #[test]
    fn a_signed_copy_shows_the_record_and_not_the_quote_of_today() {
        let portal = Portal::open("");
        let workspace = futures_executor::block_on(portal.app.db.run(workspaces::at("harbour")));
        let workspace = workspace.unwrap().unwrap();
        let balance_on = Some("2026-11-26".parse().unwrap());
        let accepted = Quote { disclaimers: "No pets.".into(), balance_on, ..quote(State::Sent) };
        let open = accepted.acceptable(2, 0).unwrap();
        let id = crate::kit::ids::TripId(Uuid::max());
        let it = open.accept("Mira E. Lindqvist".into(), "4711-B".into(), id);
        let signed = Signed {
            id: EventId(Uuid::nil()),
            quote_id: it.quote,
            document: serde_json::from_str(&it.document).unwrap(),
            signer: "Mira Lindqvist".into(),
            email: "mira@harbour.example".into(),
            name: it.name.clone(),
            account: it.account.clone(),
            address: "203.0.113.9".into(),
            device: "Safari on iPhone".into(),
            po_number: it.po_number.clone(),
            sha256: crate::kit::text::sha256(&it.document),
            at: 1_795_262_400_000,
            is_sealed: false,
        };
        let today = Quote { total: 1, lines: Vec::new(), ..quote(State::Superseded) };
        let reader = QuoteReader { workspace: &workspace, sees_money: true, now: signed.at };
        let sheet = signed.sheet(today, reader);
        for words in [
            "Accepted by Mira E. Lindqvist",
            "$68,000.00",
            "Mira Lindqvist, mira@harbour.example",
            "Lindqvist Holdings",
            "Sat, Nov 21, 2026, 7:00 AM EST (2026-11-21T12:00:00+00:00)",
            "203.0.113.9",
            "Safari on iPhone",
            "Q-1001, version 1",
            "4711-B",
            "Balance, due Nov 26, 2026",
            "Confirmed: No pets.",
            &signed.sha256[..16],
        ] {
            assert!(says(&sheet, words), "{words}");
        }
    }
}
