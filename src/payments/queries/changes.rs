//! Statements that record payments and refunds.
use crate::{
    db::{
        query::as_json,
        scope::{keyed, staff, system},
        write::{Follower, Write, begins, follows},
    },
    invoices,
    kit::ids::{AccountId, EventId, RefundId},
    mail::{self, Letter, Mailing, Recipients},
    outbox,
    payments::{Received, dividing::Division, jobs::RefundToSend, refunding::Refund},
};

/// Who records a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Staff,
    Key,
}

/// Joins the account, where its invoices take what is paid of them.
macro_rules! takes {
    () => {
        "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account
             WHERE NOT EXISTS (SELECT 1 FROM json_each(:shares) j
               LEFT JOIN invoices x ON x.id = j.value ->> 'invoice' AND x.workspace_id = a.workspace_id AND x.account_id = a.id
                 AND x.currency = :currency AND x.state = 'issued' AND x.total - x.paid >= j.value ->> 'amount'
               WHERE x.id IS NULL)
               AND (:quote IS NULL OR EXISTS (SELECT 1 FROM quotes q WHERE q.id = :quote AND q.account_id = a.id AND q.state = 'accepted' AND q.invoiced_at IS NULL))"
    };
}

impl By {
    /// The guards of the payment and of its part for each invoice.
    fn guards(self) -> (&'static str, &'static str) {
        macro_rules! guards {
            ($by:ident) => {
                (
                    begins!($by, takes!()),
                    begins!(
                        $by,
                        "JOIN events c ON c.id = :cause AND c.workspace_id = me.workspace_id"
                    ),
                )
            };
        }
        match self {
            Self::Staff => guards!(staff),
            Self::Key => guards!(keyed),
        }
    }
}

/// Records a payment of the account, unless one of the invoices that it pays has changed so that it takes less. Each of
/// those invoices has an event of its own in its history, one of `events`.
pub fn record(
    by: By,
    account: AccountId,
    it: &Division,
    letter: &Letter,
    events: &[EventId],
) -> Write {
    let (takes, caused) = by.guards();
    let received = &it.received;
    let written = |minor| format!("{} {}", received.currency, received.currency.written(minor));
    let note = |amount| {
        let reference = Some(received.reference.clone()).filter(|it| !it.is_empty());
        let note = [Some(written(amount)), Some(received.method.name().to_owned()), reference];
        note.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let paid = it.shares.iter().map(|it| it.invoice);
    let write = Write::begin("account_paid", account, takes)
    .bind("account", account)
    .bind("quote", received.quote)
    .bind("shares", as_json(&it.shares))
    .bind("payment", it.id)
    .bind("method", received.method.word())
    .bind("reference", received.reference.as_str())
    .bind("currency", received.currency.0.as_str())
    .bind("amount", received.amount)
    .bind("credit", it.credit)
    .bind("received_on", received.received_on.to_string())
    .note(note(received.amount))
    .then(follows!(
        "INSERT INTO payments (id, workspace_id, account_id, method, reference, currency, amount, unallocated, received_on, quote_id, recorded_by, created_at)
         SELECT :payment, it.workspace_id, :account, :method, :reference, :currency, :amount, :credit, :received_on, :quote, it.actor_id, it.at FROM it"
    ))
    .then(follows!(
        "INSERT INTO allocations (payment_id, invoice_id, workspace_id, amount)
         SELECT :payment, j.value ->> 'invoice', it.workspace_id, j.value ->> 'amount' FROM it, json_each(:shares) j"
    ))
    .with(invoices::repaid(paid))
    .with([mail::to(Recipients::Clients { account, mailing: Mailing::Invoices }, letter)]);
    events.iter().zip(&it.shares).fold(write, |write, (event, share)| {
        write.also(
            *event,
            Write::begin("payment_recorded", share.invoice, caused).note(note(share.amount)),
        )
    })
}

/// Records a refund of a payment, unless the payment was divided anew or refunded meanwhile. The account is told when it
/// was sent.
pub fn refund(it: &Refund, of: &Received, id: RefundId, letter: &Letter) -> Write {
    let is_online = of.provider.is_some();
    let write = refunded(
        begins!(
            staff,
            "JOIN payments p ON p.workspace_id = me.workspace_id AND p.id = :payment AND p.refunded = :refunded AND p.unallocated = :unallocated"
        ),
        it,
        of,
        id,
        if is_online { "sending" } else { "sent" },
    );
    write.with([if is_online {
        outbox::put(&RefundToSend { refund: id })
    } else {
        told(of.account_id, letter)
    }])
}

/// Tells those of the account who may see money.
pub(super) fn told(account: AccountId, letter: &Letter) -> Follower {
    mail::to(Recipients::Clients { account, mailing: Mailing::Invoices }, letter)
}

/// The same for a refund that the provider tells of.
pub fn sent_back(it: &Refund, of: &Received, id: RefundId, letter: &Letter) -> Write {
    let write = refunded(
        begins!(
            system,
            "JOIN payments p ON p.workspace_id = me.workspace_id AND p.id = :payment AND p.refunded = :refunded AND p.unallocated = :unallocated"
        ),
        it,
        of,
        id,
        "sent",
    );
    write.with([told(of.account_id, letter)])
}

fn refunded(
    guard: &'static str,
    it: &Refund,
    of: &Received,
    id: RefundId,
    state: &'static str,
) -> Write {
    let written = format!("{} {}", of.currency, of.currency.written(it.amount));
    let note =
        if it.reference.is_empty() { written } else { format!("{written}, {}", it.reference) };
    Write::begin("payment_refunded", of.account_id, guard)
    .bind("id", id)
    .bind("state", state)
    .bind("payment", it.payment)
    .bind("refunded", of.refunded)
    .bind("unallocated", of.unallocated)
    .bind("amount", it.amount)
    .bind("reference", it.reference.as_str())
    .bind("reason", it.reason.as_str())
    .bind("refunded_on", it.refunded_on.to_string())
    .bind("credit", it.credit)
    .bind("surcharge", it.surcharge)
    .bind("reopened", as_json(&it.reopened))
    .note(note)
    .then(follows!(
        "INSERT INTO refunds (id, workspace_id, payment_id, amount, reference, reason, refunded_on, state, recorded_by, created_at)
         SELECT :id, it.workspace_id, :payment, :amount, :reference, :reason, :refunded_on, :state, it.actor_id, it.at FROM it"
    ))
    .then(follows!(
        "DELETE FROM allocations WHERE payment_id = :payment AND workspace_id = (SELECT workspace_id FROM it)
           AND invoice_id IN (SELECT j.value ->> 'invoice' FROM json_each(:reopened) j WHERE j.value ->> 'amount' = 0)"
    ))
    .then(follows!(
        "UPDATE allocations SET amount = (SELECT j.value ->> 'amount' FROM json_each(:reopened) j WHERE j.value ->> 'invoice' = allocations.invoice_id)
         WHERE payment_id = :payment AND workspace_id = (SELECT workspace_id FROM it) AND invoice_id IN (SELECT j.value ->> 'invoice' FROM json_each(:reopened) j)"
    ))
    .then(follows!(
        "UPDATE payments SET refunded = refunded + :amount, unallocated = :credit, surcharge = :surcharge
         WHERE id = :payment AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(invoices::repaid(it.reopened.iter().map(|it| it.invoice)))
}

/// Waives the card surcharge for an account, or no longer, unless that is so already.
pub fn waive(account: AccountId, waives: bool) -> Write {
    Write::begin(
        "surcharge_waived",
        account,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account AND a.waives_surcharge <> :waives"
        ),
    )
    .bind("account", account)
    .bind("waives", i64::from(waives))
    .note(if waives { "waived" } else { "charged again" })
    .then(follows!(
        "UPDATE accounts SET waives_surcharge = :waives WHERE id = :account AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Moves the attempts of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> [Follower; 1] {
    [Follower::new(follows!(
        "UPDATE attempts SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)]
}
