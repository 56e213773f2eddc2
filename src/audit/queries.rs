//! The statement that reads the audit trail, in a variant for each index.
mod probes;
mod retention;
pub use probes::{forget_probes, probed};
pub use retention::{forget_addresses, forget_events};

use super::{By, Event, Filter, actions::ACTIONS};
use crate::db::{
    page::Cursor,
    query::{Query, as_json},
    scope::{Scope, staff},
};
use std::collections::BTreeMap;

/// `people`: the users whose name or email address begins with `:person`, or whose id it is.
macro_rules! people {
    () => {
        ", people AS (
         SELECT u.id FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.id = :person
         UNION SELECT id FROM (SELECT u.id FROM me CROSS JOIN users u INDEXED BY users_by_folded_name
           ON u.workspace_id = me.workspace_id AND u.name COLLATE NOCASE >= :person AND u.name COLLATE NOCASE < :person || char(1114111)
           WHERE :person <> '' ORDER BY u.sort_name, u.id LIMIT 10)
         UNION SELECT id FROM (SELECT u.id FROM me CROSS JOIN users u
           ON u.workspace_id = me.workspace_id AND u.face IN ('client', 'ops') AND u.email >= lower(:person) AND u.email < lower(:person) || char(1114111)
           WHERE :person <> '' ORDER BY u.email LIMIT 10)) "
    };
}

/// The name of the subject of the event `e`. `:nouns` maps each action to the kind of its subject.
macro_rules! subject {
    () => {
        "CASE :nouns ->> e.action
           WHEN 'person' THEN coalesce(
             (SELECT c.name FROM contacts c WHERE c.id = e.subject_id AND c.workspace_id = e.workspace_id),
             (SELECT u.name FROM users u WHERE u.id = e.subject_id AND u.workspace_id = e.workspace_id))
           WHEN 'account' THEN (SELECT a.name FROM accounts a WHERE a.id = e.subject_id AND a.workspace_id = e.workspace_id)
           WHEN 'sign-up' THEN (SELECT s.name FROM sign_ups s WHERE s.id = e.subject_id AND s.workspace_id = e.workspace_id)
           WHEN 'lead' THEN (SELECT l.name FROM leads l WHERE l.id = e.subject_id AND l.workspace_id = e.workspace_id)
           WHEN 'passenger' THEN (SELECT p.name FROM passengers p WHERE p.id = e.subject_id AND p.workspace_id = e.workspace_id)
           WHEN 'trip' THEN (SELECT t.reference FROM trips t WHERE t.id = e.subject_id AND t.workspace_id = e.workspace_id)
           WHEN 'block' THEN (SELECT k.registration FROM blocks b JOIN tails k ON k.id = b.tail_id WHERE b.id = e.subject_id AND b.workspace_id = e.workspace_id)
           WHEN 'request' THEN (SELECT r.reference FROM requests r WHERE r.id = e.subject_id AND r.workspace_id = e.workspace_id)
           WHEN 'quote' THEN (SELECT q.reference || iif(q.revision > 1, ', version ' || q.revision, '') FROM quotes q WHERE q.id = e.subject_id AND q.workspace_id = e.workspace_id)
           WHEN 'invoice' THEN coalesce((SELECT i.number FROM invoices i WHERE i.id = e.subject_id AND i.workspace_id = e.workspace_id),
             (SELECT d.about FROM invoice_drafts d WHERE d.id = e.subject_id AND d.workspace_id = e.workspace_id))
           WHEN 'rate' THEN (SELECT r.name FROM rates r WHERE r.id = e.subject_id AND r.workspace_id = e.workspace_id)
           WHEN 'thread' THEN (SELECT t.subject FROM threads t WHERE t.id = e.subject_id AND t.workspace_id = e.workspace_id)
           WHEN 'tail' THEN (SELECT k.registration FROM tails k WHERE k.id = e.subject_id AND k.workspace_id = e.workspace_id)
           WHEN 'FBO' THEN (SELECT f.name FROM fbos f WHERE f.id = e.subject_id AND f.workspace_id = e.workspace_id)
           WHEN 'order' THEN (SELECT s.reference FROM services s WHERE s.id = e.subject_id AND s.workspace_id = e.workspace_id)
           WHEN 'key' THEN (SELECT y.name FROM api_keys y WHERE y.id = e.subject_id AND y.workspace_id = e.workspace_id)
           WHEN 'mail' THEN (SELECT coalesce(nullif(o.subject, ''), o.to_email) FROM outbox o WHERE o.id = e.subject_id AND o.workspace_id = e.workspace_id)
         END "
    };
}

/// The newest events of the workspace that an index finds for a key `k`.
macro_rules! newest {
    ($index:literal, $of_key:literal) => {
        concat!(
            "SELECT id FROM (SELECT x.id FROM events x INDEXED BY ",
            $index,
            " WHERE x.workspace_id = me.workspace_id ",
            $of_key,
            " AND x.at >= :from AND (x.at, x.id) < (:after, :after_id) ORDER BY x.at DESC, x.id DESC LIMIT :depth)"
        )
    };
}

/// Reads the trail by one index or more: the newest `:depth` events of each key. Where a key has
/// more, the result ends at the newest of the oldest events that were looked at (`horizon`), which
/// is a row of its own.
macro_rules! trail {
    ($keys:literal, $($newest:tt)+) => {
        staff!(concat!(
            people!(),
            ", keys (key) AS (", $keys, "),
                                         found AS MATERIALIZED (
                                           SELECT e.id, e.at, e.actor_id, e.action, e.subject_id, e.address,
                                             row_number() OVER (PARTITION BY k.key ORDER BY e.at DESC, e.id DESC) AS place
                                           FROM me CROSS JOIN keys k CROSS JOIN events e ON e.id IN (", $($newest)+, ")),
                                                                                                                      horizon AS (SELECT at, id FROM found WHERE place = :depth ORDER BY at DESC, id DESC LIMIT 1),
                                                                                                                      shown AS (
                                                                                                                        SELECT f.id FROM found f
                                                                                                                        WHERE (:subject = '' OR f.subject_id = :subject) AND (:address = '' OR f.address = :address)
                                                                                                                          AND (:person = '' OR f.actor_id IN (SELECT id FROM people) OR f.subject_id IN (SELECT id FROM people))
                                                                                                                          AND (:actions = '[]' OR f.action IN (SELECT value FROM json_each(:actions)))
                                                                                                                          AND (NOT EXISTS (SELECT 1 FROM horizon) OR (f.at, f.id) >= (SELECT at, id FROM horizon))
                                                                                                                        ORDER BY f.at DESC, f.id DESC LIMIT :most)
                                                                                                                      SELECT e.id, e.at, e.face, e.action, e.note, e.host, e.address, e.country, e.actor_id, coalesce(a.name, (SELECT y.name FROM api_keys y WHERE y.id = e.api_key_id)) AS actor, e.subject_id, ",
            subject!(), " AS subject,
                           CASE :nouns ->> e.action WHEN 'person' THEN coalesce(
                             (SELECT 'contacts/' || c.id FROM contacts c WHERE c.id = e.subject_id AND c.workspace_id = e.workspace_id),
                             (SELECT coalesce('contacts/' || u.contact_id, 'staff/' || u.id) FROM users u WHERE u.id = e.subject_id AND u.workspace_id = e.workspace_id))
                             ELSE e.subject_id END AS page_id,
                           0 AS is_end
                         FROM shown s CROSS JOIN events e ON e.id = s.id LEFT JOIN users a ON a.id = e.actor_id
                         UNION ALL SELECT id, at, '', '', '', '', '', '', NULL, NULL, '', NULL, NULL, 1 FROM horizon
                         ORDER BY at DESC, id DESC LIMIT 20000"
        ))
    };
}

fn statement(by: By) -> &'static str {
    match by {
        By::Time => trail!("SELECT workspace_id FROM me", newest!("events_by_time", "")),
        By::Subject => {
            trail!("SELECT :subject", newest!("events_by_subject", "AND x.subject_id = k.key"))
        }
        By::Address => {
            trail!("SELECT :address", newest!("events_by_address", "AND x.address = k.key"))
        }
        // What they did, and failed sign-ins in their name.
        By::Person => trail!(
            "SELECT id FROM people",
            concat!(
                newest!("events_by_actor", "AND x.actor_id = k.key"),
                " UNION ALL ",
                newest!("events_by_subject", "AND x.subject_id = k.key")
            )
        ),
        By::Action => trail!(
            "SELECT value FROM json_each(:actions)",
            newest!("events_by_action", "AND x.action = k.key")
        ),
    }
}

/// Up to `most` events and one more, after a cursor; and perhaps the row of the horizon.
pub fn events(scope: &Scope, filter: &Filter, from: Cursor, most: usize) -> Query<Vec<Event>> {
    let nouns: BTreeMap<_, _> = ACTIONS.iter().map(|it| (it.name, it.noun.word())).collect();
    let most = most.saturating_add(1);
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let from = from.before(filter.until.map(|until| until.saturating_add(1)));
    scope
        .query(statement(filter.by()))
        .bind("from", filter.from.unwrap_or(0))
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("subject", filter.subject.as_str())
        .bind("address", filter.address.as_str())
        .bind("person", filter.person.as_str())
        .bind("actions", as_json(&filter.actions()))
        .bind("depth", number(filter.depth(most)))
        .bind("most", number(most))
        .bind("nouns", as_json(&nouns))
}
