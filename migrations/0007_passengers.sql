-- The client's directory of passengers. Document numbers and dates of birth are not stored; only what is needed to
-- remind the client of an expiring passport.
CREATE TABLE passengers (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL REFERENCES accounts,
  name TEXT NOT NULL,                       -- full name, as on the travel document
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  document_country TEXT NOT NULL DEFAULT '',    -- ISO 3166 alpha-2 of the passport's issuer
  document_expires_on TEXT NOT NULL DEFAULT '', -- YYYY-MM-DD
  note TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  removed_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX passengers_by_account ON passengers (account_id, name) WHERE removed_at IS NULL;
CREATE INDEX passengers_by_expiry ON passengers (account_id, document_expires_on) WHERE removed_at IS NULL AND document_expires_on <> '';
CREATE INDEX passengers_by_workspace ON passengers (workspace_id, name) WHERE removed_at IS NULL;
