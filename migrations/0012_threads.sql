-- A conversation between an account and operations, about a trip or in general.
CREATE TABLE threads (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL REFERENCES accounts,
  trip_id TEXT REFERENCES trips,
  subject TEXT NOT NULL,
  last_at INTEGER NOT NULL,
  last_side TEXT NOT NULL CHECK (last_side IN ('client', 'ops')),
  last_author TEXT NOT NULL,
  last_words TEXT NOT NULL,                 -- the start of the newest message
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX threads_by_account ON threads (account_id, last_at);
CREATE INDEX threads_by_workspace ON threads (workspace_id, last_at);
CREATE INDEX threads_unanswered ON threads (workspace_id, last_at) WHERE last_side = 'client';
CREATE UNIQUE INDEX threads_by_trip ON threads (trip_id) WHERE trip_id IS NOT NULL;

-- The messages of a thread. A message never changes; the author's name is copied.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES threads,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  side TEXT NOT NULL CHECK (side IN ('client', 'ops')),
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_by_thread ON messages (thread_id, at);

-- How far each person has read each thread.
CREATE TABLE readings (
  thread_id TEXT NOT NULL REFERENCES threads,
  user_id TEXT NOT NULL REFERENCES users,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (thread_id, user_id)
) STRICT, WITHOUT ROWID;
