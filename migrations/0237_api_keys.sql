-- The operator's other systems (scheduling, accounting, CRM) use the API with keys. A key is shown once; its digest is
-- stored. What it may do is fixed when it is made: a key that is to do something else is a new key.
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  ending TEXT NOT NULL,                     -- its last characters, by which people tell keys apart
  abilities TEXT NOT NULL CHECK (json_valid(abilities)),  -- ["trips:read", …]
  made_by TEXT NOT NULL REFERENCES users,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,                       -- the last millisecond; null: until it is revoked
  used_at INTEGER,                          -- to the hour
  revoked_at INTEGER
) STRICT;
CREATE INDEX api_keys_by_workspace ON api_keys (workspace_id, created_at, id);

-- The key that a change was made with. A request with the same Idempotency-Key is carried out once.
ALTER TABLE events ADD COLUMN api_key_id TEXT REFERENCES api_keys;
CREATE UNIQUE INDEX events_by_api_key ON events (workspace_id, api_key_id, key) WHERE api_key_id IS NOT NULL;
DROP TRIGGER events_are_not_changed;
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
WHEN OLD.address = '' OR NEW.address <> '' OR NEW.country <> ''
  OR (NEW.id, NEW.workspace_id, NEW.actor_id, NEW.api_key_id, NEW.face, NEW.action, NEW.subject_id, NEW.note, NEW.key, NEW.digest, NEW.answer, NEW.host, NEW.at)
    IS NOT (OLD.id, OLD.workspace_id, OLD.actor_id, OLD.api_key_id, OLD.face, OLD.action, OLD.subject_id, OLD.note, OLD.key, OLD.digest, OLD.answer, OLD.host, OLD.at)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('api_key_made', 'api_keys', 20, 40, NULL, 40),
  ('api_lead_sent', 'api_leads', NULL, NULL, NULL, 2000);
