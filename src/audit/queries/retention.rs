//! The statements that delete network addresses and events which were kept long enough.
use crate::db::query::{Changes, Query};

/// A table expression: for each workspace, the events whose address is to be deleted: some 500 from `since`,
/// and none from `until` on.
macro_rules! due {
    () => {
        "(SELECT w.id, w.addresses_kept_from AS since, coalesce(
           (SELECT x.at FROM events x INDEXED BY events_by_time WHERE x.workspace_id = w.id AND x.at >= w.addresses_kept_from
              AND x.at < :now - w.keeps_address_days * 86400000 ORDER BY x.at LIMIT 1 OFFSET 500),
           :now - w.keeps_address_days * 86400000) AS until FROM workspaces w)"
    };
}

/// Deletes the network addresses of old events, and records how far that went.
pub fn forget_addresses(now: i64) -> (Query<Changes>, Query<Changes>) {
    (
        Query::new(concat!(
            "UPDATE events SET address = '', country = '' WHERE address <> '' AND id IN (SELECT e.id FROM ",
            due!(),
            " d CROSS JOIN events e INDEXED BY events_by_time ON e.workspace_id = d.id AND e.at >= d.since AND e.at < d.until)"
        ))
        .bind("now", now),
        Query::new(concat!(
            "UPDATE workspaces SET addresses_kept_from = d.until FROM ",
            due!(),
            " d WHERE d.id = workspaces.id AND d.until > workspaces.addresses_kept_from"
        ))
        .bind("now", now),
    )
}

/// Deletes up to 500 events that are older than their workspace keeps its trail, counted from its newest event, and that
/// nothing refers to any more.
pub fn forget_events(now: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM events WHERE id IN (SELECT e.id FROM
           (SELECT w.id, min(:now, coalesce((SELECT x.at FROM events x INDEXED BY events_by_time WHERE x.workspace_id = w.id ORDER BY x.at DESC LIMIT 1), 0))
              - w.keeps_trail_days * 86400000 AS until FROM workspaces w) d
           CROSS JOIN events e INDEXED BY events_by_time ON e.workspace_id = d.id AND e.at < d.until
           WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.event_id = e.id) AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.event_id = e.id)
             AND NOT EXISTS (SELECT 1 FROM codes c WHERE c.id = e.id) AND NOT EXISTS (SELECT 1 FROM address_changes a WHERE a.event_id = e.id) LIMIT 500)",
    )
    .bind("now", now)
}
