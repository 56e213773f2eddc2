//! Every action that the audit trail knows: its name in the code, its group, the kind of its
//! subject, and its words. A new action is one line here.
use super::words::{
    Group::{self, Access, Mail, Money, People, Quotes, Settings, SigningIn, Trips},
    Noun::{
        self, Account, Block, Claimed, Fbo, Invoice, Key, Lead, Letter, Nothing, Passenger, Person,
        Quote, Rate, Request, Service, SignUp, Tail, Thread, Trip,
    },
};
pub struct Action {
    pub name: &'static str,
    pub group: Group,
    pub noun: Noun,
    /// What was done; `{}` stands for the subject.
    pub words: &'static str,
}

const fn row(name: &'static str, group: Group, noun: Noun, words: &'static str) -> Action {
    Action { name, group, noun, words }
}

#[rustfmt::skip]
pub const ACTIONS: &[Action] = &[
    row("signed_in", SigningIn, Nothing, "Signed in"),
    row("sign_in_failed", SigningIn, Claimed, "Failed to sign in as {}"),
    row("signed_out", SigningIn, Nothing, "Signed out"),
    row("code_asked", SigningIn, Claimed, "Asked for a code by email as {}"),
    row("code_failed", SigningIn, Claimed, "Gave a wrong code as {}"),
    row("account_locked", SigningIn, Claimed, "Was locked out after too many tries as {}"),
    row("proved", SigningIn, Nothing, "Confirmed their identity"),
    row("proof_failed", SigningIn, Nothing, "Failed to confirm their identity"),
    row("factor_shown", SigningIn, Nothing, "Passed the second factor"),
    row("factor_refused", SigningIn, Nothing, "Gave a wrong second factor"),
    row("passkey_refused", SigningIn, Claimed, "Failed to sign in with a passkey as {}"),
    row("passkey_cloned", SigningIn, Claimed, "Used a passkey whose counter decreased as {}"),
    row("factor_locked", SigningIn, Nothing, "Was locked out after too many wrong second factors"),
    row("password_chosen", SigningIn, Nothing, "Chose a permanent password"),
    row("password_changed", SigningIn, Nothing, "Changed their password"),
    row("authenticator_begun", SigningIn, Nothing, "Began to set up an authenticator app"),
    row("authenticator_added", SigningIn, Nothing, "Set up an authenticator app"),
    row("authenticator_removed", SigningIn, Nothing, "Removed their authenticator app"),
    row("passkey_added", SigningIn, Nothing, "Added a passkey"),
    row("passkey_renamed", SigningIn, Nothing, "Renamed a passkey"),
    row("passkey_removed", SigningIn, Nothing, "Removed a passkey"),
    row("recovery_codes_made", SigningIn, Nothing, "Made new recovery codes"),
    row("session_ended", SigningIn, Nothing, "Ended one of their sessions"),
    row("sessions_ended", SigningIn, Nothing, "Signed out everywhere"),
    row("temporary_password_made", Access, Person, "Emailed {} a temporary password"),
    row("client_invited", Access, Person, "Invited {}"),
    row("client_invited_again", Access, Person, "Sent {} a new invitation"),
    row("client_rights_changed", Access, Person, "Changed rights of {}"),
    row("client_access_removed", Access, Person, "Removed access of {}"),
    row("client_access_restored", Access, Person, "Restored access of {}"),
    row("staff_invited", Access, Person, "Invited {} to the staff"),
    row("staff_invited_again", Access, Person, "Sent {} a new invitation to the staff"),
    row("staff_role_changed", Access, Person, "Changed the role of {}"),
    row("staff_removed", Access, Person, "Removed {} from the staff"),
    row("staff_restored", Access, Person, "Restored {} to the staff"),
    row("factors_reset", Access, Person, "Reset the second factor of {}"),
    row("sign_up_requested", Access, Nothing, "Asked for access"),
    row("sign_up_confirmed", Access, SignUp, "Confirmed the address of {}"),
    row("sign_up_confirmation_failed", Access, Nothing, "Failed to confirm the address of a sign-up"),
    row("sign_up_approved", Access, SignUp, "Approved {}"),
    row("sign_up_rejected", Access, SignUp, "Rejected {}"),
    row("feed_made", Access, Nothing, "Made an address for their calendar feed"),
    row("feed_removed", Access, Nothing, "Ended their calendar feed"),
    row("contact_added", People, Person, "Added {}"),
    row("contact_changed", People, Person, "Changed {}"),
    row("contact_deactivated", People, Person, "Deactivated {}"),
    row("contact_restored", People, Person, "Restored {}"),
    row("contact_joined", People, Person, "Added {} to an account"),
    row("contact_left", People, Person, "Removed {} from an account"),
    row("contact_exported", People, Person, "Exported the data of {}"),
    row("contact_erased", People, Person, "Erased the data of {}"),
    row("contacts_merged", People, Person, "Merged another contact into {}"),
    row("lead_added", People, Lead, "Added {}"),
    row("inquiry_sent", People, Lead, "Sent the inquiry of {}"),
    row("lead_changed", People, Lead, "Changed {}"),
    row("lead_converted", People, Lead, "Converted {} into a contact"),
    row("lead_dropped", People, Lead, "Dropped {}"),
    row("lead_reopened", People, Lead, "Reopened {}"),
    row("accounts_merged", People, Account, "Merged another account into {}"),
    row("account_added", People, Account, "Added {}"),
    row("account_changed", People, Account, "Changed {}"),
    row("account_deactivated", People, Account, "Deactivated {}"),
    row("account_restored", People, Account, "Restored {}"),
    row("tail_tied", People, Account, "Linked a tail to {}"),
    row("tail_untied", People, Account, "Unlinked a tail from {}"),
    row("details_changed", People, Person, "Changed contact details of {}"),
    row("preferences_changed", People, Person, "Changed preferences of {}"),
    row("address_change_asked", People, Person, "Asked for another email address of {}"),
    row("address_changed", People, Person, "Changed the email address of {}"),
    row("notices_read", People, Nothing, "Marked their notices as read"),
    row("notices_chosen", People, Nothing, "Chose what they are told"),
    row("emails_stopped", People, Person, "Stopped emails to {}"),
    row("digest_sent", Mail, Person, "Emailed {} what happened"),
    row("trip_near", Trips, Trip, "Told the client that {} departs soon"),
    row("document_expiring", People, Passenger, "Told the client that a document of {} expires"),
    row("passenger_added", People, Passenger, "Added {}"),
    row("passenger_changed", People, Passenger, "Changed {}"),
    row("passenger_removed", People, Passenger, "Removed {}"),
    row("passenger_revealed", People, Passenger, "Had the numbers of {} shown in full"),
    row("manifest_changed", Trips, Trip, "Changed who is on {}"),
    row("manifest_exported", Trips, Trip, "Exported the manifest of {}"),
    row("trip_announced", Trips, Trip, "Told the client of {}"),
    row("itinerary_changed", Trips, Trip, "Changed the itinerary of {}"),
    row("stage_added", Settings, Nothing, "Added a trip stage"),
    row("stage_changed", Settings, Nothing, "Changed a trip stage"),
    row("stage_deleted", Settings, Nothing, "Deleted a trip stage"),
    row("stage_limit_set", Settings, Nothing, "Set the trip stage limit"),
    row("deal_stages_saved", Settings, Nothing, "Changed the stages of deals"),
    row("trip_created", Trips, Trip, "Added {}"),
    row("trip_changed", Trips, Trip, "Changed {}"),
    row("itinerary_planned", Trips, Trip, "Planned the itinerary of {}"),
    row("price_reviewed", Trips, Trip, "Reviewed the price of {}"),
    row("trip_cancelled", Trips, Trip, "Canceled {}"),
    row("aircraft_changed", Trips, Trip, "Changed the aircraft of {}"),
    row("trip_moved", Trips, Trip, "Moved {} to another stage"),
    row("trip_fbos_set", Trips, Trip, "Changed the FBOs of {}"),
    row("trip_service_requested", Trips, Trip, "Asked for a service on {}"),
    row("trip_service_answered", Trips, Trip, "Answered about a service on {}"),
    row("trip_service_canceled", Trips, Trip, "Canceled a service on {}"),
    row("file_added", Trips, Trip, "Added a file to {}"),
    row("file_removed", Trips, Trip, "Removed a file from {}"),
    row("file_audience_set", Trips, Trip, "Changed who sees a file of {}"),
    row("tail_added", Trips, Tail, "Added {} to the fleet"),
    row("tail_changed", Trips, Tail, "Changed {}"),
    row("tail_retired", Trips, Tail, "Took {} out of use"),
    row("tail_restored", Trips, Tail, "Took {} back into use"),
    row("fbo_added", Trips, Fbo, "Added {}"),
    row("fbo_changed", Trips, Fbo, "Changed {}"),
    row("fbo_retired", Trips, Fbo, "Retired {}"),
    row("fbo_restored", Trips, Fbo, "Restored {}"),
    row("service_requested", Trips, Service, "Placed {}"),
    row("service_changed", Trips, Service, "Changed {}"),
    row("service_amended", Trips, Service, "Proposed a change of {}"),
    row("service_confirmed", Trips, Service, "Confirmed {}"),
    row("service_accepted", Trips, Service, "Accepted the change of {}"),
    row("service_completed", Trips, Service, "Completed {}"),
    row("service_declined", Trips, Service, "Declined {}"),
    row("service_canceled", Trips, Service, "Canceled {}"),
    row("fbo_preferred", People, Account, "Chose a preferred FBO of {}"),
    row("fbo_no_longer_preferred", People, Account, "Removed a preferred FBO of {}"),
    row("block_added", Trips, Block, "Added {}"),
    row("block_asked_for", Trips, Block, "Asked for {}"),
    row("block_changed", Trips, Block, "Changed {}"),
    row("block_answered", Trips, Block, "Answered the request for {}"),
    row("block_removed", Trips, Block, "Removed {}"),
    row("block_withdrawn", Trips, Block, "Took back the request for {}"),
    row("owner_asked", Trips, Trip, "Asked the owner about {}"),
    row("owner_answered", Trips, Trip, "Answered as owner about {}"),
    row("owner_overridden", Trips, Trip, "Went ahead without the owner with {}"),
    row("request_submitted", Quotes, Request, "Sent {}"),
    row("request_reviewed", Quotes, Request, "Took {} under review"),
    row("request_assigned", Quotes, Request, "Chose who works on {}"),
    row("deal_staged", Quotes, Request, "Changed the stage of {}"),
    row("request_booked", Quotes, Request, "Made the trip of {}"),
    row("request_entered", Quotes, Request, "Entered {} for a client"),
    row("request_amended", Quotes, Request, "Changed {}"),
    row("alternative_proposed", Quotes, Request, "Proposed an alternative for {}"),
    row("alternative_accepted", Quotes, Request, "Agreed to the alternative for {}"),
    row("alternative_refused", Quotes, Request, "Refused the alternative for {}"),
    row("alternative_withdrawn", Quotes, Request, "Withdrew the alternative for {}"),
    row("request_declined", Quotes, Request, "Declined {}"),
    row("request_lost", Quotes, Request, "Marked {} as lost"),
    row("request_dropped", Quotes, Request, "Dropped {}, whose dates are past"),
    row("times_logged", Trips, Trip, "Logged actual times of {}"),
    row("request_cancelled", Quotes, Request, "Canceled {}"),
    row("quote_drafted", Quotes, Quote, "Drafted {}"),
    row("quote_saved", Quotes, Quote, "Changed {}"),
    row("quote_approved", Quotes, Quote, "Approved {}"),
    row("quote_sent", Quotes, Quote, "Sent {}"),
    row("quote_viewed", Quotes, Quote, "Opened {}"),
    row("quote_downloaded", Quotes, Quote, "Downloaded {}"),
    row("quote_revised", Quotes, Quote, "Drafted a new version of {}"),
    row("quote_withdrawn", Quotes, Quote, "Withdrew {}"),
    row("quote_accepted", Quotes, Quote, "Accepted {}"),
    row("quote_sealed", Quotes, Quote, "Stored the signed copy of {}"),
    row("quote_declined", Quotes, Quote, "Declined {}"),
    row("quote_acceptance_undone", Quotes, Quote, "Undid the acceptance of {}"),
    row("quote_changes_requested", Quotes, Quote, "Asked for changes to {}"),

    row("invoice_drafted", Money, Invoice, "Saved a draft of {}"),
    row("invoices_drafted", Money, Account, "Saved drafts of several invoices to {}"),
    row("invoice_draft_discarded", Money, Invoice, "Discarded a draft of {}"),
    row("invoice_issued", Money, Invoice, "Issued {}"),
    row("invoices_issued", Money, Account, "Issued several invoices to {}"),
    row("invoice_issued_with_others", Money, Invoice, "Issued {} with others"),
    row("deposit_invoiced", Money, Invoice, "Issued {} for a deposit"),
    row("invoice_reminded", Money, Invoice, "Reminded clients of {}"),
    row("invoice_overdue", Money, Invoice, "Told accounting that {} is overdue"),
    row("invoice_viewed", Money, Invoice, "Opened {}"),
    row("invoice_downloaded", Money, Invoice, "Downloaded {}"),
    row("statement_sent", Money, Account, "Mailed the statement of {}"),
    row("statement_downloaded", Money, Account, "Downloaded the statement of {}"),
    row("receipt_downloaded", Money, Account, "Downloaded a receipt of {}"),
    row("invoice_pdf_asked_for", Money, Invoice, "Asked for the PDF of {}"),
    row("invoice_voided", Money, Invoice, "Voided {}"),
    row("invoice_credited", Money, Invoice, "Credited a part of {}"),
    row("payment_recorded", Money, Invoice, "Recorded a payment of {}"),
    row("credit_applied", Money, Invoice, "Applied credit to {}"),
    row("account_paid", Money, Account, "Recorded a payment of {}"),
    row("payment_refunded", Money, Account, "Recorded a refund to {}"),
    row("refund_sent", Money, Account, "Sent a refund to {}"),
    row("refund_refused", Money, Account, "The provider refused a refund to {}"),
    row("surcharge_waived", Money, Account, "Changed the card surcharge of {}"),
    row("payment_begun", Money, Account, "Began to pay online for {}"),
    row("payment_reopened", Money, Account, "Tried again to pay online for {}"),
    row("payment_arrived", Money, Account, "Received an online payment of {}"),
    row("payment_pending", Money, Account, "Waited for the bank of {}"),
    row("payment_failed", Money, Account, "An online payment of {} failed"),
    row("payment_disputed", Money, Account, "The bank of {} disputed a payment"),

    row("thread_opened", Mail, Thread, "Began {}"),
    row("message_sent", Mail, Thread, "Wrote in {}"),
    row("mail_came_back", Mail, Letter, "Heard what became of {}"),
    row("mail_arrived", Mail, Thread, "Emailed an answer to {}"),
    row("message_mailed", Mail, Thread, "Answered {} by email"),
    row("thread_state_set", Mail, Thread, "Changed the state of {}"),
    row("thread_assigned", Mail, Thread, "Chose who answers {}"),
    row("thread_noted", Mail, Thread, "Noted something about {}"),
    row("canned_answer_added", Settings, Nothing, "Added a canned answer"),
    row("canned_answer_changed", Settings, Nothing, "Changed a canned answer"),
    row("canned_answer_removed", Settings, Nothing, "Removed a canned answer"),
    row("mail_sent_again", Mail, Letter, "Sent {} again"),

    row("rate_added", Settings, Rate, "Added {}"),
    row("rate_ended", Settings, Rate, "Set the last day of {}"),
    row("setup_dismissed", Settings, Nothing, "Put the list of first steps away"),
    row("api_key_made", Settings, Key, "Made {}"),
    row("api_key_revoked", Settings, Key, "Revoked {}"),
    row("api_lead_sent", People, Lead, "Sent a request of {}"),
    row("domain_added", Settings, Nothing, "Added a domain"),
    row("domain_checked", Settings, Nothing, "Checked a domain"),
    row("domain_moved", Settings, Nothing, "Found a domain changed"),
    row("domain_removed", Settings, Nothing, "Removed a domain"),
    row("workspace_moved", Settings, Nothing, "Moved the portal to another database"),
    row("logo_changed", Settings, Nothing, "Changed the logo"),
    row("settings_changed", Settings, Nothing, "Changed settings"),
];

/// The action with this name in the code.
pub fn action(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().find(|it| it.name == name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::workspaces::Trade;

    #[test]
    fn an_action_is_named_once_and_reads_as_a_sentence() {
        for (i, it) in ACTIONS.iter().enumerate() {
            assert!(!ACTIONS.iter().skip(i + 1).any(|other| other.name == it.name), "{}", it.name);
            assert!(it.words.starts_with(char::is_uppercase), "{}", it.words);
            assert_eq!(it.words.contains("{}"), it.noun != Noun::Nothing, "{}", it.words);
        }
        for group in Group::ALL {
            let words: Vec<_> = group.actions().map(|it| it.in_general(Trade::Air)).collect();
            for (i, it) in words.iter().enumerate() {
                assert!(!words.iter().skip(i + 1).any(|other| other == it), "twice: {it}");
            }
            assert_eq!(Group::of(group.word()), Some(group));
            assert!(group.actions().next().is_some(), "{}: is empty", group.name());
        }
    }

    #[test]
    fn an_action_names_its_subject_if_it_is_known() {
        let accepted = action("quote_accepted").unwrap();
        let told =
            |before: &str, subject: &str| (before.to_owned(), subject.to_owned(), String::new());
        assert_eq!(accepted.told(Some("Q-1023"), Trade::Air), told("Accepted ", "quote Q-1023"));
        assert_eq!(accepted.in_general(Trade::Air), "Accepted a quote");
        assert_eq!(action("signed_in").unwrap().in_general(Trade::Air), "Signed in");
        let failed = action("sign_in_failed").unwrap();
        let named = told("Failed to sign in as ", "Mira");
        assert_eq!(failed.told(Some("Mira"), Trade::Air), named);
        assert_eq!(failed.in_general(Trade::Air), "Failed to sign in");
    }
}
