//! Statements about what a client pays online.
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, client, granted, staff},
        write::{Write, begins, follows},
    },
    kit::ids::{AccountId, AttemptId},
    payments::{
        Attempt,
        asking::{Booked, Payable, Till},
    },
    trips::trip_and_route,
};

/// The columns of an [`Attempt`], of `t`.
macro_rules! attempt {
    ($($from:tt)+) => {
        concat!(
            "SELECT t.id, t.workspace_id, t.account_id, t.basis, t.provider, t.merchant, t.way, t.currency, t.amount, t.surcharge, t.shares,
               t.quote_id, t.label, t.state, t.url, t.session, t.fault, t.version, t.created_at ",
            $($from)+
        )
    };
}
pub(super) use attempt;

/// How the workspace takes payments.
pub fn till(scope: &Scope) -> Query<Option<Till>> {
    scope.query(client!(
        "SELECT w.payment_provider AS provider, w.stripe_account AS merchant, w.card_surcharge_ppm AS surcharge_ppm,
           w.payment_instructions AS instructions,
           coalesce((SELECT h.host FROM hosts h WHERE h.workspace_id = w.id AND h.face = 'client' AND h.is_canonical = 1), '') AS host
         FROM me JOIN workspaces w ON w.id = me.workspace_id WHERE me.contact_id IS NOT NULL AND ", granted!("see_money")
    ))
}

/// The client's invoices that are not paid in full, the first to be due first.
pub fn payables(scope: &Scope) -> Query<Vec<Payable>> {
    scope.query(client!(
        "SELECT i.id, i.account_id, a.name AS account, i.number, ", trip_and_route!("i"), " AS about, i.trip_id, i.currency, i.total - i.paid AS outstanding, i.due_on, i.version, a.waives_surcharge
         FROM my_accounts m JOIN invoices i INDEXED BY invoices_open ON i.account_id = m.account_id AND i.state = 'issued' AND i.paid < i.total
         JOIN accounts a ON a.id = i.account_id
         WHERE ", granted!("see_money"), " ORDER BY i.account_id, i.currency, i.due_on, i.id LIMIT 200"
    ))
}

/// The columns of a [`Booked`], of the quotes with a payment schedule of the account `$account` that no invoice bills yet.
macro_rules! booked {
    ($from:literal, $account:literal, $($where:tt)+) => {
        concat!(
            "SELECT q.id, q.account_id, q.reference, t.reference AS trip, q.route, q.trip_id, q.currency, q.total, q.deposit, q.balance_on, q.version, a.waives_surcharge,
               (SELECT coalesce(sum(p.amount - p.surcharge - p.refunded), 0) FROM payments p INDEXED BY payments_of_quote WHERE p.quote_id = q.id AND p.currency = q.currency) AS received ",
            $from,
            " JOIN quotes q INDEXED BY quotes_scheduled ON q.account_id = ", $account, " AND q.workspace_id = me.workspace_id AND q.state = 'accepted' AND q.invoiced_at IS NULL AND (q.deposit > 0 OR q.balance_on IS NOT NULL)
               AND NOT EXISTS (SELECT 1 FROM invoices x WHERE x.quote_id = q.id AND x.state = 'issued')
             JOIN accounts a ON a.id = q.account_id
             JOIN trips t ON t.id = q.trip_id JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled' ",
            $($where)+,
            " ORDER BY q.departs_at, q.id LIMIT 50"
        )
    };
}

/// The client's accepted quotes with a payment schedule that no invoice bills yet.
pub fn booked(scope: &Scope) -> Query<Vec<Booked>> {
    scope.query(client!(booked!(
        "FROM me JOIN my_accounts m",
        "m.account_id",
        concat!("WHERE ", granted!("see_money"))
    )))
}

/// The same of an account, for staff.
pub fn booked_by(scope: &Scope, account: AccountId) -> Query<Vec<Booked>> {
    scope.query(staff!(booked!("FROM me", ":account", ""))).bind("account", account)
}

/// The client's newest attempts.
pub fn recent(scope: &Scope) -> Query<Vec<Attempt>> {
    scope.query(client!(attempt!(
        "FROM my_accounts m JOIN attempts t ON t.id IN (SELECT x.id FROM attempts x INDEXED BY attempts_by_account
           WHERE x.account_id = m.account_id ORDER BY x.created_at DESC LIMIT 50)
         WHERE ", granted!("see_money"), " ORDER BY t.created_at DESC, t.id DESC LIMIT 200"
    )))
}

/// One of the client's attempts.
pub fn mine(scope: &Scope, id: AttemptId) -> Query<Option<Attempt>> {
    scope
        .query(client!(attempt!(
            "FROM my_accounts m JOIN attempts t ON t.account_id = m.account_id AND t.id = :id WHERE ",
            granted!("see_money")
        )))
        .bind("id", id)
}

/// Begins an attempt, unless the same one is there already.
pub fn begin(it: &Attempt, next_check_at: i64) -> Write {
    Write::begin(
        "payment_begun",
        it.account_id,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = :account
             WHERE NOT EXISTS (SELECT 1 FROM attempts x WHERE x.id = :id)
               AND NOT EXISTS (SELECT 1 FROM attempts x WHERE x.workspace_id = me.workspace_id AND x.basis = :basis AND x.state IN ('starting', 'open', 'pending'))"
        ),
    )
    .bind("id", it.id)
    .bind("account", it.account_id)
    .bind("basis", it.basis.as_str())
    .bind("provider", it.provider.word())
    .bind("merchant", it.merchant.as_str())
    .bind("way", it.way.word())
    .bind("currency", it.currency.0.as_str())
    .bind("amount", it.amount)
    .bind("surcharge", it.surcharge)
    .bind("shares", as_json(&it.shares))
    .bind("quote", it.quote_id)
    .bind("label", it.label.as_str())
    .bind("state", it.state.word())
    .bind("url", it.url.as_str())
    .bind("provider_session", it.session.clone())
    .bind("fault", it.fault.as_str())
    .bind("next_check_at", next_check_at)
    .note(format!("{} {}, {}", it.currency, it.currency.written(it.charged()), it.label))
    .then(follows!(
        "INSERT INTO attempts (id, workspace_id, account_id, user_id, basis, provider, merchant, way, currency, amount, surcharge, shares, quote_id, label,
           state, url, session, fault, next_check_at, created_at)
         SELECT :id, it.workspace_id, :account, it.actor_id, :basis, :provider, :merchant, :way, :currency, :amount, :surcharge, :shares, :quote, :label,
           :state, :url, :provider_session, :fault, :next_check_at, it.at FROM it"
    ))
}

/// Stores that the provider's page could be opened by now, or why not.
pub fn reopened(it: &Attempt, next_check_at: i64) -> Write {
    Write::begin(
        "payment_reopened",
        it.account_id,
        begins!(
            client,
            "JOIN my_accounts m JOIN attempts x ON x.account_id = m.account_id AND x.id = :id AND x.version = :seen AND x.state = 'starting'"
        ),
    )
    .bind("id", it.id)
    .bind("seen", it.version)
    .bind("state", it.state.word())
    .bind("url", it.url.as_str())
    .bind("provider_session", it.session.clone())
    .bind("fault", it.fault.as_str())
    .bind("next_check_at", next_check_at)
    .then(follows!(
        "UPDATE attempts SET state = :state, url = :url, session = :provider_session, fault = :fault, next_check_at = :next_check_at, version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
