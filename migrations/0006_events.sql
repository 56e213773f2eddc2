-- Every change begins with its event: the row is written only if the change's guard holds, and all
-- that follows in the transaction hangs on it. It is the audit trail, and the memory of forms sent:
-- the same form (key) of the same person is carried out once, and answered each time.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  actor_id TEXT REFERENCES users,           -- null: the system
  face TEXT NOT NULL CHECK (face IN ('client', 'ops', 'system')),
  action TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',            -- a reason, a stage's name: what history shows
  key TEXT,                                 -- of the form that asked, and its address
  digest TEXT,                              -- of the form's contents
  answer TEXT,                              -- where the visitor was sent afterwards
  address TEXT NOT NULL DEFAULT '',         -- network address of the visitor
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_by_key ON events (workspace_id, actor_id, key) WHERE key IS NOT NULL;
CREATE INDEX events_by_subject ON events (workspace_id, subject_id, at);

-- The audit trail is append-only.
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- Work that follows a change: written with it, done later by a queue consumer. The queue's message
-- is this row's id; the row is the truth. Bodies of mails are made when they are sent, so no secret
-- rests here.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  event_id TEXT NOT NULL REFERENCES events,
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'invoice_pdf')),
  task TEXT NOT NULL CHECK (json_valid(task)),
  to_user_id TEXT REFERENCES users,
  to_email TEXT NOT NULL DEFAULT '',
  to_name TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',         -- of the mail, once made
  state TEXT NOT NULL CHECK (state IN ('queued', 'working', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,                 -- not before; while working: the claim's end
  provider_id TEXT,
  fault TEXT,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state IN ('queued', 'working');
CREATE INDEX outbox_by_event ON outbox (event_id);
CREATE INDEX outbox_by_workspace ON outbox (workspace_id, kind, created_at, id);
CREATE INDEX outbox_dead ON outbox (workspace_id, kind, created_at) WHERE state = 'dead';
