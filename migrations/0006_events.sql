-- The audit trail. Every change first inserts its event, if the guard of the change holds; the other statements
-- of the transaction depend on that row. It also remembers forms: a form (key) that the same person sends again
-- is not carried out again, but gets the same answer.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  actor_id TEXT REFERENCES users,           -- null: the portal itself
  face TEXT NOT NULL CHECK (face IN ('client', 'ops', 'system')),
  action TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',            -- shown in the history: a reason, the name of a stage
  key TEXT,                                 -- digest of the form's key and address
  digest TEXT,                              -- digest of the form's contents
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

-- Jobs, such as mails, that follow a change. A job is inserted with the change and done later by the queue
-- consumer; the queue's message is only the id of this row. Mails are written when they are sent, so no secret is
-- stored here.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  event_id TEXT NOT NULL REFERENCES events,
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'invoice_pdf')),
  task TEXT NOT NULL CHECK (json_valid(task)),
  to_user_id TEXT REFERENCES users,
  to_email TEXT NOT NULL DEFAULT '',
  to_name TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',         -- subject of the mail, once it was written
  state TEXT NOT NULL CHECK (state IN ('queued', 'working', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,                 -- earliest time of the next attempt; while working: when the claim ends
  provider_id TEXT,
  fault TEXT,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state IN ('queued', 'working');
CREATE INDEX outbox_by_event ON outbox (event_id);
CREATE INDEX outbox_by_workspace ON outbox (workspace_id, kind, created_at, id);
CREATE INDEX outbox_dead ON outbox (workspace_id, kind, created_at) WHERE state = 'dead';
