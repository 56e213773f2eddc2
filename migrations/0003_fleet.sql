-- A tail is one aircraft or one coach.
CREATE TABLE tails (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  registration TEXT NOT NULL,
  type TEXT NOT NULL,                       -- as clients know it: 'Citation Latitude', '56-seat coach'
  seats INTEGER NOT NULL CHECK (seats > 0),
  speed_kt INTEGER NOT NULL CHECK (speed_kt > 0),   -- block speed, for estimates
  UNIQUE (workspace_id, registration)
) STRICT;

-- The owners of a tail: these accounts see the trips on it.
CREATE TABLE account_tails (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL REFERENCES accounts,
  tail_id TEXT NOT NULL REFERENCES tails,
  PRIMARY KEY (account_id, tail_id)
) STRICT, WITHOUT ROWID;
