-- Requests are the deals of the operator. They get states for a proposed alternative, for deals that were lost to somebody
-- else, and for requests that nobody decided before they were over. A CHECK cannot be altered, and quotes refer to the rows,
-- so the column is replaced instead of the table.
DROP INDEX requests_by_state;
DROP INDEX requests_by_wait;
DROP INDEX requests_by_departure;
DROP INDEX requests_by_client;
DROP INDEX own_requests_by_wait;
DROP INDEX own_requests_by_state;
DROP INDEX own_requests_by_departure;
DROP INDEX own_requests_by_client;
ALTER TABLE requests RENAME COLUMN state TO old_state;
ALTER TABLE requests ADD COLUMN state TEXT NOT NULL DEFAULT 'submitted'
  CHECK (state IN ('submitted', 'under_review', 'alternative_proposed', 'quoted', 'won', 'declined', 'lost', 'cancelled', 'dropped'));
UPDATE requests SET state = old_state;
ALTER TABLE requests DROP COLUMN old_state;

-- Why the operator declined it, or lost it, chosen from a list, so that reasons can be counted; the words are in `reason`.
ALTER TABLE requests ADD COLUMN closed_for TEXT
  CHECK (closed_for IN ('vehicle', 'dates', 'route', 'price', 'elsewhere', 'no_answer', 'plans_changed', 'duplicate', 'other'));

-- Until when an alternative can be answered that the operator proposed; none while there is none.
ALTER TABLE requests ADD COLUMN proposed_until INTEGER;
-- When the last leg has departed: at its time, or at the end of its day while the time is not agreed. An open request is
-- over from then on, even before the clock has marked it as dropped.
ALTER TABLE requests ADD COLUMN ends_at INTEGER GENERATED ALWAYS AS (
  max(coalesce(proposed_until, 0), coalesce((itinerary ->> '$[#-1].departs_at') + iif(itinerary ->> '$[#-1].time_agreed', 0, 43200000), 9007199254740991))) VIRTUAL;

CREATE INDEX requests_by_state ON requests (workspace_id, state, created_at, id);
CREATE INDEX requests_by_wait ON requests (workspace_id, state, waiting_since, id);
CREATE INDEX requests_by_departure ON requests (workspace_id, state, departs_at, id);
CREATE INDEX requests_by_client ON requests (workspace_id, state, account_name, id);
CREATE INDEX own_requests_by_wait ON requests (assigned_to, state, waiting_since, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX own_requests_by_state ON requests (assigned_to, state, created_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX own_requests_by_departure ON requests (assigned_to, state, departs_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX own_requests_by_client ON requests (assigned_to, state, account_name, id) WHERE assigned_to IS NOT NULL;
-- The same for requests that nobody works on.
CREATE INDEX free_requests_by_wait ON requests (workspace_id, state, waiting_since, id) WHERE assigned_to IS NULL;
CREATE INDEX free_requests_by_state ON requests (workspace_id, state, created_at, id) WHERE assigned_to IS NULL;
CREATE INDEX free_requests_by_departure ON requests (workspace_id, state, departs_at, id) WHERE assigned_to IS NULL;
CREATE INDEX free_requests_by_client ON requests (workspace_id, state, account_name, id) WHERE assigned_to IS NULL;
-- How many are open is counted on every page; which are over is asked by the clock; a search looks up the beginning of a route.
CREATE INDEX requests_by_end ON requests (workspace_id, state, ends_at);
CREATE INDEX requests_to_drop ON requests (ends_at) WHERE state IN ('submitted', 'under_review', 'alternative_proposed', 'quoted');
CREATE INDEX requests_by_route ON requests (workspace_id, lower(route), id);
-- Deals are found by their contact, too, the newest first.
DROP INDEX requests_by_contact;
CREATE INDEX requests_by_contact ON requests (contact_id, created_at, id);

-- Giving a deal to a colleague mails them.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES ('request_assigned', 'deals', 60, 300, 20, 1000);
