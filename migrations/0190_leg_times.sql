-- When the vehicle of a leg left, and when it stood still again: off and on the blocks. What hours cost on an invoice follows
-- from them.
CREATE TABLE leg_times (
  leg_id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  trip_id TEXT NOT NULL REFERENCES trips,
  out_at INTEGER NOT NULL,
  in_at INTEGER NOT NULL CHECK (in_at > out_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX leg_times_by_trip ON leg_times (trip_id);
