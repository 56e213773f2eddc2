-- How a person likes to read dates and times, on every page they see.
ALTER TABLE users ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'de', 'fr', 'es', 'sv'));
ALTER TABLE users ADD COLUMN hours INTEGER NOT NULL DEFAULT 24 CHECK (hours IN (12, 24));
ALTER TABLE users ADD COLUMN times TEXT NOT NULL DEFAULT 'local' CHECK (times IN ('local', 'zulu'));
ALTER TABLE users ADD COLUMN phone TEXT NOT NULL DEFAULT '';   -- of staff; a client's is the contact's

-- Mails that a client does not want. A row is a no, so that a new topic reaches everyone.
CREATE TABLE muted (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  topic TEXT NOT NULL CHECK (topic IN ('quotes', 'trips', 'invoices', 'messages')),
  PRIMARY KEY (user_id, topic)
) STRICT, WITHOUT ROWID;

-- An address that a person wants to be reached and to sign in at, until the code that was mailed
-- there is typed. One a person: the newest. The code itself is nowhere, only its keyed digest.
CREATE TABLE address_changes (
  user_id TEXT PRIMARY KEY REFERENCES users,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  email TEXT NOT NULL CHECK (email = lower(email)),
  event_id TEXT NOT NULL REFERENCES events,     -- of the form that asked; what its mail answers to
  session TEXT NOT NULL,                        -- digest of the session that asked: nobody else confirms it
  code TEXT,                                    -- keyed digest; none until the mail is made
  tries INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL
) STRICT;

-- A person's open sessions, the one used last first.
CREATE INDEX sessions_open ON sessions (user_id, seen_at) WHERE ended_at IS NULL;

-- What was mailed to let a person in, to be ended with their password or their address.
CREATE INDEX codes_open ON codes (user_id) WHERE ended_at IS NULL;
