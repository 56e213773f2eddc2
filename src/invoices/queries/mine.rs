//! Statements that read a client's list of invoices.
use crate::{
    db::{
        columns::sum_of,
        page::{Cursor, most},
        query::Query,
        scope::{Scope, client, granted},
    },
    invoices::{
        ListedInvoice, Standing,
        listing::{Filter, PER_PAGE, Tab},
        owing::{Due, SignedFor},
    },
    kit::zoned,
    trips,
};

/// A page of a client's invoices: open ones by due date, or all of them newest first.
pub fn mine(scope: &Scope, show: Tab, filter: &Filter, from: &Cursor) -> Query<Vec<ListedInvoice>> {
    let query = if show.is_by_due_day() {
        scope.query(client!(listed_invoice!(
            "FROM my_accounts m JOIN invoices i ON i.id IN (SELECT x.id FROM invoices x WHERE x.account_id = m.account_id AND x.state = 'issued'
               AND x.paid < x.total AND (x.due_on, x.id) > (:after, :after_id) ORDER BY x.due_on, x.id LIMIT :most)
             JOIN accounts a ON a.id = i.account_id WHERE ", granted!("see_money"), " ORDER BY i.due_on, i.id LIMIT :most"
        )))
    } else {
        // Whether it is overdue follows from the day in the workspace's time zone, which is not known before the read.
        let (first, last) =
            (zoned::today(scope.now, "Etc/GMT+12"), zoned::today(scope.now, "Pacific/Kiritimati"));
        let [since, until] = filter.days();
        scope.query(client!(listed_invoice!(
            "FROM my_accounts m JOIN invoices i ON i.id IN (SELECT x.id FROM invoices x INDEXED BY invoices_by_account WHERE x.account_id = m.account_id
               AND (x.created_at, x.id) < (:after, :after_id) AND x.created_at >= :earliest AND x.issued_on BETWEEN :since AND :until
               AND CASE :status WHEN '' THEN 1 WHEN 'paid' THEN x.state = 'issued' AND x.paid >= x.total
                 WHEN 'pending' THEN x.state = 'issued' AND x.paid = 0 AND x.total > 0 AND x.due_on >= :first
                 WHEN 'partly-paid' THEN x.state = 'issued' AND x.paid > 0 AND x.paid < x.total AND x.due_on >= :first
                 WHEN 'overdue' THEN x.state = 'issued' AND x.paid < x.total AND x.due_on < :last
                 ELSE x.state = 'void' AND ", is_refunded!("x"), " = :is_refunded END
               ORDER BY x.created_at DESC, x.id DESC LIMIT :most)
             JOIN accounts a ON a.id = i.account_id WHERE ", granted!("see_money"), " ORDER BY i.created_at DESC, i.id DESC LIMIT :most"
        )))
        .bind("earliest", filter.earliest())
        .bind("since", since)
        .bind("until", until)
        .bind("status", filter.status.map(Standing::code).unwrap_or_default())
        .bind("is_refunded", i64::from(filter.status == Some(Standing::Refunded)))
        .bind("first", first.to_string())
        .bind("last", last.to_string())
    };
    query.bind("after", from.key()).bind("after_id", from.id()).bind("most", most(PER_PAGE))
}

/// The client's outstanding sums by currency and due date. There is no LIMIT, because the balance
/// counts every open invoice.
pub fn dues(scope: &Scope) -> Query<Vec<Due>> {
    scope.query(client!(
        "SELECT i.currency, i.due_on AS day, ", sum_of!("i.total - i.paid"), " AS owed, count(*) AS invoices
         FROM my_accounts m JOIN invoices i INDEXED BY invoices_open ON i.account_id = m.account_id AND i.state = 'issued' AND i.paid < i.total
         WHERE ", granted!("see_money"), " GROUP BY i.currency, i.due_on"
    ))
}

/// What is open of the client's accepted quotes before their invoice, by currency and day of the balance.
pub fn signed_for(scope: &Scope) -> Query<Vec<SignedFor>> {
    scope.query(client!(
        "SELECT currency, balance_on, ", sum_of!("deposit"), " AS deposits, ", sum_of!("balance"), " AS balances FROM ",
        trips::signed_for!("FROM my_accounts m JOIN quotes q INDEXED BY quotes_scheduled ON q.account_id = m.account_id"),
        " WHERE ", granted!("see_money"), " GROUP BY currency, balance_on HAVING deposits > 0 OR balance_on IS NOT NULL AND balances > 0"
    ))
}
