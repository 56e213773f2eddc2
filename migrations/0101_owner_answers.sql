-- Whether owners are asked before somebody else is flown on their aircraft.
ALTER TABLE workspaces ADD COLUMN owners_approve INTEGER NOT NULL DEFAULT 0 CHECK (owners_approve IN (0, 1));

-- What the owner of a tail answered about a trip of somebody else, or that staff went ahead without an answer. That a
-- trip waits for an answer is not stored: it follows from its tail and account. An answer counts for the days that it
-- was given for; when these change, the owner is asked again.
CREATE TABLE owner_answers (
  trip_id TEXT NOT NULL REFERENCES trips,
  tail_id TEXT NOT NULL REFERENCES tails,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  state TEXT NOT NULL CHECK (state IN ('approved', 'refused', 'overridden')),
  departs_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  words TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users,
  at INTEGER NOT NULL,
  PRIMARY KEY (trip_id, tail_id)
) STRICT, WITHOUT ROWID;

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('owner_answered', 'approvals', 120, 600, 20, 2000),
  ('owner_overridden', 'approvals', 120, 600, 20, 2000);
