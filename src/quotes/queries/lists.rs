//! Statements that read the client's list of quotes, page by page.
use super::super::ListedQuote;
use crate::{
    db::{
        page::{Cursor, most},
        query::{Bindings, Query},
        scope::{Scope, client, granted},
    },
    requests,
};

/// The days that a list is narrowed to, as moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: i64,
    /// Not included; none where the list begins with the newest.
    pub until: Option<i64>,
}

/// Quotes on a page.
pub const PER_PAGE: usize = 25;

/// The standing of the quote `x` with its request `y`, by the word of the filter, as in [`super::standing`].
macro_rules! standing_word {
    () => {
        concat!(
            "CASE WHEN x.state = 'sent' AND NOT (", requests::is_open!("y"), ") THEN 'withdrawn'
               WHEN x.state = 'sent' AND x.valid_until < :now THEN 'expired' WHEN x.state = 'sent' THEN 'awaiting'
               WHEN x.state = 'accepted' AND EXISTS (SELECT 1 FROM trips o JOIN stages s ON s.id = o.stage_id WHERE o.id = x.trip_id
                 AND s.kind NOT IN ('pending', 'cancelled')) THEN 'booked'
               ELSE x.state END"
        )
    };
}

/// A page of the quotes sent to a client, newest first, of one standing or of all.
pub fn sent_to_client(
    scope: &Scope,
    standing: &str,
    span: Span,
    from: &Cursor,
) -> Query<Vec<ListedQuote>> {
    scope
        .query(client!(
            purse!(),
            listed_quote!(
                "purse.is_open",
                "FROM purse JOIN my_accounts m JOIN quotes q ON q.id IN (
                   SELECT x.id FROM quotes x JOIN requests y ON y.id = x.request_id WHERE x.account_id = m.account_id AND x.sent_at >= :from
                     AND (x.sent_at, x.id) < (:after, :after_id) AND (:standing = '' OR :standing = ",
                standing_word!(),
                ") ORDER BY x.sent_at DESC, x.id DESC LIMIT :most)
                 JOIN requests r ON r.id = q.request_id JOIN accounts a ON a.id = q.account_id
                 ORDER BY q.sent_at DESC, q.id DESC LIMIT :most"
            )
        ))
        .bind("standing", standing)
        .bind_all(page_of(span, from))
}

/// A page of the quotes sent to a client that await their answer, newest first.
pub fn awaiting_client(scope: &Scope, span: Span, from: &Cursor) -> Query<Vec<ListedQuote>> {
    scope
        .query(client!(purse!(), listed_quote!(
            "purse.is_open",
            "FROM purse JOIN my_accounts m JOIN quotes q INDEXED BY quotes_awaiting ON q.account_id = m.account_id AND q.state = 'sent' AND q.valid_until >= :now
               AND q.sent_at >= :from AND (q.sent_at, q.id) < (:after, :after_id)
             JOIN requests r ON r.id = q.request_id AND ",
            requests::is_open!("r"),
            "
             JOIN accounts a ON a.id = q.account_id
             ORDER BY q.sent_at DESC, q.id DESC LIMIT :most"
        )))
        .bind_all(page_of(span, from))
}

fn page_of(span: Span, from: &Cursor) -> Bindings {
    // The earlier of the two upper bounds alone: given both, SQLite starts at the later one.
    let from = from.clone().before(span.until);
    vec![
        ("from", span.from.into()),
        ("after", from.key()),
        ("after_id", from.id()),
        ("most", most(PER_PAGE)),
    ]
}
