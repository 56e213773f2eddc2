//! Statements that record a client's answer.
use super::super::{
    DeclineReason,
    acceptance::{Acceptance, Objection},
};
use crate::{
    db::{
        scope::client,
        write::{Follower, Write, begins, follows},
    },
    mail::{self, Letter, Mailing, Recipients, Topic},
    requests, trips,
};

use super::is_offerable;

/// Finds the quote if it still awaits an answer, its request is open, and it is still the version that
/// was read.
macro_rules! unanswered {
    () => {
        concat!(
            "JOIN my_accounts m JOIN quotes q ON q.account_id = m.account_id AND q.id = :quote AND q.sent_at IS NOT NULL
             JOIN requests r ON r.id = q.request_id AND ",
            requests::is_open!("r"),
            " WHERE q.version = :version AND q.state = 'sent'"
        )
    };
}

/// Marks the quote as accepted and supersedes its siblings, creates the trip, marks the request as
/// won and mails both sides.
///
/// `letter` is for staff, `receipt` for the client.
pub fn accept(it: &Acceptance, letter: &Letter, receipt: &Letter) -> Write {
    let account = it.trip.account;
    Write::begin(
        "quote_accepted",
        it.quote,
        begins!(
            client,
            unanswered!(),
            " AND q.valid_until >= :now AND NOT EXISTS (SELECT 1 FROM quotes o WHERE o.request_id = q.request_id AND o.state = 'accepted') AND ",
            is_offerable!("q")
        ),
    )
    .bind("quote", it.quote)
    .bind("version", it.version)
    .bind("name", it.name.as_str())
    .bind("request", it.request)
    .bind("trip", it.trip.id)
    .note(&it.name)
    .then(follows!(
        "UPDATE quotes SET state = 'accepted', version = version + 1, answered_at = (SELECT at FROM it), answered_by = :name
         WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE quotes SET state = 'superseded', version = version + 1
         WHERE request_id = :request AND id <> :quote AND workspace_id = (SELECT workspace_id FROM it) AND state IN ('sent', 'change_requested')"
    ))
    .with(trips::born_of(&it.trip))
    .then(follows!("UPDATE quotes SET trip_id = :trip WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"))
    .with([
        requests::won(it.request, it.trip.id),
        mail::to(Recipients::Topic(Topic::Answer), letter),
        mail::to(Recipients::Clients { account, mailing: Mailing::Quotes }, receipt),
    ])
}

/// Marks the quote as declined and mails staff. `note` says why, for the history.
pub fn decline(it: &Objection, note: &str, letter: &Letter) -> Write {
    Write::begin(
        "quote_declined",
        it.quote,
        begins!(client, unanswered!(), " AND q.valid_until >= :now"),
    )
    .bind("quote", it.quote)
    .bind("version", it.version)
    .note(note)
    .with([answered(it, "declined"), mail::to(Recipients::Topic(Topic::Answer), letter)])
}

/// Records a request for changes, puts the request under review again and mails staff.
pub fn ask_for_changes(it: &Objection, letter: &Letter) -> Write {
    Write::begin("quote_changes_requested", it.quote, begins!(client, unanswered!()))
        .bind("quote", it.quote)
        .bind("version", it.version)
        .note(&it.words)
        .with([
            answered(it, "change_requested"),
            requests::reopened(it.request),
            mail::to(Recipients::Topic(Topic::Answer), letter),
        ])
}

fn answered(it: &Objection, state: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE quotes SET state = :state, version = version + 1, answered_at = (SELECT at FROM it), answer = :words, declined_for = :reason,
           answered_by = coalesce((SELECT u.name FROM it JOIN users u ON u.id = it.actor_id), '')
         WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("quote", it.quote)
    .bind("words", it.words.as_str())
    .bind("reason", it.reason.map(DeclineReason::code))
    .bind("state", state)
}
