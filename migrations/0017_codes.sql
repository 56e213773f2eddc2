-- A mailed sign-in link and its code. The row is made when they are asked for, for whatever address
-- was typed, so that nobody learns whose it is: without a user it answers alike and opens nothing.
-- Link and code are drawn when the mail is made, and only their digests rest here.
CREATE TABLE codes (
  id TEXT PRIMARY KEY REFERENCES events,    -- the event that asked
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  user_id TEXT REFERENCES users,
  account TEXT NOT NULL,                    -- digest of the address typed; empty once too many were asked for
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'reset')),
  next TEXT NOT NULL,                       -- where to go on to afterwards
  browser TEXT NOT NULL,                    -- digest of the cookie of the browser that asked
  device TEXT NOT NULL,
  link_digest TEXT,
  code_digest TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER                          -- used, or asked for again
) STRICT;
CREATE INDEX codes_by_account ON codes (workspace_id, face, account, created_at);
CREATE INDEX codes_by_browser ON codes (browser);
CREATE UNIQUE INDEX codes_by_link ON codes (link_digest) WHERE link_digest IS NOT NULL;
CREATE INDEX codes_by_age ON codes (created_at);

-- For the sweep of what has long ended.
CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sign_in_failures_by_age ON sign_in_failures (since);
