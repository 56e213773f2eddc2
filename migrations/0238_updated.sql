-- When a record last changed, by which the API lists: whoever reads the list again from the last moment they have misses
-- nothing. It is the time of the workspace's latest event, which every change begins with, so it never goes back.

ALTER TABLE requests ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
UPDATE requests SET updated_at = max(created_at, coalesce((SELECT max(e.at) FROM events e
  WHERE e.workspace_id = requests.workspace_id AND e.subject_id = requests.id), 0));
CREATE INDEX requests_by_update ON requests (workspace_id, updated_at, id);
CREATE TRIGGER requests_are_new AFTER INSERT ON requests WHEN NEW.updated_at = 0
BEGIN
  UPDATE requests SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;
CREATE TRIGGER requests_are_updated AFTER UPDATE ON requests WHEN NEW.updated_at = OLD.updated_at
BEGIN
  UPDATE requests SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;

ALTER TABLE trips ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
UPDATE trips SET updated_at = max(created_at, coalesce((SELECT max(e.at) FROM events e
  WHERE e.workspace_id = trips.workspace_id AND e.subject_id = trips.id), 0));
CREATE INDEX trips_by_update ON trips (workspace_id, updated_at, id);
CREATE TRIGGER trips_are_new AFTER INSERT ON trips WHEN NEW.updated_at = 0
BEGIN
  UPDATE trips SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;
CREATE TRIGGER trips_are_updated AFTER UPDATE ON trips WHEN NEW.updated_at = OLD.updated_at
BEGIN
  UPDATE trips SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;

ALTER TABLE quotes ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
UPDATE quotes SET updated_at = max(created_at, coalesce((SELECT max(e.at) FROM events e
  WHERE e.workspace_id = quotes.workspace_id AND e.subject_id = quotes.id), 0));
CREATE INDEX quotes_by_update ON quotes (workspace_id, updated_at, id);
CREATE TRIGGER quotes_are_new AFTER INSERT ON quotes WHEN NEW.updated_at = 0
BEGIN
  UPDATE quotes SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;
CREATE TRIGGER quotes_are_updated AFTER UPDATE ON quotes WHEN NEW.updated_at = OLD.updated_at
BEGIN
  UPDATE quotes SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;

ALTER TABLE invoices ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
UPDATE invoices SET updated_at = max(created_at, coalesce((SELECT max(e.at) FROM events e
  WHERE e.workspace_id = invoices.workspace_id AND e.subject_id = invoices.id), 0));
CREATE INDEX invoices_by_update ON invoices (workspace_id, updated_at, id);
CREATE TRIGGER invoices_are_new AFTER INSERT ON invoices WHEN NEW.updated_at = 0
BEGIN
  UPDATE invoices SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;
CREATE TRIGGER invoices_are_updated AFTER UPDATE ON invoices WHEN NEW.updated_at = OLD.updated_at
BEGIN
  UPDATE invoices SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;

ALTER TABLE payments ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
UPDATE payments SET updated_at = max(created_at, coalesce((SELECT max(e.at) FROM events e
  WHERE e.workspace_id = payments.workspace_id AND e.subject_id = payments.id), 0));
CREATE INDEX payments_by_update ON payments (workspace_id, updated_at, id);
CREATE TRIGGER payments_are_new AFTER INSERT ON payments WHEN NEW.updated_at = 0
BEGIN
  UPDATE payments SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;
CREATE TRIGGER payments_are_updated AFTER UPDATE ON payments WHEN NEW.updated_at = OLD.updated_at
BEGIN
  UPDATE payments SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;

ALTER TABLE accounts ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
UPDATE accounts SET updated_at = max(created_at, coalesce((SELECT max(e.at) FROM events e
  WHERE e.workspace_id = accounts.workspace_id AND e.subject_id = accounts.id), 0));
CREATE INDEX accounts_by_update ON accounts (workspace_id, updated_at, id);
CREATE TRIGGER accounts_are_new AFTER INSERT ON accounts WHEN NEW.updated_at = 0
BEGIN
  UPDATE accounts SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;
CREATE TRIGGER accounts_are_updated AFTER UPDATE ON accounts WHEN NEW.updated_at = OLD.updated_at
BEGIN
  UPDATE accounts SET updated_at = max(NEW.created_at, coalesce((SELECT max(e.at) FROM events e WHERE e.workspace_id = NEW.workspace_id), 0)) WHERE id = NEW.id;
END;
