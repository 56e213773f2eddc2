//! The statements that delete network addresses which were kept long enough.
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
            "UPDATE events SET address = '' WHERE address <> '' AND id IN (SELECT e.id FROM ",
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
