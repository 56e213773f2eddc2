//! The one list of occasions on which people are told something: for each, who is told by default, and how.
use super::{Mailing, Topic};
use crate::workspaces::Module;
use serde_json::{Map, Value};

/// Something that people are told of.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    /// The stored name, unique on each side.
    pub name: &'static str,
    pub title: &'static str,
    pub audience: Audience,
    /// The events that are this occasion, if they tell this audience.
    pub actions: &'static [&'static str],
    /// Whether it is mailed to clients who chose nothing. It is always shown under the bell at first.
    pub is_mailed: bool,
}

/// Who is told: clients or staff, and by which topic they choose their mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Clients(Mailing),
    Staff(Topic),
}
use Audience::{Clients, Staff};

const fn mailed(
    name: &'static str,
    title: &'static str,
    audience: Audience,
    actions: &'static [&'static str],
) -> Occasion {
    Occasion { name, title, audience, actions, is_mailed: true }
}

/// Those of aircraft owners, whatever the event was.
pub const OWNER_ASKED: &str = "owner_asked";

/// Everything that people are told of. The last ones of a topic are for events without a line of their own, and are named like it.
#[rustfmt::skip]
pub const OCCASIONS: &[Occasion] = &[
    Occasion { is_mailed: false, ..mailed("request_reviewed", "A request is under review", Clients(Mailing::Trips), &["request_reviewed"]) },
    mailed("alternative_proposed", "An alternative is proposed", Clients(Mailing::Trips), &["alternative_proposed"]),
    mailed("request_closed", "A request is declined or has lapsed", Clients(Mailing::Trips), &["request_declined", "request_dropped"]),
    mailed("trip_booked", "A trip is booked", Clients(Mailing::Trips), &["request_booked", "trip_created"]),
    mailed("stage_changed", "A trip moves to another stage or is canceled", Clients(Mailing::Trips), &["trip_moved", "trip_cancelled"]),
    mailed("itinerary_changed", "An itinerary is changed", Clients(Mailing::Trips), &["itinerary_planned", "itinerary_changed", "trip_changed", "trip_fbos_set"]),
    mailed("trip_near", "A trip departs within 24 hours", Clients(Mailing::Trips), &["trip_near"]),
    mailed("document_expiring", "A passenger\u{2019}s document expires soon", Clients(Mailing::Trips), &["document_expiring"]),
    mailed(OWNER_ASKED, "Others want to fly on your aircraft", Clients(Mailing::Trips), &[]),
    mailed("trips", "Anything else about trips", Clients(Mailing::Trips), &[]),
    mailed("quote_sent", "A quote is sent", Clients(Mailing::Quotes), &["quote_sent"]),
    mailed("quote_accepted", "A quote is accepted", Clients(Mailing::Quotes), &["quote_accepted"]),
    mailed("price_reviewed", "The price of a changed trip is reviewed", Clients(Mailing::Quotes), &["price_reviewed"]),
    mailed("quotes", "Anything else about quotes", Clients(Mailing::Quotes), &[]),
    mailed("invoice_issued", "An invoice is issued", Clients(Mailing::Invoices), &["invoice_issued"]),
    mailed("invoice_due", "An invoice is due or overdue", Clients(Mailing::Invoices), &["invoice_reminded"]),
    mailed("statement_sent", "A statement is sent", Clients(Mailing::Invoices), &["statement_sent"]),
    mailed("payment_received", "A payment is received", Clients(Mailing::Invoices), &["payment_recorded", "payment_arrived", "credit_applied"]),
    mailed("payment_refunded", "A payment is refunded", Clients(Mailing::Invoices), &["payment_refunded", "refund_sent"]),
    mailed("invoices", "Anything else about invoices", Clients(Mailing::Invoices), &[]),
    mailed("new_message", "Operations wrote", Clients(Mailing::Messages), &["thread_opened", "message_sent", "message_mailed"]),
    mailed("messages", "Anything else about messages", Clients(Mailing::Messages), &[]),
    mailed("service_answered", "An order of services is answered", Clients(Mailing::Services), &["service_confirmed", "service_amended", "service_completed", "service_declined"]),
    mailed("services", "Anything else about services", Clients(Mailing::Services), &[]),

    mailed("request_received", "A request is received", Staff(Topic::Request), &["request_submitted", "inquiry_sent", "api_lead_sent"]),
    mailed("request_canceled", "A request is withdrawn", Staff(Topic::Request), &["request_cancelled"]),
    mailed("request", "Anything else about requests", Staff(Topic::Request), &[]),
    mailed("quote_accepted", "A quote is accepted", Staff(Topic::Answer), &["quote_accepted"]),
    mailed("quote_declined", "A quote is declined", Staff(Topic::Answer), &["quote_declined"]),
    mailed("changes_requested", "Changes of a quote are requested", Staff(Topic::Answer), &["quote_changes_requested"]),
    mailed("quote_awaits_approval", "A quote needs your approval", Staff(Topic::Answer), &["quote_drafted", "quote_saved"]),
    mailed("invoice_awaits_approval", "An invoice needs your approval", Staff(Topic::Answer), &["invoice_drafted", "invoices_drafted"]),
    mailed("payment_arrived", "A client paid online (accounting)", Staff(Topic::Answer), &["payment_arrived"]),
    mailed("invoice_overdue", "An invoice becomes overdue (accounting)", Staff(Topic::Answer), &["invoice_overdue"]),
    mailed("answer", "Anything else that clients and owners answer", Staff(Topic::Answer), &[]),
    mailed("new_message", "A client wrote", Staff(Topic::Message), &["thread_opened", "message_sent", "message_mailed"]),
    mailed("given", "A request or a conversation is given to you", Staff(Topic::Message), &["thread_assigned", "request_assigned"]),
    mailed("message", "Anything else about messages", Staff(Topic::Message), &[]),
    mailed("service_ordered", "Services are ordered", Staff(Topic::Service), &["service_requested", "trip_service_requested"]),
    mailed("service", "Anything else about services", Staff(Topic::Service), &[]),
    mailed("itinerary_changed", "A client changes an itinerary or an aircraft", Staff(Topic::Trip), &["itinerary_changed", "aircraft_changed"]),
    mailed("trip_near", "A trip departs within 24 hours", Staff(Topic::Trip), &["trip_near"]),
    mailed("document_expiring", "A passenger\u{2019}s document expires soon", Staff(Topic::Trip), &["document_expiring"]),
    mailed("trip", "A client cancels a trip", Staff(Topic::Trip), &["trip_cancelled"]),
    mailed("access", "Somebody asks for access", Staff(Topic::Access), &["sign_up_requested"]),
];

impl Occasion {
    pub fn is_for_staff(&self) -> bool {
        matches!(self.audience, Audience::Staff(_))
    }

    /// The part of the client portal that it leads to; clients of whom it is hidden are told nothing.
    pub fn module(&self) -> Option<Module> {
        match (self.audience, self.name) {
            (Staff(_), _) => None,
            (_, "document_expiring") => Some(Module::Passengers),
            (_, "request_reviewed" | "alternative_proposed" | "request_closed") => {
                Some(Module::Requests)
            }
            (Clients(mailing), _) => mailing.module(),
        }
    }

    /// The occasion of a side with this name.
    pub fn of(name: &str, is_for_staff: bool) -> Option<&'static Self> {
        OCCASIONS.iter().find(|it| it.name == name && it.is_for_staff() == is_for_staff)
    }
}

/// The names of the occasions of a side by action, as JSON for the statements that insert notices.
pub fn by_action(is_for_staff: bool) -> Value {
    let all = OCCASIONS.iter().filter(|it| it.is_for_staff() == is_for_staff);
    let pairs = all.flat_map(|it| it.actions.iter().map(|action| (*action, it.name)));
    Value::Object(
        pairs.map(|(action, name)| (action.to_owned(), name.into())).collect::<Map<_, _>>(),
    )
}

/// The names of those that are not mailed to clients who chose nothing.
pub fn unmailed() -> Vec<&'static str> {
    OCCASIONS.iter().filter(|it| !it.is_mailed).map(|it| it.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn an_occasion_is_named_once_on_each_side_and_an_event_is_one_occasion() {
        for is_for_staff in [false, true] {
            let side = || OCCASIONS.iter().filter(|it| it.is_for_staff() == is_for_staff);
            let names: HashSet<_> = side().map(|it| it.name).collect();
            assert_eq!(names.len(), side().count());
            let actions: Vec<_> = side().flat_map(|it| it.actions).collect();
            assert_eq!(actions.iter().collect::<HashSet<_>>().len(), actions.len());
        }
    }

    #[test]
    fn every_topic_has_an_occasion_for_events_without_a_line_of_their_own() {
        for mailing in Mailing::ALL {
            assert!(Occasion::of(mailing.name(), false).is_some(), "{}", mailing.name());
        }
        for topic in Topic::ALL {
            assert!(Occasion::of(topic.name(), true).is_some(), "{}", topic.name());
        }
    }
}
