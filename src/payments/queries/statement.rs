//! Statements (of SQL) about the statement of an account.
use crate::{
    db::{
        change::Change,
        columns::sum_of,
        query::{Batch, Query},
        scope::{Scope, client, granted, reader, staff, system},
        write::{Write, begins},
    },
    invoices::paid_for,
    kit::ids::{AccountId, EventId},
    mail::{self, Mailing, Recipients},
    payments::{
        Payer,
        jobs::StatementSent,
        statement::{Ageing, Before, Entry, Period},
    },
    trips::trip_and_route,
    workspaces::shown,
};
use chrono::NaiveDate;
use serde::Deserialize;

/// `acct`: the account `:account`.
macro_rules! of_staff {
    () => {
        ", acct AS (SELECT a.id AS account_id FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account) "
    };
}

/// `acct`: the account `:account` of the client, or their first if none is named.
macro_rules! of_client {
    () => {
        concat!(
            ", acct AS (SELECT m.account_id FROM my_accounts m
               WHERE m.account_id = iif(:account = '', (SELECT x.account_id FROM my_accounts x JOIN accounts a ON a.id = x.account_id ORDER BY a.sort_name, a.id LIMIT 1), :account)
               AND ", granted!("see_money"), ") "
        )
    };
}

macro_rules! payer {
    () => {
        "SELECT a.id, a.name, a.waives_surcharge FROM acct c JOIN accounts a ON a.id = c.account_id"
    };
}

/// What is owed in each currency of everything before the day `:from`: the sums of the months before it, and what
/// happened in its month. D1 takes no more than five terms in one compound statement.
macro_rules! before {
    () => {
        concat!(
            "SELECT x.currency, ", sum_of!("x.amount"), " AS amount FROM (
               SELECT m.currency, m.change AS amount FROM acct c JOIN account_months m ON m.account_id = c.account_id AND m.month < substr(:from, 1, 7)
               UNION ALL SELECT y.currency, y.amount FROM (SELECT i.currency, i.total AS amount FROM acct c JOIN invoices i INDEXED BY invoices_stated ON i.account_id = c.account_id AND i.issued_on >= substr(:from, 1, 7) AND i.issued_on < :from
               UNION ALL SELECT i.currency, -i.total FROM acct c JOIN invoices i INDEXED BY invoices_unstated ON i.account_id = c.account_id AND i.state = 'void' AND i.voided_on >= substr(:from, 1, 7) AND i.voided_on < :from
               UNION ALL SELECT n.currency, -n.total FROM acct c JOIN credit_notes n INDEXED BY credit_notes_stated ON n.account_id = c.account_id AND n.issued_on >= substr(:from, 1, 7) AND n.issued_on < :from
               UNION ALL SELECT p.currency, p.surcharge - p.amount FROM acct c JOIN payments p INDEXED BY payments_stated ON p.account_id = c.account_id AND p.received_on >= substr(:from, 1, 7) AND p.received_on < :from
               UNION ALL SELECT p.currency, r.amount FROM acct c JOIN refunds r INDEXED BY refunds_stated ON r.account_id = c.account_id AND r.refunded_on >= substr(:from, 1, 7) AND r.refunded_on < :from AND r.state <> 'refused'
                 JOIN payments p ON p.id = r.payment_id) y) x
             GROUP BY x.currency ORDER BY x.currency LIMIT 20"
        )
    };
}

/// What happened from the day `:from` until the day `:until`.
macro_rules! entries {
    () => {
        concat!(
            "SELECT x.id, x.kind, x.on_day, x.reference, x.about, x.trips, x.currency, x.amount FROM (
               SELECT i.id, 'invoice' AS kind, i.issued_on AS on_day, i.number AS reference, '' AS about, ", trip_and_route!("i"), " AS trips, i.currency, i.total AS amount, i.created_at AS at
                 FROM acct c JOIN invoices i INDEXED BY invoices_stated ON i.account_id = c.account_id AND i.issued_on BETWEEN :from AND :until
               UNION ALL SELECT i.id, 'credit_note', i.voided_on, coalesce(i.credit_number, i.number), i.number, ", trip_and_route!("i"), ", i.currency, i.total, i.created_at + 1
                 FROM acct c JOIN invoices i INDEXED BY invoices_unstated ON i.account_id = c.account_id AND i.state = 'void' AND i.voided_on BETWEEN :from AND :until
               UNION ALL SELECT n.invoice_id, 'credit_note', n.issued_on, n.number, i.number, ", trip_and_route!("i"), ", n.currency, n.total, n.created_at
                 FROM acct c JOIN credit_notes n INDEXED BY credit_notes_stated ON n.account_id = c.account_id AND n.issued_on BETWEEN :from AND :until JOIN invoices i ON i.id = n.invoice_id
               UNION ALL SELECT p.id, 'payment', p.received_on, p.reference, p.method, ", paid_for!("p"), ", p.currency, p.amount - p.surcharge, p.created_at
                 FROM acct c JOIN payments p INDEXED BY payments_stated ON p.account_id = c.account_id AND p.received_on BETWEEN :from AND :until
               UNION ALL SELECT p.id, 'refund', r.refunded_on, r.reference, p.method, ", paid_for!("p"), ", p.currency, r.amount, r.created_at
                 FROM acct c JOIN refunds r INDEXED BY refunds_stated ON r.account_id = c.account_id AND r.refunded_on BETWEEN :from AND :until AND r.state <> 'refused'
                 JOIN payments p ON p.id = r.payment_id) x
             ORDER BY x.on_day, x.at, x.id LIMIT 2000"
        )
    };
}

/// What is open in each currency, by how long it is overdue on the day `:today`.
macro_rules! ageing {
    () => {
        concat!(
            "SELECT x.currency, ", sum_of!("iif(x.days <= 0, x.open, 0)"), " AS not_due, ", sum_of!("iif(x.days BETWEEN 1 AND 30, x.open, 0)"), " AS to_30, ",
            sum_of!("iif(x.days BETWEEN 31 AND 60, x.open, 0)"), " AS to_60, ", sum_of!("iif(x.days BETWEEN 61 AND 90, x.open, 0)"), " AS to_90, ",
            sum_of!("iif(x.days > 90, x.open, 0)"), " AS older
             FROM (SELECT i.currency, i.total - i.paid AS open, CAST(julianday(:today) - julianday(i.due_on) AS INTEGER) AS days
               FROM acct c JOIN invoices i INDEXED BY invoices_open ON i.account_id = c.account_id AND i.state = 'issued' AND i.paid < i.total) x
             GROUP BY x.currency ORDER BY x.currency LIMIT 20"
        )
    };
}

/// The account, and everything on its statement.
pub type Stated = (Option<Payer>, Vec<Before>, Vec<Entry>, Vec<Ageing>);

pub fn stated(
    scope: &Scope,
    account: &str,
    period: Period,
    today: NaiveDate,
) -> impl Batch<Answers = Stated> + use<> {
    let of = [
        staff!(of_staff!(), payer!()),
        staff!(of_staff!(), before!()),
        staff!(of_staff!(), entries!()),
        staff!(of_staff!(), ageing!()),
    ];
    everything(scope, of, account, period, today)
}

/// The same for a client; without an account for their first one.
pub fn my_statement(
    scope: &Scope,
    account: &str,
    period: Period,
    today: NaiveDate,
) -> impl Batch<Answers = Stated> + use<> {
    let of = [
        client!(of_client!(), payer!()),
        client!(of_client!(), before!()),
        client!(of_client!(), entries!()),
        client!(of_client!(), ageing!()),
    ];
    everything(scope, of, account, period, today)
}

/// The same for a job, which has no visitor.
pub fn stated_for_mail(
    scope: &Scope,
    account: &str,
    period: Period,
    today: NaiveDate,
) -> impl Batch<Answers = Stated> + use<> {
    let of = [
        system!(of_staff!(), payer!()),
        system!(of_staff!(), before!()),
        system!(of_staff!(), entries!()),
        system!(of_staff!(), ageing!()),
    ];
    everything(scope, of, account, period, today)
}

fn everything(
    scope: &Scope,
    [payer, before, entries, ageing]: [&'static str; 4],
    account: &str,
    period: Period,
    today: NaiveDate,
) -> impl Batch<Answers = Stated> + use<> {
    let (from, until) = (period.from.to_string(), period.until.to_string());
    (
        scope.query(payer).bind("account", account),
        scope.query(before).bind("account", account).bind("from", from.as_str()),
        scope
            .query(entries)
            .bind("account", account)
            .bind("from", from.as_str())
            .bind("until", until.as_str()),
        scope.query(ageing).bind("account", account).bind("today", today.to_string()),
    )
}

/// Somebody to whom a statement is sent: of the account, and sees money.
#[derive(Debug, Clone, Deserialize)]
pub struct Addressee {
    pub name: String,
}

pub fn addressees(scope: &Scope, account: AccountId) -> Query<Vec<Addressee>> {
    scope
        .query(staff!(
            "SELECT u.name FROM me JOIN memberships m ON m.account_id = :account AND m.workspace_id = me.workspace_id
             JOIN users u ON u.contact_id = m.contact_id AND u.state = 'active'
             WHERE EXISTS (SELECT 1 FROM grants g WHERE g.contact_id = m.contact_id AND g.name = 'see_money') ORDER BY u.sort_name, u.id LIMIT 20"
        ))
        .bind("account", account)
}

/// Mails the statement to the account.
pub fn send_statement(it: &StatementSent) -> Write {
    Write::begin(
        "statement_sent",
        it.account,
        begins!(staff, "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account"),
    )
    .bind("account", it.account)
    .note(format!("{} to {}", it.from, it.until))
    .with([mail::to(Recipients::Clients { account: it.account, mailing: Mailing::Invoices }, it)])
}

/// Records that a client downloaded the statement of one of their accounts.
pub fn statement_downloaded(scope: &Scope, account: &str, event: EventId) -> Change {
    Write::begin(
        "statement_downloaded",
        account,
        begins!(
            reader,
            subject = "m.account_id",
            "JOIN my_accounts m ON m.account_id = iif(:account = '', (SELECT x.account_id FROM my_accounts x JOIN accounts a ON a.id = x.account_id ORDER BY a.sort_name, a.id LIMIT 1), :account) WHERE ",
            granted!("see_money"),
            " AND ",
            shown!("invoices", "documents")
        ),
    )
    .bind("account", account)
    .by(scope, event)
}

/// The client's accounts, for a statement to choose from.
pub fn my_payers(scope: &Scope) -> Query<Vec<Payer>> {
    scope.query(client!(
        "SELECT a.id, a.name, a.waives_surcharge FROM my_accounts m JOIN accounts a ON a.id = m.account_id ORDER BY a.sort_name, a.id LIMIT 50"
    ))
}
