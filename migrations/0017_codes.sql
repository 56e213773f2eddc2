-- Mailed sign-in links and codes. A row is inserted for every address that is entered, so that the response does not
-- reveal which addresses have an account; a row without a user can never be used. Link and code are generated when
-- the mail is sent, and only their digests are stored.
CREATE TABLE codes (
  id TEXT PRIMARY KEY REFERENCES events,    -- the event of asking for it
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  user_id TEXT REFERENCES users,
  account TEXT NOT NULL,                    -- digest of the entered address; empty if too many were asked for
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'reset')),
  next TEXT NOT NULL,                       -- path to continue at after signing in
  browser TEXT NOT NULL,                    -- digest of the cookie of the browser that asked
  device TEXT NOT NULL,
  link_digest TEXT,
  code_digest TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER                          -- when it was used, or replaced by a newer one
) STRICT;
CREATE INDEX codes_by_account ON codes (workspace_id, face, account, created_at);
CREATE INDEX codes_by_browser ON codes (browser);
CREATE UNIQUE INDEX codes_by_link ON codes (link_digest) WHERE link_digest IS NOT NULL;
CREATE INDEX codes_by_age ON codes (created_at);

-- For the cron job that deletes old rows.
CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sign_in_failures_by_age ON sign_in_failures (since);
