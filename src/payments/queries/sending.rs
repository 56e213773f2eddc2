//! Statements about refunds that a provider sends. The consumer works for every workspace.
use crate::{
    db::{
        query::Query,
        scope::system,
        write::{Write, begins, follows},
    },
    kit::ids::{RefundId, WorkspaceId},
    mail::Letter,
    payments::refunding::Sending,
};

/// A refund that was not sent yet.
pub fn sending(workspace: WorkspaceId, id: RefundId) -> Query<Option<Sending>> {
    Query::new(
        "SELECT r.id, p.account_id, r.amount, p.currency, r.reason, p.amount AS paid, p.received_on, t.intent, t.merchant, t.provider
         FROM refunds r JOIN payments p ON p.id = r.payment_id JOIN attempts t ON t.id = p.attempt_id AND t.intent IS NOT NULL
         WHERE r.id = :id AND r.workspace_id = :workspace AND r.state = 'sending'",
    )
    .bind("workspace", workspace)
    .bind("id", id)
}

/// Notes that the provider sent it, and tells the account.
pub fn sent(it: &Sending, letter: &Letter) -> Write {
    Write::begin(
        "refund_sent",
        it.account_id,
        begins!(
            system,
            "JOIN refunds r ON r.workspace_id = me.workspace_id AND r.id = :refund AND r.state = 'sending'"
        ),
    )
    .bind("refund", it.id)
    .note(format!("{} {}", it.currency, it.currency.written(it.amount)))
    .then(follows!(
        "UPDATE refunds SET state = 'sent' WHERE id = :refund AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([super::changes::told(it.account_id, letter)])
}

/// Notes that the provider refused it. The money stayed: it is credit of the account.
pub fn refused(it: &Sending, words: &str) -> Write {
    Write::begin(
        "refund_refused",
        it.account_id,
        begins!(
            system,
            "JOIN refunds r ON r.workspace_id = me.workspace_id AND r.id = :refund AND r.state = 'sending'"
        ),
    )
    .bind("refund", it.id)
    .bind("amount", it.amount)
    .note(format!("{} {}: {words}", it.currency, it.currency.written(it.amount)))
    .then(follows!(
        "UPDATE refunds SET state = 'refused' WHERE id = :refund AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "UPDATE payments SET refunded = refunded - :amount, unallocated = unallocated + :amount
         WHERE id = (SELECT payment_id FROM refunds WHERE id = :refund) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
