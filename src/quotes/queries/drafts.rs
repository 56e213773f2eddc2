//! Statements that create, change, send and withdraw a quote.
use super::super::{
    approving::Approval,
    builder::Draft,
    mail as letters,
    pricing::Sale,
    sending::{Revision, Sending, Withdrawal},
};
use crate::{
    db::{
        query::{Bindings, as_json},
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    itineraries::{Leg, route},
    kit::ids::{AccountId, QuoteId, RequestId},
    mail::{self, Letter, Mailing, Recipients},
    requests, workspaces,
};

use super::is_offerable;

/// Creates the first version of a quote, under a new reference.
pub fn create(id: QuoteId, request: RequestId, draft: &Draft) -> Write {
    Write::begin(
        "quote_drafted",
        id,
        begins!(
            staff,
            "JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = :request WHERE ",
            requests::is_open!("r")
        ),
    )
    .bind("id", id)
    .bind("request", request)
    .bind_all(columns(draft))
    .then(follows!(
            "INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, created_at, saved_by, tail_id, vehicle, itinerary, route,
               departs_at, ends_at, passengers, currency, lines, extras, rates, subtotal, tax, total, deposit, deposit_ppm, deposit_fixed, balance_on, balance_days, taxed, valid_until, terms, message)
             SELECT :id, it.workspace_id, (SELECT printf('Q-%d', next) FROM counters WHERE workspace_id = it.workspace_id AND noun = 'quote'),
               r.id, r.account_id, 'draft', it.at, it.actor_id, :tail, :vehicle, :itinerary, :route, :departs_at, :ends_at, :passengers, :currency, :lines, :extras, :rates, :subtotal, :tax, :total, :deposit, :deposit_ppm, :deposit_fixed, :balance_on, :balance_days, :taxed, :valid_until, :terms, :message
             FROM it JOIN requests r ON r.id = :request AND r.workspace_id = it.workspace_id"
        ))
    .with([workspaces::count("quote"), to_approvers(id, draft)])
}

/// Tells those who may approve a draft that it needs that, if it does.
fn to_approvers(id: QuoteId, draft: &Draft) -> Follower {
    let letter = letters::awaits_approval(id, draft);
    mail::to(Recipients::SecondEyes { on: Mailing::Quotes, path: &letter.path }, &letter)
}

pub fn update(id: QuoteId, version: i64, draft: &Draft) -> Write {
    Write::begin(
        "quote_saved",
        id,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :id WHERE q.version = :version AND q.state = 'draft'"
        ),
    )
    .bind("id", id)
    .bind("version", version)
    .bind_all(columns(draft))
    .then(follows!(
            "UPDATE quotes SET version = version + 1, saved_by = (SELECT actor_id FROM it), approved_by = NULL, approved_at = NULL, tail_id = :tail, vehicle = :vehicle, itinerary = :itinerary, route = :route, departs_at = :departs_at, ends_at = :ends_at,
               passengers = :passengers, currency = :currency, lines = :lines, extras = :extras, rates = :rates, subtotal = :subtotal, tax = :tax, total = :total, deposit = :deposit, deposit_ppm = :deposit_ppm, deposit_fixed = :deposit_fixed, balance_on = :balance_on, balance_days = :balance_days,
               taxed = :taxed, valid_until = :valid_until, terms = :terms, message = :message
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
    .with([to_approvers(id, draft)])
}

/// The columns that a draft fills.
fn columns(draft: &Draft) -> Bindings {
    let priced = &draft.priced;
    let departs_at = priced.legs.first().map_or(0, |leg| leg.departs_at);
    let ends_at = priced.legs.iter().map(Leg::ends_at).max();
    let sums = priced.price.sums;
    vec![
        ("tail", draft.tail.into()),
        ("vehicle", draft.vehicle.as_str().into()),
        ("itinerary", as_json(&priced.legs)),
        ("route", route(&priced.legs).into()),
        ("departs_at", departs_at.into()),
        ("ends_at", ends_at.unwrap_or(departs_at).into()),
        ("passengers", priced.passengers.into()),
        ("currency", priced.currency.0.as_str().into()),
        ("lines", as_json(&priced.price.lines)),
        ("extras", as_json(&priced.extras)),
        ("rates", as_json(&priced.rates)),
        ("subtotal", sums.subtotal.into()),
        ("tax", sums.tax.into()),
        ("total", sums.total.into()),
        ("deposit", priced.price.deposit.into()),
        ("deposit_ppm", priced.deposit.ppm.into()),
        ("deposit_fixed", priced.deposit.fixed.into()),
        ("balance_on", priced.balance.date(&priced.legs).map(|date| date.to_string()).into()),
        ("balance_days", priced.balance.days().into()),
        ("taxed", i64::from(priced.sale == Sale::Retail).into()),
        ("valid_until", draft.valid_until.into()),
        ("terms", draft.terms.as_str().into()),
        ("message", draft.message.as_str().into()),
    ]
}

/// Marks the draft as approved, by somebody else than who changed it last.
pub fn approve(it: &Approval) -> Write {
    Write::begin(
        "quote_approved",
        it.quote,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote
             WHERE q.version = :version AND q.state = 'draft' AND q.approved_at IS NULL AND q.saved_by IS NOT me.user_id"
        ),
    )
    .bind("quote", it.quote)
    .bind("version", it.version)
    .then(follows!(
        "UPDATE quotes SET version = version + 1, approved_by = (SELECT actor_id FROM it), approved_at = (SELECT at FROM it)
         WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Marks the quote as sent with these terms, supersedes its earlier versions, marks the request as quoted and mails
/// the account.
pub fn send(it: &Sending, terms: &str, letter: &Letter) -> Write {
    Write::begin(
        "quote_sent",
        it.quote,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote
             JOIN requests r ON r.id = q.request_id AND ",
            requests::is_open!("r"),
            " WHERE q.version = :version AND q.state = 'draft' AND q.valid_until >= :now AND q.total > 0 AND json_array_length(q.lines) > 0
             AND (q.approved_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM workspaces w WHERE w.id = q.workspace_id AND w.quotes_need_approval = 1))
             AND NOT EXISTS (SELECT 1 FROM quotes o WHERE o.request_id = q.request_id AND o.state = 'accepted') AND ",
            is_offerable!("q")
        ),
    )
    .bind("quote", it.quote)
    .bind("version", it.version)
    .bind("request", it.request)
    .bind("reference", it.reference.as_str())
    .bind("revision", it.revision)
    .bind("terms", terms)
    .then(follows!(
        "UPDATE quotes SET state = 'sent', sent_at = (SELECT at FROM it), version = version + 1, terms_template = terms, terms = :terms,
           disclaimers = (SELECT w.quote_disclaimers FROM workspaces w WHERE w.id = workspace_id)
         WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE quotes SET state = 'superseded', version = version + 1
         WHERE request_id = :request AND reference = :reference AND revision < :revision AND workspace_id = (SELECT workspace_id FROM it)
           AND state IN ('sent', 'change_requested')"
    ))
    .with([requests::quoted(it.request), mail::to(Recipients::Clients { account: it.account, mailing: Mailing::Quotes }, letter)])
}

pub fn revise(it: &Revision) -> Write {
    Write::begin(
        "quote_revised",
        it.draft,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :of
             JOIN requests r ON r.id = q.request_id AND ",
            requests::is_open!("r"),
            " WHERE q.version = :version AND q.state IN ('sent', 'change_requested')
             AND NOT EXISTS (SELECT 1 FROM quotes d WHERE d.request_id = q.request_id AND d.reference = q.reference AND d.state = 'draft')"
        ),
    )
    .bind("of", it.of)
    .bind("version", it.version)
    .bind("draft", it.draft)
    .bind("valid_until", it.valid_until)
    .then(follows!(
        "INSERT INTO quotes (id, workspace_id, reference, revision, request_id, account_id, state, created_at, saved_by, tail_id, vehicle, itinerary, route,
           departs_at, ends_at, passengers, currency, lines, extras, rates, subtotal, tax, total, deposit, deposit_ppm, deposit_fixed, balance_on, balance_days, taxed, valid_until, terms, message)
         SELECT :draft, q.workspace_id, q.reference, (SELECT max(n.revision) + 1 FROM quotes n WHERE n.workspace_id = q.workspace_id AND n.reference = q.reference),
           q.request_id, q.account_id, 'draft', it.at, it.actor_id, q.tail_id, q.vehicle, q.itinerary, q.route, q.departs_at, q.ends_at, q.passengers, q.currency,
           q.lines, q.extras, q.rates, q.subtotal, q.tax, q.total, q.deposit, q.deposit_ppm, q.deposit_fixed, q.balance_on, q.balance_days, q.taxed, :valid_until, coalesce(q.terms_template, q.terms), q.message
         FROM it JOIN quotes q ON q.id = :of AND q.workspace_id = it.workspace_id"
    ))
}

pub fn withdraw(it: &Withdrawal) -> Write {
    let write = Write::begin(
        "quote_withdrawn",
        it.quote,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = :quote
             WHERE q.version = :version AND q.state IN ('draft', 'sent')
               AND :leaves_another = EXISTS (SELECT 1 FROM quotes o WHERE o.request_id = q.request_id AND o.id <> q.id AND o.state = 'sent')"
        ),
    )
    .bind("quote", it.quote)
    .bind("version", it.version)
    .bind("leaves_another", i64::from(it.leaves_another))
    .then(follows!(
        "UPDATE quotes SET state = 'withdrawn', version = version + 1 WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ));
    if it.leaves_another { write } else { write.with([requests::reopened(it.request)]) }
}

/// Moves the quotes of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(follows!(
        "UPDATE quotes SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}

/// Marks the quote as to be invoiced again: its invoice was voided.
pub fn uninvoiced(quote: QuoteId) -> Follower {
    Follower::new(follows!(
        "UPDATE quotes SET invoiced_at = NULL WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("quote", quote)
}

/// Marks these quotes as invoiced, by their ids.
pub fn all_invoiced(quotes: &[QuoteId]) -> Follower {
    Follower::new(follows!(
        "UPDATE quotes SET invoiced_at = (SELECT at FROM it) WHERE id IN (SELECT j.value FROM json_each(:quotes) j) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("quotes", as_json(&quotes))
}

/// Marks the quote as invoiced.
pub fn invoiced(quote: QuoteId) -> Follower {
    Follower::new(follows!(
        "UPDATE quotes SET invoiced_at = (SELECT at FROM it) WHERE id = :quote AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("quote", quote)
}
