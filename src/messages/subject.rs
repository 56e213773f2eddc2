//! What a thread is about: a trip, an order of services, a quote, an invoice, or nothing in particular.
use crate::kit::ids::{AccountId, InvoiceId, QuoteId, ServiceId, ThreadId, TripId};
use serde::Deserialize;

/// A trip that a new thread may be about.
#[derive(Debug, Clone, Deserialize)]
pub struct About {
    pub trip_id: TripId,
    pub account_id: AccountId,
    pub account: String,
    pub reference: String,
    pub route: String,
    pub departs_at: i64,
    /// The time zone of the place that it departs from.
    pub zone: String,
    /// The trip's thread, if there is one already.
    pub thread_id: Option<ThreadId>,
    /// Whether the visitor takes part in the trip's thread. Owners see the trips of others on their
    /// aircraft, but not their conversations.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_joined: bool,
}

/// An order of services that a new thread may be about.
#[derive(Debug, Clone, Deserialize)]
pub struct AboutServices {
    pub service_id: ServiceId,
    pub account_id: AccountId,
    pub account: String,
    pub reference: String,
    pub tail: String,
    /// The code of the airport.
    pub code: String,
    /// The order's thread, if there is one already.
    pub thread_id: Option<ThreadId>,
}

impl AboutServices {
    /// "Services S-1001, N402CM at TEB"
    pub fn subject(&self) -> String {
        format!("Services {}, {} at {}", self.reference, self.tail, self.code)
    }
}

/// A quote or an invoice that a new thread may be about.
#[derive(Debug, Clone, Deserialize)]
pub struct AboutDocument {
    pub kind: DocumentKind,
    pub id: uuid::Uuid,
    pub account_id: AccountId,
    pub account: String,
    pub reference: String,
    pub route: String,
    /// Its thread, if there is one already.
    pub thread_id: Option<ThreadId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Quote,
    Invoice,
}

impl AboutDocument {
    /// "Quote Q-1023" or "Invoice 2026-1001".
    pub fn name(&self) -> String {
        match self.kind {
            DocumentKind::Quote => format!("Quote {}", self.reference),
            DocumentKind::Invoice => format!("Invoice {}", self.reference),
        }
    }

    /// The path of its page.
    pub fn path(&self) -> String {
        match self.kind {
            DocumentKind::Quote => format!("/quotes/{}", self.id),
            DocumentKind::Invoice => format!("/invoices/{}", self.id),
        }
    }

    /// "Quote Q-1023, TEB to PBI"
    pub fn subject(&self) -> String {
        let parts = [self.name(), self.route.clone()];
        parts.iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }

    pub fn about(&self) -> Subject {
        match self.kind {
            DocumentKind::Quote => Subject::Quote(QuoteId(self.id)),
            DocumentKind::Invoice => Subject::Invoice(InvoiceId(self.id)),
        }
    }
}

/// An account that a new thread may be of.
#[derive(Debug, Clone, Deserialize)]
pub struct ThreadAccount {
    pub id: AccountId,
    pub name: String,
}

/// What a thread is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    General,
    Trip(TripId),
    Service(ServiceId),
    Quote(QuoteId),
    Invoice(InvoiceId),
}

impl Subject {
    /// The trip, else the order of services, else nothing in particular.
    pub fn of(trip: Option<TripId>, service: Option<ServiceId>) -> Self {
        trip.map(Self::Trip).or(service.map(Self::Service)).unwrap_or(Self::General)
    }

    pub fn trip(self) -> Option<TripId> {
        if let Self::Trip(id) = self { Some(id) } else { None }
    }

    pub fn service(self) -> Option<ServiceId> {
        if let Self::Service(id) = self { Some(id) } else { None }
    }

    pub fn quote(self) -> Option<QuoteId> {
        if let Self::Quote(id) = self { Some(id) } else { None }
    }

    pub fn invoice(self) -> Option<InvoiceId> {
        if let Self::Invoice(id) = self { Some(id) } else { None }
    }
}
