-- Moves of workspaces from one database to another, by `npm run workspace -- move`. In the directory (`DB`) only. A move that
-- was cut off goes on by what is here.
CREATE TABLE moves (
  event_id TEXT PRIMARY KEY,           -- of the event that the workspace has of it
  workspace_id TEXT NOT NULL,          -- no reference: its row moves
  slug TEXT NOT NULL,
  source TEXT NOT NULL,                -- the binding of the database that it leaves
  target TEXT NOT NULL,
  was_disabled INTEGER NOT NULL CHECK (was_disabled IN (0, 1)), -- before the move, so that it stays so
  proof TEXT NOT NULL DEFAULT '',      -- how many rows it has in both databases, and their hash
  began_at INTEGER NOT NULL,
  moved_at INTEGER,                    -- when all rows were found to be the same: from then on it only goes forward
  ended_at INTEGER                     -- when the rows were gone where it was
) STRICT;
CREATE UNIQUE INDEX moves_under_way ON moves (ended_at IS NULL) WHERE ended_at IS NULL;

-- Pieces of a value that is too long for one statement of 100 KB, within the transaction that copies it.
CREATE TABLE move_pieces (
  value INTEGER NOT NULL,
  part INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (value, part)
) STRICT;
