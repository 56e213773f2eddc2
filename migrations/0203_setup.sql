-- When an administrator put the list of first steps away; it also disappears once all of them are done.
ALTER TABLE workspaces ADD COLUMN setup_dismissed_at INTEGER;
