-- Index of the jobs that are due, in the order in which the sweep reads them page by page.
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE state IN ('queued', 'working');
