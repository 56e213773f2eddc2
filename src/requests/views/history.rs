//! The words for the quotes and the history of a request.
use super::super::queries::{OfferedQuote, OfferedState, RequestEvent};
use crate::{
    kit::{text, zoned::Moment},
    users::Visitor,
};

impl OfferedQuote {
    /// "Q-1001", and with its revision from the second on.
    pub fn name(&self) -> String {
        if self.revision > 1 {
            format!("{}.{}", self.reference, self.revision)
        } else {
            self.reference.clone()
        }
    }

    pub fn amount(&self) -> String {
        self.currency.written(self.total)
    }

    /// Its state in a word; what awaits an answer does so while its request is open.
    pub fn state_now(&self, visitor: &Visitor, is_open: bool) -> (&'static str, &'static str) {
        match self.state {
            OfferedState::Draft => ("off", "Draft"),
            OfferedState::Sent if !is_open => ("off", "Withdrawn"),
            OfferedState::Sent if visitor.now > self.valid_until => ("off", "Expired"),
            OfferedState::Sent if visitor.may_send("/quotes/{id}/acceptance") => {
                ("wait", "Awaiting your answer")
            }
            OfferedState::Sent => ("wait", "Awaiting answer"),
            OfferedState::Accepted => ("ok", "Accepted"),
            OfferedState::Declined => ("off", "Declined"),
            OfferedState::ChangeRequested => ("info", "Changes requested"),
            OfferedState::Superseded => ("off", "Replaced"),
            OfferedState::Withdrawn => ("off", "Withdrawn"),
        }
    }
}

impl RequestEvent {
    pub fn told(&self) -> String {
        if let Some(quote) = &self.quote {
            return self.of_quote(quote);
        }
        let what = match self.action.as_str() {
            "request_submitted" => "Request sent",
            "request_reviewed" => "Taken under review",
            "request_entered" => "Request entered for the client",
            "request_amended" => "Request changed",
            "alternative_proposed" => "Alternative proposed",
            "alternative_accepted" => "Alternative agreed",
            "alternative_refused" => "Alternative refused",
            "alternative_withdrawn" => "Alternative withdrawn",
            "request_assigned" => "Given to",
            "deal_staged" => "Stage",
            "request_booked" => "Trip created",
            "request_lost" => "Marked as lost",
            "request_dropped" => "Closed, as its dates are past",
            "request_declined" => "Request declined",
            "request_cancelled" => "Request canceled",
            other => return sentence(&other.replace('_', " "), &self.note),
        };
        sentence(what, &self.note)
    }

    /// "Quote Q-1001 declined: Price"
    fn of_quote(&self, quote: &str) -> String {
        let what = match self.action.as_str() {
            "quote_acceptance_undone" => {
                return sentence(&format!("Acceptance of quote {quote} undone"), &self.note);
            }
            "quote_changes_requested" => {
                return sentence(&format!("Changes of quote {quote} requested"), &self.note);
            }
            // Their notes are a checksum, and what the page says anyway.
            "quote_sealed" => return format!("Signed copy of quote {quote} stored"),
            "quote_revised" => "drafted as a new version",
            other => other.trim_start_matches("quote_"),
        };
        sentence(&format!("Quote {quote} {}", what.replace('_', " ")), &self.note)
    }

    pub fn moment(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }
}

fn sentence(what: &str, note: &str) -> String {
    let what = text::capitalized(what);
    if note.is_empty() { what } else { format!("{what}: {note}") }
}
