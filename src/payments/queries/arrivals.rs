//! Statements about what a provider tells, and about asking it. They work for every workspace.
use super::attempts::attempt;
use crate::{
    db::{
        query::{Query, as_json},
        scope::system,
        write::{Write, begins, follows},
    },
    invoices,
    kit::ids::{InvoiceId, PaymentId, WorkspaceId},
    mail::{self, Letter, Mailing, Recipients},
    payments::{
        Attempt, AttemptState, Received,
        arriving::Arrival,
        jobs::PaymentReceipt,
        provider::notice::{Dispute, Notice},
    },
};
use serde::Deserialize;

/// What is known of the workspace whose attempt a provider tells of.
#[derive(Debug, Clone, Deserialize)]
pub struct Setting {
    pub zone: String,
    /// The canonical host of its client portal.
    #[allow(dead_code)] // only the page that plays a provider leads back to it
    pub host: String,
    /// Whether this was told before.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_known: bool,
}

/// Finds the attempt by its id, or by the provider's id of the payment.
macro_rules! told {
    () => {
        "FROM (SELECT x.id FROM attempts x WHERE x.id = :attempt
               UNION SELECT x.id FROM attempts x INDEXED BY attempts_by_intent WHERE x.intent = :intent LIMIT 1) f JOIN attempts t ON t.id = f.id "
    };
}

pub fn attempt_of(notice: &Notice) -> Query<Option<Attempt>> {
    Query::new(attempt!(told!()))
        .bind("attempt", notice.attempt)
        .bind("intent", notice.intent.clone())
}

pub fn setting_of(notice: &Notice) -> Query<Option<Setting>> {
    Query::new(concat!(
        "SELECT w.zone, coalesce((SELECT h.host FROM hosts h WHERE h.workspace_id = w.id AND h.face = 'client' AND h.is_canonical = 1), '') AS host,
           EXISTS (SELECT 1 FROM provider_events e WHERE e.id = :notice) AS is_known ",
        told!(),
        "JOIN workspaces w ON w.id = t.workspace_id"
    ))
    .bind("attempt", notice.attempt)
    .bind("intent", notice.intent.clone())
    .bind("notice", notice.id.as_str())
}

/// The payment that arrived by the attempt.
pub fn payment_of(notice: &Notice) -> Query<Option<Received>> {
    Query::new(received!(
        told!(),
        "JOIN payments p INDEXED BY payments_of_attempt ON p.attempt_id = t.id JOIN accounts a ON a.id = p.account_id"
    ))
    .bind("attempt", notice.attempt)
    .bind("intent", notice.intent.clone())
}

/// Notes what was told, so that it changes nothing when it is told again.
macro_rules! noted {
    () => {
        follows!(
            "INSERT INTO provider_events (id, workspace_id, attempt_id, kind, at) SELECT :notice, it.workspace_id, :attempt, :kind, it.at FROM it"
        )
    };
}

/// Records a payment that arrived. Each invoice takes what is still outstanding of it; the rest is credit.
pub fn arrive(it: &Arrival, of: &Attempt, notice: &Notice, letter: &Letter) -> Write {
    let money = format!("{} {}", it.currency, it.currency.written(it.amount));
    let unexpected = if it.is_expected { "" } else { ", not what was asked for" };
    Write::begin(
        "payment_arrived",
        of.account_id,
        begins!(
            system,
            "JOIN attempts t ON t.workspace_id = me.workspace_id AND t.id = :attempt AND t.version = :seen AND t.state <> 'succeeded'
             WHERE NOT EXISTS (SELECT 1 FROM provider_events e WHERE e.id = :notice)"
        ),
    )
    .bind("attempt", of.id)
    .bind("seen", of.version)
    .bind("notice", notice.id.as_str())
    .bind("kind", notice.kind.as_str())
    .bind("intent", notice.intent.clone())
    .bind("payment", it.payment)
    .bind("method", of.way.method())
    .bind("reference", notice.intent.clone().unwrap_or_default())
    .bind("currency", it.currency.0.as_str())
    .bind("amount", it.amount)
    .bind("surcharge", it.surcharge)
    .bind("shares", as_json(&it.shares))
    .bind("received_on", it.received_on.to_string())
    .note(format!("{money}, {}{unexpected}", of.label))
    .then(follows!(
        "UPDATE attempts SET state = 'succeeded', intent = coalesce(:intent, intent), fault = '', next_check_at = NULL, version = version + 1
         WHERE id = :attempt AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "INSERT INTO payments (id, workspace_id, account_id, method, reference, currency, amount, surcharge, unallocated, received_on, quote_id, attempt_id, created_at)
         SELECT :payment, it.workspace_id, t.account_id, :method, :reference, :currency, :amount, :surcharge, :amount - :surcharge, :received_on, t.quote_id, t.id, it.at
         FROM it JOIN attempts t ON t.id = :attempt AND t.workspace_id = it.workspace_id"
    ))
    .then(follows!(
        "INSERT INTO allocations (payment_id, invoice_id, workspace_id, amount)
         SELECT p.id, i.id, it.workspace_id, min(coalesce(j.value ->> 'amount', p.amount - p.surcharge), i.total - i.paid)
         FROM it JOIN payments p ON p.id = :payment
         JOIN invoices i ON i.id IN (SELECT s.value ->> 'invoice' FROM json_each(:shares) s UNION SELECT b.id FROM invoices b WHERE b.quote_id = p.quote_id AND b.state = 'issued')
           AND i.workspace_id = it.workspace_id AND i.account_id = p.account_id AND i.currency = p.currency AND i.state = 'issued' AND i.paid < i.total
         LEFT JOIN json_each(:shares) j ON j.value ->> 'invoice' = i.id"
    ))
    .then(follows!(
        "UPDATE payments SET unallocated = amount - surcharge - refunded - (SELECT coalesce(sum(l.amount), 0) FROM allocations l WHERE l.payment_id = :payment)
         WHERE id = :payment AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE invoices SET paid = credited + (SELECT coalesce(sum(l.amount), 0) FROM allocations l WHERE l.invoice_id = invoices.id), version = version + 1
         WHERE quote_id = (SELECT quote_id FROM attempts WHERE id = :attempt) AND state = 'issued' AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(noted!())
    .with(invoices::repaid(it.shares.iter().map(|it| it.invoice)))
    .with([
        mail::to(
            Recipients::Clients { account: of.account_id, mailing: Mailing::Invoices },
            &PaymentReceipt { payment: it.payment },
        ),
        mail::to(Recipients::Accounting, letter),
    ])
}

/// The history of an invoice that a payment pays: it follows the arrival.
pub fn paid(invoice: InvoiceId, payment: PaymentId, note: &str) -> Write {
    Write::begin(
        "payment_recorded",
        invoice,
        begins!(
            system,
            "JOIN events c ON c.id = :cause AND c.workspace_id = me.workspace_id JOIN allocations l ON l.invoice_id = :subject AND l.payment_id = :payment"
        ),
    )
    .bind("payment", payment)
    .note(note)
}

/// Moves an attempt to a state from which it does not succeed by itself, or to waiting for a bank.
pub fn advance(
    of: &Attempt,
    to: AttemptState,
    fault: &str,
    notice: &Notice,
    next: Option<i64>,
) -> Write {
    let action = if to == AttemptState::Pending { "payment_pending" } else { "payment_failed" };
    Write::begin(
        action,
        of.account_id,
        begins!(
            system,
            "JOIN attempts t ON t.workspace_id = me.workspace_id AND t.id = :attempt AND t.version = :seen AND t.state IN ('starting', 'open', 'pending')
             WHERE NOT EXISTS (SELECT 1 FROM provider_events e WHERE e.id = :notice)"
        ),
    )
    .bind("attempt", of.id)
    .bind("seen", of.version)
    .bind("notice", notice.id.as_str())
    .bind("kind", notice.kind.as_str())
    .bind("intent", notice.intent.clone())
    .bind("state", to.word())
    .bind("fault", fault)
    .bind("next_check_at", next)
    .note(of.label.as_str())
    .then(follows!(
        "UPDATE attempts SET state = :state, fault = :fault, intent = coalesce(:intent, intent), next_check_at = :next_check_at, version = version + 1
         WHERE id = :attempt AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(noted!())
}

/// Notes that the client had their bank question the payment, or how that ended.
pub fn dispute(of: &Attempt, paid: &Received, now: Dispute, notice: &Notice) -> Write {
    Write::begin(
        "payment_disputed",
        of.account_id,
        begins!(
            system,
            "JOIN payments p ON p.workspace_id = me.workspace_id AND p.id = :payment AND coalesce(p.dispute, 'open') = 'open'
             WHERE NOT EXISTS (SELECT 1 FROM provider_events e WHERE e.id = :notice)"
        ),
    )
    .bind("attempt", of.id)
    .bind("payment", paid.id)
    .bind("notice", notice.id.as_str())
    .bind("kind", notice.kind.as_str())
    .bind("dispute", now.word())
    .note(format!("{}: {}", now.word(), of.label))
    .then(follows!(
        "UPDATE payments SET dispute = :dispute WHERE id = :payment AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(noted!())
}

/// A payment, for its receipt.
pub fn receipt(workspace: WorkspaceId, id: PaymentId) -> Query<Option<Received>> {
    Query::new(received!(
        "FROM payments p JOIN accounts a ON a.id = p.account_id WHERE p.id = :id AND p.workspace_id = :workspace"
    ))
    .bind("workspace", workspace)
    .bind("id", id)
}
