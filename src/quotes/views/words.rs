//! The words for a quote's standing and its history.
use super::super::{ListedQuote, Standing, queries::QuoteEvent, standing};
use crate::{users::Visitor, workspaces::Face};

impl Standing {
    pub fn class(self) -> &'static str {
        match self {
            Self::Awaiting | Self::ChangesRequested => "wait",
            Self::Accepted | Self::Booked => "ok",
            Self::Draft => "info",
            Self::Expired | Self::Declined | Self::Replaced | Self::Withdrawn => "off",
        }
    }

    /// The word that clients read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Awaiting => "Awaiting your answer",
            Self::Expired => "Expired",
            Self::Accepted => "Accepted",
            Self::Booked => "Booked",
            Self::Declined => "Declined",
            Self::ChangesRequested => "Changes requested",
            Self::Replaced => "Replaced",
            Self::Withdrawn => "Withdrawn",
        }
    }

    /// The word for this client, who may not be allowed to answer.
    pub fn word_for(self, visitor: &Visitor) -> &'static str {
        if visitor.may_send("/quotes/{id}/acceptance") { self.word() } else { self.staff_word() }
    }

    /// The word that staff read.
    pub fn staff_word(self) -> &'static str {
        match self {
            Self::Awaiting => "Awaiting an answer",
            Self::Draft
            | Self::Expired
            | Self::Accepted
            | Self::Booked
            | Self::Declined
            | Self::ChangesRequested
            | Self::Replaced
            | Self::Withdrawn => self.word(),
        }
    }

    /// The sentence in the place of the answer form.
    pub fn remark(self) -> &'static str {
        match self {
            Self::Awaiting | Self::Draft | Self::Accepted | Self::Booked => "",
            Self::Expired => "Request changes to get a new version.",
            Self::Declined => {
                "You declined this quote. Request the trip again if your plans change."
            }
            Self::ChangesRequested => {
                "We are preparing a new version and will email you when it is ready."
            }
            Self::Replaced => "It was replaced by another quote for this trip.",
            Self::Withdrawn => "This offer was withdrawn. Call us if you still want to travel.",
        }
    }
}

impl ListedQuote {
    pub fn standing(&self, visitor: &Visitor) -> Standing {
        standing(self.state, self.request_state, self.trip_kind, self.valid_until, visitor.now)
    }

    pub fn name(&self) -> String {
        super::super::named(&self.reference, self.revision)
    }

    pub fn departs(&self, visitor: &Visitor) -> String {
        visitor.day_in(self.departs_at, &self.zone).day_and_year()
    }

    /// Until when it can be answered, or could be; empty once it was answered.
    pub fn valid(&self, visitor: &Visitor) -> String {
        if self.standing(visitor).has_validity() {
            visitor.moment(self.valid_until).full()
        } else {
            String::new()
        }
    }

    pub fn amount(&self) -> String {
        self.currency.written(self.total)
    }
}

impl QuoteEvent {
    pub fn what(&self) -> String {
        let what = match self.action.as_str() {
            "quote_drafted" => "Drafted",
            "quote_revised" => "Drafted as a new version",
            "quote_saved" => "Saved",
            "quote_approved" => "Approved",
            "quote_sent" => "Sent",
            "quote_accepted" => "Accepted",
            "quote_acceptance_undone" => "Acceptance undone",
            "quote_declined" => "Declined",
            "quote_changes_requested" => "Changes requested",
            "quote_withdrawn" => "Withdrawn",
            other => other,
        };
        match self.action.as_str() {
            "quote_accepted" => format!("{what}, signed “{}”", self.note),
            _ if self.note.is_empty() => what.to_owned(),
            _ => format!("{what}: {}", self.note),
        }
    }

    /// The person's name; for clients also the IP address they answered from.
    pub fn who(&self) -> String {
        match self.face {
            Face::Client if !self.address.is_empty() => format!("{}, {}", self.actor, self.address),
            Face::Client | Face::Ops => self.actor.clone(),
        }
    }

    pub fn when(&self, visitor: &Visitor) -> String {
        visitor.moment(self.at).full()
    }

    pub fn machine(&self, visitor: &Visitor) -> String {
        visitor.moment(self.at).machine()
    }
}
