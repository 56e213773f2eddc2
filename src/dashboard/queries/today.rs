//! Statements that read the operator's first page.
use crate::{
    dashboard::today::{
        Departure, FailedMail, NewInquiry, NewRequest, OpenPrice, OverdueInvoice, QuoteAnswer,
        Unapproved,
    },
    db::{
        query::Query,
        scope::{Scope, staff},
    },
    requests,
};
use chrono::NaiveDate;

/// How many of each kind are shown.
const MOST: i64 = 8;

/// New requests that nobody took under review, the oldest first.
pub fn waiting(scope: &Scope) -> Query<Vec<NewRequest>> {
    scope.query(staff!(
        "SELECT q.id, q.reference, a.name AS account, c.name AS contact, q.route, q.created_at
         FROM me JOIN requests q INDEXED BY requests_by_state ON q.workspace_id = me.workspace_id AND q.state = 'submitted' AND q.ends_at > :now
         JOIN accounts a ON a.id = q.account_id JOIN contacts c ON c.id = q.contact_id ORDER BY q.created_at LIMIT :most"
    ))
    .bind("most", MOST)
}

/// Inquiries of leads that are open, the oldest first.
pub fn inquiries(scope: &Scope) -> Query<Vec<NewInquiry>> {
    scope.query(staff!(
        "SELECT l.id, l.name AS who, l.wish, l.asked_at
         FROM me JOIN leads l INDEXED BY leads_asking ON l.workspace_id = me.workspace_id AND l.state = 'open' AND l.asked_at IS NOT NULL AND l.wish IS NOT NULL
         ORDER BY l.asked_at LIMIT :most"
    ))
    .bind("most", MOST)
}

/// Quotes whose client asked for changes and whose request is open, the longest waiting first.
pub fn changes(scope: &Scope) -> Query<Vec<QuoteAnswer>> {
    scope.query(staff!(
        "SELECT q.id, q.reference, a.name AS account, q.route, q.state, q.answer AS words, coalesce(q.answered_at, q.created_at) AS answered_at
         FROM me JOIN quotes q ON q.id IN (SELECT x.id FROM quotes x WHERE x.workspace_id = me.workspace_id AND x.state = 'change_requested'
           ORDER BY x.created_at DESC LIMIT 50)
         JOIN requests r ON r.id = q.request_id AND ",
        requests::is_open!("r"),
        "
         JOIN accounts a ON a.id = q.account_id ORDER BY answered_at LIMIT :most"
    ))
    .bind("most", MOST)
}

/// Trips whose price is to be reviewed after a change, the longest waiting first.
pub fn prices(scope: &Scope) -> Query<Vec<OpenPrice>> {
    scope.query(staff!(
        "SELECT t.id, t.reference, a.name AS account, t.route, t.price_review_at AS since
         FROM me JOIN trips t INDEXED BY trips_to_price ON t.workspace_id = me.workspace_id AND t.price_review_at IS NOT NULL
         JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled' JOIN accounts a ON a.id = t.account_id ORDER BY t.price_review_at LIMIT :most"
    ))
    .bind("most", MOST)
}

/// Drafts of quotes and invoices that somebody else than their author must approve, the oldest first.
pub fn unapproved(scope: &Scope) -> Query<Vec<Unapproved>> {
    scope.query(staff!(
        "SELECT '/quotes/' || q.id AS path, q.reference AS number, a.name AS account, q.route, q.created_at AS created_at, 0 AS is_invoice
         FROM me JOIN workspaces w ON w.id = me.workspace_id AND w.quotes_need_approval = 1
         JOIN quotes q ON q.id IN (SELECT x.id FROM quotes x WHERE x.workspace_id = me.workspace_id AND x.state = 'draft' ORDER BY x.created_at DESC LIMIT 50)
           AND q.approved_at IS NULL AND q.saved_by IS NOT me.user_id
         JOIN requests r ON r.id = q.request_id AND ", requests::is_open!("r"), "
         JOIN accounts a ON a.id = q.account_id
         UNION ALL
         SELECT '/invoices/drafts/' || d.id, 'Invoice', a.name, d.about, d.saved_at, 1
         FROM me JOIN workspaces w ON w.id = me.workspace_id AND w.invoices_need_approval = 1
         JOIN invoice_drafts d ON d.workspace_id = me.workspace_id AND d.id IN (SELECT x.id FROM invoice_drafts x INDEXED BY invoice_drafts_by_age WHERE x.workspace_id = me.workspace_id ORDER BY x.saved_at LIMIT 50)
           AND d.saved_by IS NOT me.user_id
         JOIN accounts a ON a.id = d.account_id
         ORDER BY created_at LIMIT :most"
    ))
    .bind("most", MOST)
}

/// Quotes that clients accepted or declined since a moment, newest first.
pub fn answers(scope: &Scope, since: i64) -> Query<Vec<QuoteAnswer>> {
    scope.query(staff!(
        "SELECT q.id, q.reference, a.name AS account, q.route, q.state, q.answer AS words, q.answered_at
         FROM me JOIN quotes q ON q.workspace_id = me.workspace_id AND q.answered_at >= :since AND q.state IN ('accepted', 'declined')
         JOIN accounts a ON a.id = q.account_id ORDER BY q.answered_at DESC LIMIT :most"
    ))
    .bind("since", since)
    .bind("most", MOST)
}

/// Legs that depart before a moment, of trips that began in the last month or begin by then.
pub fn departures(scope: &Scope, until: i64) -> Query<Vec<Departure>> {
    scope.query(staff!(
        "SELECT t.id AS trip_id, t.reference, a.name AS account, t.vehicle, v.registration, t.passengers, s.name AS stage,
           l.origin, l.destination, l.departs_at, l.time_agreed
         FROM me JOIN legs l ON l.workspace_id = me.workspace_id AND l.departs_at BETWEEN :now AND :until
         JOIN trips t ON t.id = l.trip_id JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled')
         JOIN accounts a ON a.id = t.account_id LEFT JOIN tails v ON v.id = t.tail_id ORDER BY l.departs_at LIMIT 20"
    ))
    .bind("until", until)
}

/// Open invoices due before a day, the oldest first.
pub fn late(scope: &Scope, before: NaiveDate) -> Query<Vec<OverdueInvoice>> {
    scope.query(staff!(
        "SELECT i.id, i.number, a.name AS account, i.currency, i.total - i.paid AS owed, i.due_on
         FROM me JOIN invoices i ON i.workspace_id = me.workspace_id AND i.state = 'issued' AND i.paid < i.total AND i.due_on < :before
         JOIN accounts a ON a.id = i.account_id ORDER BY i.due_on LIMIT :most"
    ))
    .bind("before", before.to_string())
    .bind("most", MOST)
}

/// Failed mails, newest first.
pub fn failed(scope: &Scope) -> Query<Vec<FailedMail>> {
    scope.query(staff!(
        "SELECT o.id, o.to_name, o.created_at, o.subject
         FROM me JOIN outbox o ON o.workspace_id = me.workspace_id AND o.to_email <> '' AND o.state = 'dead' ORDER BY o.created_at DESC LIMIT :most"
    ))
    .bind("most", MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    #[test]
    fn the_oldest_requests_are_read_in_the_order_of_an_index() {
        let plan = Portal::open("").app.db.plan(waiting(&scope_of(DANA)).statement.sql);
        assert!(
            plan.contains("USING INDEX requests_by_state (workspace_id=? AND state=?)"),
            "{plan}"
        );
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}
