-- Hosts of workspaces whose rows are in another database. The first database (`DB`) is the directory: a host is looked up
-- here, in `hosts` and in this table. In the other databases this table is empty.
CREATE TABLE elsewhere (
  host TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL,          -- no reference: its row is in the other database
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  database TEXT CHECK (database GLOB 'DB_[0-9]*'), -- its binding; NULL while the workspace is being moved
  claimed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX elsewhere_by_workspace ON elsewhere (workspace_id);
CREATE INDEX elsewhere_by_database ON elsewhere (database, host);

-- A host belongs to one workspace over all databases, whoever adds it: a page, a script or a person.
CREATE TRIGGER hosts_are_not_elsewhere BEFORE INSERT ON hosts
WHEN EXISTS (SELECT 1 FROM elsewhere e WHERE e.host = NEW.host)
BEGIN SELECT RAISE(ABORT, 'this host belongs to a workspace in another database'); END;
