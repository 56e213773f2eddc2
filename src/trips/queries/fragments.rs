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

/// "T-1001, TEB to PBI": the trip and the route of a row that has `trip_id` and `route`; the route alone where it has no trip.
macro_rules! trip_and_route {
    ($of:literal) => {
        concat!(
            "coalesce((SELECT x.reference || ', ' FROM trips x WHERE x.id = ",
            $of,
            ".trip_id), '') || ",
            $of,
            ".route"
        )
    };
}
pub(crate) use trip_and_route;

/// The columns of an [`AcceptedQuote`](crate::trips::AcceptedQuote), of the accepted quote `q`; `sees` is the condition for reading its sums.
macro_rules! accepted_quote {
    ($sees:literal, $from:literal) => {
        concat!(
            "SELECT q.id, q.reference, EXISTS (SELECT 1 FROM acceptances x WHERE x.quote_id = q.id AND x.undone_at IS NULL AND x.sealed_at IS NOT NULL) AND ", $sees, " AS is_sealed,
               EXISTS (SELECT 1 FROM invoices i WHERE i.quote_id = q.id AND i.state = 'issued' AND i.is_deposit = 0) AS is_invoiced,
               q.currency, iif(", $sees, ", q.total, 0) AS total, iif(", $sees, ", q.deposit, 0) AS deposit, q.balance_on, q.answered_at,
               iif(", $sees, ", (SELECT coalesce(sum(p.unallocated), 0) FROM payments p INDEXED BY payments_of_quote WHERE p.quote_id = q.id AND p.currency = q.currency), 0) AS advance ",
            $from,
            " AND q.state = 'accepted' LIMIT 1"
        )
    };
}
pub(super) use accepted_quote;

/// What is still to be paid of accepted quotes that no invoice bills yet, of trips that are not canceled and have not
/// ended for a month: rows of `currency`, `deposit`, `balance` and `balance_on`. The argument names the quotes `q`.
macro_rules! signed_for {
    ($from:literal) => {
        concat!(
            "(SELECT y.currency, y.balance_on, max(y.deposit - y.received, 0) AS deposit, max(y.total - max(y.received, y.deposit), 0) AS balance
              FROM (SELECT q.currency, q.balance_on, q.deposit, q.total, (SELECT coalesce(sum(p.amount - p.surcharge - p.refunded), 0)
                  FROM payments p INDEXED BY payments_of_quote WHERE p.quote_id = q.id AND p.currency = q.currency) AS received ",
            $from,
            " AND q.state = 'accepted' AND q.invoiced_at IS NULL AND (q.deposit > 0 OR q.balance_on IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM invoices x WHERE x.quote_id = q.id AND x.state = 'issued')
              JOIN trips o ON o.id = q.trip_id AND o.ends_at >= :now - 2592000000 JOIN stages k ON k.id = o.stage_id AND k.kind <> 'cancelled') y)"
        )
    };
}
pub(crate) use signed_for;
