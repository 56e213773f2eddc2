-- Accounting is told of each invoice that becomes overdue, in every workspace: the clock looks at all of them each morning, and
-- not only at those that remind their clients. workspaces.reminders_at is when it looks next, and NULL where it never did.
CREATE INDEX workspaces_to_plan ON workspaces (id) WHERE reminders_at IS NULL;
