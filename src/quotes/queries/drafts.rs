//! Statements that make, change, send and withdraw a quote.
use super::super::{
    builder::Draft,
    pricing::Sale,
    sending::{Revision, Sending, Withdrawal},
};
use crate::{
    db::{
        query::{Value, as_json},
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    itineraries::{Leg, route},
    kit::ids::{AccountId, QuoteId, RequestId},
    mail::{self, Letter, Mailing, Recipients},
    requests, workspaces,
};

/// A first version, under a reference of its own.
pub fn create(id: QuoteId, request: RequestId, draft: &Draft) -> Write {
    let mut params = vec![id.into(), request.into()];
    params.extend(columns(draft));
    Write::begin(
        "quote_drafted",
        id,
        begins!(
            staff,
            "JOIN requests r ON r.workspace_id = me.workspace_id AND r.id = ?13 WHERE r.state IN ('submitted', 'under_review', 'quoted')"
        ),
        [request.into()],
    )
    .then(
        follows!(
            "INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, created_at, tail_id, vehicle, itinerary, route,
               departs_at, ends_at, passengers, currency, lines, subtotal, tax, total, deposit, deposit_ppm, taxed, valid_until, terms, message)
             SELECT ?2, it.workspace_id, (SELECT printf('Q-%d', next) FROM counters WHERE workspace_id = it.workspace_id AND noun = 'quote'),
               r.id, r.account_id, 'draft', it.at, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21
             FROM it JOIN requests r ON r.id = ?3 AND r.workspace_id = it.workspace_id"
        ),
        params,
    )
    .with([workspaces::count("quote")])
}

pub fn update(id: QuoteId, version: i64, draft: &Draft) -> Write {
    let mut params = vec![id.into()];
    params.extend(columns(draft));
    Write::begin(
        "quote_saved",
        id,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = ?13 WHERE q.version = ?14 AND q.state = 'draft'"
        ),
        [id.into(), version.into()],
    )
    .then(
        follows!(
            "UPDATE quotes SET version = version + 1, tail_id = ?3, vehicle = ?4, itinerary = ?5, route = ?6, departs_at = ?7, ends_at = ?8,
               passengers = ?9, currency = ?10, lines = ?11, subtotal = ?12, tax = ?13, total = ?14, deposit = ?15, deposit_ppm = ?16,
               taxed = ?17, valid_until = ?18, terms = ?19, message = ?20
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        params,
    )
}

/// The columns a draft fills, in the order both statements name them.
fn columns(draft: &Draft) -> Vec<Value> {
    let departs_at = draft.legs.first().map_or(0, |leg| leg.departs_at);
    let ends_at = draft.legs.iter().map(Leg::ends_at).max();
    let sums = draft.price.sums;
    vec![
        draft.tail.into(),
        draft.vehicle.as_str().into(),
        as_json(&draft.legs),
        route(&draft.legs).into(),
        departs_at.into(),
        ends_at.unwrap_or(departs_at).into(),
        draft.passengers.into(),
        draft.currency.0.as_str().into(),
        as_json(&draft.price.lines),
        sums.subtotal.into(),
        sums.tax.into(),
        sums.total.into(),
        draft.price.deposit.into(),
        draft.deposit_ppm.into(),
        i64::from(draft.sale == Sale::Retail).into(),
        draft.valid_until.into(),
        draft.terms.as_str().into(),
        draft.message.as_str().into(),
    ]
}

/// The client may answer it from now on, and no earlier version of it any more.
pub fn send(it: &Sending, letter: &Letter) -> Write {
    Write::begin(
        "quote_sent",
        it.quote,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = ?13
             JOIN requests r ON r.id = q.request_id AND r.state IN ('submitted', 'under_review', 'quoted')
             WHERE q.version = ?14 AND q.state = 'draft' AND q.valid_until >= ?3 AND q.total > 0 AND json_array_length(q.lines) > 0
               AND NOT EXISTS (SELECT 1 FROM quotes o WHERE o.request_id = q.request_id AND o.state = 'accepted')"
        ),
        [it.quote.into(), it.version.into()],
    )
    .then(
        follows!(
            "UPDATE quotes SET state = 'sent', sent_at = (SELECT at FROM it), version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.quote.into()],
    )
    .then(
        follows!(
            "UPDATE quotes SET state = 'superseded', version = version + 1
             WHERE request_id = ?2 AND reference = ?3 AND revision < ?4 AND workspace_id = (SELECT workspace_id FROM it)
               AND state IN ('sent', 'change_requested')"
        ),
        [it.request.into(), it.reference.as_str().into(), it.revision.into()],
    )
    .with([requests::quoted(it.request), mail::to(Recipients::Clients { account: it.account, mailing: Mailing::Quotes }, letter)])
}

pub fn revise(it: &Revision) -> Write {
    Write::begin(
        "quote_revised",
        it.draft,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = ?13
             JOIN requests r ON r.id = q.request_id AND r.state IN ('submitted', 'under_review', 'quoted')
             WHERE q.version = ?14 AND q.state IN ('sent', 'change_requested')
               AND NOT EXISTS (SELECT 1 FROM quotes d WHERE d.request_id = q.request_id AND d.reference = q.reference AND d.state = 'draft')"
        ),
        [it.of.into(), it.version.into()],
    )
    .then(
        follows!(
            "INSERT INTO quotes (id, workspace_id, reference, revision, request_id, account_id, state, created_at, tail_id, vehicle, itinerary, route,
               departs_at, ends_at, passengers, currency, lines, subtotal, tax, total, deposit, deposit_ppm, taxed, valid_until, terms, message)
             SELECT ?2, q.workspace_id, q.reference, (SELECT max(n.revision) + 1 FROM quotes n WHERE n.workspace_id = q.workspace_id AND n.reference = q.reference),
               q.request_id, q.account_id, 'draft', it.at, q.tail_id, q.vehicle, q.itinerary, q.route, q.departs_at, q.ends_at, q.passengers, q.currency,
               q.lines, q.subtotal, q.tax, q.total, q.deposit, q.deposit_ppm, q.taxed, ?4, q.terms, q.message
             FROM it JOIN quotes q ON q.id = ?3 AND q.workspace_id = it.workspace_id"
        ),
        [it.draft.into(), it.of.into(), it.valid_until.into()],
    )
}

pub fn withdraw(it: &Withdrawal) -> Write {
    let write = Write::begin(
        "quote_withdrawn",
        it.quote,
        begins!(
            staff,
            "JOIN quotes q ON q.workspace_id = me.workspace_id AND q.id = ?13
             WHERE q.version = ?14 AND q.state IN ('draft', 'sent')
               AND ?15 = EXISTS (SELECT 1 FROM quotes o WHERE o.request_id = q.request_id AND o.id <> q.id AND o.state = 'sent')"
        ),
        [it.quote.into(), it.version.into(), i64::from(it.leaves_another).into()],
    )
    .then(
        follows!(
            "UPDATE quotes SET state = 'withdrawn', version = version + 1 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [it.quote.into()],
    );
    if it.leaves_another { write } else { write.with([requests::reopened(it.request)]) }
}

/// Has the quotes of an account that is merged into another be of that.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE quotes SET account_id = ?3 WHERE account_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [from.into(), to.into()],
    )
}
