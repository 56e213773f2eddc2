-- Lists of staff are sorted by their columns. The sort keys that are not columns of the row itself are stored with it,
-- and triggers keep them: account_name is the sort key of the account's name, waiting_since the moment when the client
-- last asked for something (sent the request, or asked for changes to a quote).
ALTER TABLE requests ADD COLUMN waiting_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN account_name TEXT NOT NULL DEFAULT '';
ALTER TABLE trips ADD COLUMN account_name TEXT NOT NULL DEFAULT '';
UPDATE requests SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = requests.account_id),
  waiting_since = max(created_at, coalesce((SELECT max(q.answered_at) FROM quotes q WHERE q.request_id = requests.id AND q.state = 'change_requested'), 0));
UPDATE trips SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = trips.account_id);

CREATE TRIGGER requests_get_sort_keys AFTER INSERT ON requests
BEGIN
  UPDATE requests SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = NEW.account_id), waiting_since = NEW.created_at WHERE id = NEW.id;
END;
CREATE TRIGGER requests_sort_by_their_account AFTER UPDATE OF account_id ON requests
BEGIN
  UPDATE requests SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = NEW.account_id) WHERE id = NEW.id;
END;
CREATE TRIGGER trips_get_sort_keys AFTER INSERT ON trips
BEGIN
  UPDATE trips SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = NEW.account_id) WHERE id = NEW.id;
END;
CREATE TRIGGER trips_sort_by_their_account AFTER UPDATE OF account_id ON trips
BEGIN
  UPDATE trips SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = NEW.account_id) WHERE id = NEW.id;
END;
CREATE TRIGGER accounts_are_sort_keys AFTER UPDATE OF sort_name ON accounts
BEGIN
  UPDATE requests SET account_name = NEW.sort_name WHERE account_id = NEW.id;
  UPDATE trips SET account_name = NEW.sort_name WHERE account_id = NEW.id;
END;
CREATE TRIGGER changes_asked_for_wait AFTER UPDATE OF state ON quotes WHEN NEW.state = 'change_requested'
BEGIN
  UPDATE requests SET waiting_since = max(waiting_since, coalesce(NEW.answered_at, 0)) WHERE id = NEW.request_id;
END;
CREATE TRIGGER changes_asked_for_before_wait AFTER INSERT ON quotes WHEN NEW.state = 'change_requested'
BEGIN
  UPDATE requests SET waiting_since = max(waiting_since, coalesce(NEW.answered_at, 0)) WHERE id = NEW.request_id;
END;

-- One index for each column that a list is sorted by: of every request, and of those that one member of staff works on.
CREATE INDEX requests_by_wait ON requests (workspace_id, state, waiting_since, id);
CREATE INDEX requests_by_departure ON requests (workspace_id, state, departs_at, id);
CREATE INDEX requests_by_client ON requests (workspace_id, state, account_name, id);
CREATE INDEX own_requests_by_wait ON requests (assigned_to, state, waiting_since, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX own_requests_by_state ON requests (assigned_to, state, created_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX own_requests_by_departure ON requests (assigned_to, state, departs_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX own_requests_by_client ON requests (assigned_to, state, account_name, id) WHERE assigned_to IS NOT NULL;

-- Whether a trip is upcoming or past is decided by its stage first, so lists read the trips of each stage by departure.
DROP INDEX trips_by_stage;
CREATE INDEX trips_by_stage ON trips (workspace_id, stage_id, departs_at, id);
CREATE INDEX trips_by_client ON trips (workspace_id, stage_id, account_name, id);
CREATE INDEX trips_of_account ON trips (account_id, stage_id, departs_at, id);
CREATE INDEX trips_of_tail ON trips (tail_id, stage_id, departs_at, id);
