//! Statements about ids that were asked for by somebody who may not see what they are of.
use super::super::probes::{Probe, Probed};
use crate::{
    db::query::{Changes, Query, as_json},
    kit::zoned::DAY,
};

/// Whether the id `i` is of a row of another workspace, or of an account that the client `u` is not in.
macro_rules! of_account {
    ($table:literal, $account:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM ",
            $table,
            " x WHERE x.id = i.value AND (x.workspace_id <> u.workspace_id
              OR u.face = 'client' AND x.",
            $account,
            " NOT IN (SELECT m.account_id FROM memberships m WHERE m.contact_id = u.contact_id)))"
        )
    };
}

/// Whether the id `i` is of a row that clients never see, or of another workspace.
macro_rules! of_staff {
    ($table:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM ",
            $table,
            " x WHERE x.id = i.value AND (x.workspace_id <> u.workspace_id OR u.face = 'client'))"
        )
    };
}

/// Counts what was asked for, by its kind. Returns nothing if no id is of something of others.
pub fn probed(probe: &Probe, now: i64) -> Query<Vec<Probed>> {
    Query::new(concat!(
        "INSERT INTO probes (workspace_id, user_id, day, kind, count, last_at)
         SELECT k.workspace_id, k.user_id, :day, k.kind, 1, :now FROM (SELECT u.workspace_id, u.id AS user_id, CASE
           WHEN ", of_account!("trips", "account_id"), " THEN 'trip'
           WHEN ", of_staff!("blocks"), " THEN 'block'
           WHEN ", of_account!("requests", "account_id"), " THEN 'request'
           WHEN ", of_account!("quotes", "account_id"), " THEN 'quote'
           WHEN ", of_account!("invoices", "account_id"), " THEN 'invoice'
           WHEN ", of_account!("threads", "account_id"), " THEN 'thread'
           WHEN ", of_account!("passengers", "account_id"), " THEN 'passenger'
           WHEN ", of_account!("accounts", "id"), " THEN 'account'
           WHEN ", of_staff!("contacts"), " THEN 'contact'
           WHEN ", of_staff!("leads"), " THEN 'lead'
           WHEN ", of_staff!("sign_ups"), " THEN 'sign-up'
           WHEN ", of_staff!("users"), " THEN 'user'
           WHEN ", of_staff!("rates"), " THEN 'rate'
           WHEN ", of_staff!("outbox"), " THEN 'mail' END AS kind
           FROM users u JOIN json_each(:ids) i WHERE u.id = :user) k WHERE k.kind IS NOT NULL
         ON CONFLICT (user_id, day, kind) DO UPDATE SET count = count + 1, last_at = excluded.last_at
         RETURNING kind, count"
    ))
    .bind("user", probe.user)
    .bind("ids", as_json(&probe.ids))
    .bind("day", now / DAY)
    .bind("now", now)
}

/// Deletes up to 500 counts of more than 90 days ago.
pub fn forget_probes(now: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM probes WHERE (user_id, day, kind) IN (SELECT p.user_id, p.day, p.kind FROM probes p WHERE p.day < :day LIMIT 500)",
    )
    .bind("day", now / DAY - 90)
}
