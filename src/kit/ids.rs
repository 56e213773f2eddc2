//! One type for each kind of id, so that the id of a quote cannot be passed for the id of a trip.
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The ten random bytes of a `UUIDv7`.
pub type Chance = [u8; 10];

macro_rules! ids { ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
    $(#[$doc])*
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(transparent)]
    pub struct $name(pub Uuid);
    impl $name {
        /// A new id. Ids sort by the time at which they were made.
        #[allow(dead_code)] // some ids are only made by migrations and the demo data
        pub fn new(now: i64, chance: &Chance) -> Self {
            let millis = u64::try_from(now).unwrap_or_default();
            Self(uuid::Builder::from_unix_timestamp_millis(millis, chance).into_uuid())
        }
    }
    impl fmt::Display for $name {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
    }
    impl FromStr for $name {
        type Err = uuid::Error;
        fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
    }
    impl From<$name> for crate::db::query::Value {
        fn from(id: $name) -> Self { Self::Text(id.to_string()) }
    }
)+ }; }
ids!(
    WorkspaceId,
    AccountId,
    ContactId,
    LeadId,
    UserId,
    TailId,
    PassengerId,
    StageId,
    TripId,
    LegId,
    RequestId,
    DealStageId,
    AlternativeId,
    QuoteId,
    RateId,
    InvoiceId,
    CreditNoteId,
    PaymentId,
    RefundId,
    AttemptId,
    ThreadId,
    MessageId,
    NoteId,
    MailId,
    CannedId,
    EventId,
    SignUpId,
    PasskeyId,
    FboId,
    BlockId,
    ServiceId,
    ExtraId,
    FileId,
    DomainId,
    ApiKeyId,
);
