//! Statements about the runs of the clock's jobs.
use super::Run;
use crate::db::{
    query::{Changes, Query, as_json},
    scope::{Scope, staff},
};

/// Stores the last run of each job.
pub fn record(runs: &[Run]) -> Query<Changes> {
    Query::new(
        "INSERT INTO job_runs (name, at, took, fault)
         SELECT value ->> 'name', value ->> 'at', value ->> 'took', value ->> 'fault' FROM json_each(:runs) WHERE true
         ON CONFLICT (name) DO UPDATE SET at = excluded.at, took = excluded.took, fault = excluded.fault",
    )
    .repeats()
    .bind("runs", as_json(&runs))
}

/// The last runs. They are the same for the staff of every workspace.
pub fn runs(scope: &Scope) -> Query<Vec<Run>> {
    scope.query(staff!(
        "SELECT r.name, r.at, r.took, r.fault FROM me JOIN job_runs r ON me.workspace_id IS NOT NULL ORDER BY r.name LIMIT 50"
    ))
}
