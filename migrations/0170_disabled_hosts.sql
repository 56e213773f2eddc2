-- The hosts of workspaces that are disabled. Nobody is found under a host that is not in `hosts`, so a disabled
-- workspace has neither pages nor sign-ins; its rows come back when it is enabled.
CREATE TABLE disabled_hosts (
  host TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  is_canonical INTEGER NOT NULL CHECK (is_canonical IN (0, 1)),
  disabled_at INTEGER NOT NULL
) STRICT;
CREATE INDEX disabled_hosts_by_workspace ON disabled_hosts (workspace_id);
