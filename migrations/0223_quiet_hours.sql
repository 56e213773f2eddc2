-- The hours in which a person wants no emails, in their own time zone. What is mailed then waits until they are over, unless it is
-- about their own access or about a trip of today.
CREATE TABLE quiet_hours (
  user_id TEXT PRIMARY KEY REFERENCES users,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  from_hour INTEGER NOT NULL CHECK (from_hour BETWEEN 0 AND 23),
  until_hour INTEGER NOT NULL CHECK (until_hour BETWEEN 0 AND 23 AND until_hour <> from_hour),
  zone TEXT NOT NULL
) STRICT, WITHOUT ROWID;
