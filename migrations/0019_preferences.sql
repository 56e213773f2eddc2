-- How a person wants to see dates and times.
ALTER TABLE users ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'de', 'fr', 'es', 'sv'));
ALTER TABLE users ADD COLUMN hours INTEGER NOT NULL DEFAULT 24 CHECK (hours IN (12, 24));
ALTER TABLE users ADD COLUMN times TEXT NOT NULL DEFAULT 'local' CHECK (times IN ('local', 'zulu'));
ALTER TABLE users ADD COLUMN phone TEXT NOT NULL DEFAULT '';   -- of staff; clients have the contact's

-- Mail topics that a client turned off. Topics without a row are on, so that a new topic reaches everyone.
CREATE TABLE muted (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  topic TEXT NOT NULL CHECK (topic IN ('quotes', 'trips', 'invoices', 'messages')),
  PRIMARY KEY (user_id, topic)
) STRICT, WITHOUT ROWID;

-- Changes of email address that wait for the code mailed to the new address. One for each person: the newest. Only a
-- keyed digest of the code is stored.
CREATE TABLE address_changes (
  user_id TEXT PRIMARY KEY REFERENCES users,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  email TEXT NOT NULL CHECK (email = lower(email)),
  event_id TEXT NOT NULL REFERENCES events,     -- the event of asking for it, which the mail belongs to
  session TEXT NOT NULL,                        -- digest of the session that asked; only this one can confirm
  code TEXT,                                    -- keyed digest; null until the mail is sent
  tries INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL
) STRICT;

-- Index for a person's open sessions, the last used first.
CREATE INDEX sessions_open ON sessions (user_id, seen_at) WHERE ended_at IS NULL;

-- Index for a person's mailed codes, which end when their password or address changes.
CREATE INDEX codes_open ON codes (user_id) WHERE ended_at IS NULL;
