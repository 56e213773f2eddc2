-- What a person is told: one row for each person and event, written with the change. It is shown under the bell, and mailed as
-- the person chose: now, with others once a day, or never. The mail is written with the row (below), so that there is one
-- way to tell somebody something.
CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  event_id TEXT NOT NULL REFERENCES events,
  occasion TEXT NOT NULL,                   -- which of src/mail/occasions.rs
  subject TEXT NOT NULL,
  lead TEXT NOT NULL,                       -- what happened, in a sentence or two
  path TEXT NOT NULL,                       -- the page that it leads to
  job TEXT NOT NULL,                        -- the mail, as in the outbox
  task TEXT NOT NULL CHECK (json_valid(task)),
  email TEXT NOT NULL CHECK (email IN ('now', 'daily', 'never')),
  shown INTEGER NOT NULL CHECK (shown IN (0, 1)),
  at INTEGER NOT NULL,
  read_at INTEGER,
  digested_at INTEGER                       -- when it went out with others
) STRICT;
CREATE INDEX notices_of_user ON notices (user_id, at, id) WHERE shown = 1;
CREATE INDEX notices_unread ON notices (user_id, path) WHERE shown = 1 AND read_at IS NULL;
CREATE INDEX notices_to_digest ON notices (user_id, at) WHERE email = 'daily' AND digested_at IS NULL;
CREATE INDEX notices_to_forget ON notices (workspace_id, at);

-- What a person chose for a single occasion, instead of what holds for its topic (muted, notifications).
CREATE TABLE notice_choices (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  occasion TEXT NOT NULL,
  email TEXT CHECK (email IN ('now', 'daily', 'never')),  -- null: as for the topic
  shown INTEGER NOT NULL DEFAULT 1 CHECK (shown IN (0, 1)),
  PRIMARY KEY (user_id, occasion)
) STRICT, WITHOUT ROWID;

-- The occasion of a mail, which its reader can stop; empty where the mail is about their own access.
ALTER TABLE outbox ADD COLUMN occasion TEXT NOT NULL DEFAULT '';

CREATE TRIGGER notices_are_mailed AFTER INSERT ON notices WHEN NEW.email = 'now'
BEGIN
  INSERT INTO outbox (id, workspace_id, event_id, job, task, subject, occasion, to_face, to_user_id, to_email, to_name, state, next_at, created_at)
  SELECT lower(hex(randomblob(16))), NEW.workspace_id, NEW.event_id, NEW.job, NEW.task, NEW.subject, NEW.occasion, u.face, u.id, u.email, u.name,
    'queued', NEW.at, NEW.at FROM users u WHERE u.id = NEW.user_id;
END;

-- The sweep looks for trips and documents of which people are to be told.
CREATE INDEX passengers_expiring ON passengers (workspace_id, document_expires_on) WHERE removed_at IS NULL AND document_expires_on <> '';
