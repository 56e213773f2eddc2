//! Statements that record a client's answer.
use super::super::{
    DeclineReason,
    acceptance::{Acceptance, Objection},
    extras::Chosen,
    jobs::{AcceptanceReceipt, AcceptanceToSeal},
    undoing::Undoing,
};
use crate::{
    db::{
        query::as_json,
        scope::{client, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::{ids::QuoteId, text},
    mail::{self, Letter, Mailing, Recipients, Topic},
    outbox, requests, trips,
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
/// `letter` is for staff, `receipt` for the client. What was agreed to is kept with its digest, and from which `device`.
pub fn accept(
    it: &Acceptance,
    device: &str,
    letter: &Letter,
    receipt: &AcceptanceReceipt,
) -> Write {
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
    .bind("account_name", it.account.as_str())
    .bind("device", device)
    .bind("po_number", it.po_number.as_str())
    .bind("document", it.document.as_str())
    .bind("sha256", text::sha256(&it.document))
    .note(&it.name)
    .then(follows!(
        "UPDATE quotes SET state = 'accepted', version = version + 1, answered_at = (SELECT at FROM it), answered_by = :name
         WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE quotes SET stood = state, state = 'superseded', version = version + 1
         WHERE request_id = :request AND id <> :quote AND workspace_id = (SELECT workspace_id FROM it) AND state IN ('sent', 'change_requested')"
    ))
    .then(follows!(
        "INSERT INTO acceptances (id, workspace_id, quote_id, version, user_id, name, account, address, device, po_number, document, sha256, at)
         SELECT it.id, it.workspace_id, :quote, :version, it.actor_id, :name, :account_name, coalesce((SELECT e.address FROM events e WHERE e.id = it.id), ''), :device,
           :po_number, :document, :sha256, it.at FROM it"
    ))
    .with(it.chosen.as_ref().map(|chosen| choose(it.quote, chosen)))
    .with(trips::born_of(&it.trip))
    .with([trips::booked_at_once(it.trip.id)])
    .then(follows!("UPDATE quotes SET trip_id = :trip WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"))
    .with([
        requests::won(it.request, it.trip.id),
        mail::to(Recipients::Topic(Topic::Answer), letter),
        mail::to(Recipients::Clients { account, mailing: Mailing::Quotes }, receipt),
        outbox::put(&AcceptanceToSeal),
    ])
}

/// Undoes an acceptance: the quote awaits its answer again, as do those that it replaced, its request is quoted, its trip is canceled, and the account
/// is told. What was kept of the acceptance stays, with the reason.
pub fn undo(it: &Undoing, letter: &Letter) -> Write {
    Write::begin(
        "quote_acceptance_undone",
        it.quote,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote AND q.version = :version AND q.state = 'accepted'
             WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued')
               AND (q.trip_id IS NULL OR EXISTS (SELECT 1 FROM stages x WHERE x.workspace_id = q.workspace_id AND x.kind = 'cancelled'))"
        ),
    )
    .bind("quote", it.quote)
    .bind("request", it.request)
    .bind("version", it.version)
    .bind("reason", it.reason.as_str())
    .note(&it.reason)
    .then(follows!(
        "UPDATE quotes SET state = 'sent', version = version + 1, answered_at = NULL, answered_by = '', trip_id = NULL
         WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE quotes SET state = stood, stood = NULL, version = version + 1
         WHERE request_id = :request AND workspace_id = (SELECT workspace_id FROM it) AND state = 'superseded' AND stood IS NOT NULL"
    ))
    .then(follows!(
        "UPDATE acceptances SET undone_at = (SELECT at FROM it), undone_for = :reason WHERE quote_id = :quote AND undone_at IS NULL
           AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(it.unchosen.as_ref().map(|unchosen| unchoose(it.quote, unchosen)))
    .with(it.trip.into_iter().flat_map(trips::canceled))
    .with([
        requests::requoted(it.request),
        mail::to(Recipients::Clients { account: it.account, mailing: Mailing::Quotes }, letter),
    ])
}

/// Stores what was chosen among the extras, and what the quote comes to with it.
fn choose(quote: QuoteId, it: &Chosen) -> Follower {
    let follower = Follower::new(follows!(
        "UPDATE quotes SET lines = :lines, extras = :extras, subtotal = :subtotal, tax = :tax, total = :total, deposit = :deposit, terms = :terms
         WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ));
    priced(follower, quote, it).bind("terms", it.terms.as_str())
}

/// Takes the choice back. The terms have no figures again.
fn unchoose(quote: QuoteId, it: &Chosen) -> Follower {
    let follower = Follower::new(follows!(
        "UPDATE quotes SET lines = :lines, extras = :extras, subtotal = :subtotal, tax = :tax, total = :total, deposit = :deposit,
           terms = coalesce(terms_template, terms)
         WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ));
    priced(follower, quote, it)
}

fn priced(follower: Follower, quote: QuoteId, it: &Chosen) -> Follower {
    follower
        .bind("quote", quote)
        .bind("lines", as_json(&it.lines))
        .bind("extras", as_json(&it.extras))
        .bind("subtotal", it.subtotal)
        .bind("tax", it.tax)
        .bind("total", it.total)
        .bind("deposit", it.deposit)
}

/// Marks the quote as declined, puts the request under review again unless another quote awaits an answer, and mails
/// staff. `note` says why, for the history.
pub fn decline(it: &Objection, note: &str, letter: &Letter) -> Write {
    Write::begin(
        "quote_declined",
        it.quote,
        begins!(client, unanswered!(), " AND q.valid_until >= :now"),
    )
    .bind("quote", it.quote)
    .bind("version", it.version)
    .note(note)
    .with([
        answered(it, "declined"),
        requests::answered(it.request),
        mail::to(Recipients::Topic(Topic::Answer), letter),
    ])
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
