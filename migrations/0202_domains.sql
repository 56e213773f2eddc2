-- Domains of operators that are set up by themselves: from the name that was typed to the row in `hosts` by which the
-- portal answers there. Rows of removed ones stay: whoever takes a domain over that another workspace had proves that
-- it is theirs.
CREATE TABLE domains (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  host TEXT NOT NULL,                  -- in ASCII and small letters
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  state TEXT NOT NULL CHECK (state IN ('proof', 'dns', 'certificate', 'live', 'moved', 'failing')),
  proof TEXT NOT NULL DEFAULT '',      -- the value of the TXT record that proves whose it is; empty where none is asked for
  provider_id TEXT,                    -- of the custom hostname at Cloudflare, while there is one
  problem TEXT NOT NULL DEFAULT '',    -- what is wrong and what to do, for the administrator
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  checked_at INTEGER,
  next_at INTEGER,                     -- when it is checked by itself; NULL where it is not
  live_at INTEGER,                     -- when it was live for the first time
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX domains_by_host ON domains (host) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX domains_by_workspace ON domains (workspace_id, face) WHERE removed_at IS NULL;
CREATE INDEX domains_once ON domains (host, removed_at);
CREATE INDEX domains_due ON domains (next_at, id) WHERE next_at IS NOT NULL;

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('domain_added', 'domains', 10, 20, NULL, 20),
  ('domain_checked', 'domain_checks', 60, 300, 300, 300);
