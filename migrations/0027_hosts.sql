-- The face of a host is what its row says, whatever its name ends in: a client's host may end in
-- `-ops`, and an operations side may have a domain of its own.
CREATE TABLE hosts_of_any_name (
  host TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  is_canonical INTEGER NOT NULL CHECK (is_canonical IN (0, 1))    -- the one that mails link to
) STRICT;
INSERT INTO hosts_of_any_name (host, workspace_id, face, is_canonical)
SELECT host, workspace_id, face, is_canonical FROM hosts;
DROP TABLE hosts;
ALTER TABLE hosts_of_any_name RENAME TO hosts;
CREATE UNIQUE INDEX hosts_canonical ON hosts (workspace_id, face) WHERE is_canonical = 1;
