-- Files that clients and staff add to a trip, such as passports and permits. The bytes are in R2 under `key`, which is
-- random, so that nobody can guess it. A row is written after its bytes, and loses them after it was removed.
CREATE TABLE files (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  trip_id TEXT NOT NULL REFERENCES trips,
  user_id TEXT NOT NULL REFERENCES users,   -- who added it
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')), -- the side they added it from
  name TEXT NOT NULL,                       -- as it is downloaded
  content_type TEXT NOT NULL,               -- by its content, whatever its name says
  size INTEGER NOT NULL CHECK (size > 0),
  digest TEXT NOT NULL,                     -- SHA-256 of the bytes
  key TEXT NOT NULL UNIQUE,
  is_internal INTEGER NOT NULL DEFAULT 0 CHECK (is_internal IN (0, 1)), -- clients do not see it
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX files_by_trip ON files (trip_id, created_at, id) WHERE removed_at IS NULL;

-- How far the sweep that deletes bytes without a row has read the keys in R2: it goes on there the next time.
CREATE TABLE file_sweeps (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  after TEXT NOT NULL
) STRICT;
INSERT INTO file_sweeps (id, after) VALUES (1, '');

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('file_added', 'files', 60, 300, 200, 3000);
