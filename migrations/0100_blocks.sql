-- A block is a time in which an aircraft or coach takes no trips: maintenance, or kept by its owner. Staff enter
-- blocks. An owner asks for one, and staff approve or refuse it.
CREATE TABLE blocks (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  tail_id TEXT NOT NULL REFERENCES tails,
  kind TEXT NOT NULL CHECK (kind IN ('maintenance', 'owner', 'other')),
  state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused')),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,                 -- at most 366 days later, so that a window finds it by one range of an index
  words TEXT NOT NULL DEFAULT '',           -- what it is for; the owners of the tail read it, too
  asked_by TEXT REFERENCES users,           -- the client who asked; null for one that staff entered
  answer TEXT NOT NULL DEFAULT '',          -- the words of staff to whoever asked
  removed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK (starts_at < ends_at AND ends_at - starts_at <= 31622400000)
) STRICT;
CREATE INDEX blocks_by_tail ON blocks (tail_id, ends_at, id) WHERE removed_at IS NULL;
CREATE INDEX blocks_by_end ON blocks (workspace_id, ends_at, id) WHERE removed_at IS NULL;
-- Those that wait for an answer of staff.
CREATE INDEX blocks_asked ON blocks (workspace_id, starts_at, id) WHERE removed_at IS NULL AND state = 'asked';

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('block_added', 'blocks', 120, 600, NULL, 2000),
  ('block_asked_for', 'blocks', 120, 600, NULL, 2000),
  ('block_changed', 'block_changes', 200, 1000, 30, 2000),
  ('block_answered', 'block_changes', 200, 1000, 30, 2000);
