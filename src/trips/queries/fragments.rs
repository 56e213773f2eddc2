//! Fragments that select what a trip's pages need beside its row.

/// Whether clients may still change the trip `t` at its stage `s`: it is not over, and its stage is before the limit.
macro_rules! is_below_limit {
    () => {
        "(s.kind NOT IN ('completed', 'cancelled') AND NOT EXISTS (SELECT 1 FROM workspaces w JOIN stages x ON x.id = w.stage_limit
           WHERE w.id = t.workspace_id AND s.rank >= x.rank))"
    };
}
pub(crate) use is_below_limit;

/// The crew of the trip `t` as a JSON array.
macro_rules! crew_of_trip {
    () => {
        "(SELECT json_group_array(json_object('duty', c.duty, 'name', c.name))
         FROM (SELECT duty, name FROM trip_crew WHERE trip_id = t.id ORDER BY position LIMIT 50) c)"
    };
}
pub(super) use crew_of_trip;

/// The operator's figures about duty, for the trip `t`.
macro_rules! duty_rules {
    () => {
        "(SELECT json_object('report', w.duty_report, 'release', w.duty_release, 'most', w.duty_most, 'rest', w.duty_rest, 'under_way', w.duty_under_way)
         FROM workspaces w WHERE w.id = t.workspace_id) AS duty_rules, "
    };
}
pub(super) use duty_rules;
