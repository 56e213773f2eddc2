-- The calendar feed of a person: a secret address that calendar programs read without signing in. Only the digest of
-- the secret is stored, so that nobody who reads the database can open a feed. A new address replaces the old one.
CREATE TABLE feeds (
  user_id TEXT PRIMARY KEY REFERENCES users,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  digest TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('feed_made', 'feeds', 20, 60, NULL, 2000);
