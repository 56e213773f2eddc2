//! Every change has a limit on how often it may be asked for, or a reason to have none.
use crate::{audit::ACTIONS, testing::cast::*};

/// Actions without a row in the table `limits`: the reason, and their names.
const UNLIMITED: &[(&str, &[&str])] = &[
    (
        "is a try to sign in, which has counters of its own",
        &[
            "signed_in",
            "sign_in_failed",
            "code_asked",
            "code_failed",
            "account_locked",
            "proved",
            "proof_failed",
            "factor_shown",
            "factor_refused",
            "passkey_refused",
            "passkey_cloned",
            "factor_locked",
            "sign_up_confirmed",
            "sign_up_confirmation_failed",
        ],
    ),
    (
        "happens once: its guard asks for a state that it ends",
        &[
            "password_chosen",
            "authenticator_added",
            "authenticator_removed",
            "passkey_removed",
            "session_ended",
            "sessions_ended",
            "signed_out",
            "client_access_removed",
            "staff_removed",
            "contact_deactivated",
            "contacts_merged",
            "accounts_merged",
            "lead_dropped",
            "account_deactivated",
            "address_changed",
            "passenger_removed",
            "alternative_accepted",
            "alternative_refused",
            "request_booked",
            "request_declined",
            "request_lost",
            "request_cancelled",
            "trip_cancelled",
            "quote_withdrawn",
            "quote_accepted",
            "quote_sealed",
            "quote_declined",
            "quote_changes_requested",
            "request_reviewed",
            "fbo_retired",
            "tail_retired",
            "service_accepted",
            "service_canceled",
            "trip_service_canceled",
            "fbo_no_longer_preferred",
            "credit_applied",
            "payment_arrived",
            "refund_sent",
            "refund_refused",
            "payment_pending",
            "payment_failed",
            "payment_disputed",
            "block_removed",
            "block_withdrawn",
            "feed_removed",
            "file_removed",
            "canned_answer_removed",
        ],
    ),
    (
        "changes a row that exists, and mails nobody but whoever did it",
        &[
            "password_changed",
            "passkey_renamed",
            "client_rights_changed",
            "surcharge_waived",
            "staff_role_changed",
            "contact_restored",
            "contact_joined",
            "contact_left",
            "lead_changed",
            "lead_reopened",
            "account_changed",
            "account_restored",
            "tail_tied",
            "tail_untied",
            "fbo_changed",
            "fbo_restored",
            "tail_changed",
            "tail_restored",
            "fbo_preferred",
            "details_changed",
            "preferences_changed",
            "passenger_changed",
            "quote_saved",
            "rate_ended",
            "settings_changed",
            "domain_removed",
            "setup_dismissed",
            "contact_erased",
            "price_reviewed",
            "stage_changed",
            "times_logged",
            "stage_deleted",
            "stage_limit_set",
            "file_audience_set",
            "thread_state_set",
            "canned_answer_changed",
            "notices_read",
            "notices_chosen",
            "emails_stopped",
        ],
    ),
    ("has a limit of five in an hour in its guard", &["address_change_asked"]),
    (
        "is the portal\u{2019}s own, or follows another change",
        &[
            "temporary_password_made",
            "trip_announced",
            "request_dropped",
            "mail_came_back",
            "mail_arrived",
            "message_mailed",
            "digest_sent",
            "trip_near",
            "document_expiring",
            "domain_moved",
            "workspace_moved",
            "invoice_reminded",
            "invoice_issued_with_others",
        ],
    ),
    (
        "is recorded with a page that is read",
        &["invoice_viewed", "invoice_downloaded", "statement_downloaded", "receipt_downloaded"],
    ),
];

#[test]
fn every_action_has_a_limit_or_a_reason_to_have_none() {
    let limited = Portal::open("").app.db.rows("SELECT action FROM limits");
    let limited: Vec<&str> = limited.iter().map(|row| row[0].1.as_str()).collect();
    let unlimited: Vec<&str> = UNLIMITED.iter().flat_map(|(_, names)| *names).copied().collect();
    for action in ACTIONS {
        let places =
            [&limited, &unlimited].map(|list| list.iter().filter(|it| **it == action.name).count());
        assert_eq!(
            places.iter().sum::<usize>(),
            1,
            "{}: is in {places:?}. Give it a row in the table `limits`, or a reason in UNLIMITED",
            action.name
        );
    }
    for name in limited.iter().chain(&unlimited) {
        assert!(ACTIONS.iter().any(|action| action.name == *name), "{name}: is no action");
    }
}
