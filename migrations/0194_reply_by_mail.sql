-- The addresses to which people answer a mail about a thread, one for each person. The id is part of the address.
CREATE TABLE reply_addresses (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  thread_id TEXT NOT NULL REFERENCES threads,
  user_id TEXT NOT NULL REFERENCES users,
  UNIQUE (thread_id, user_id)
) STRICT;

-- Mails that arrived at these addresses. The raw mail is in R2. The same mail twice is one.
CREATE TABLE mails_in (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  thread_id TEXT NOT NULL REFERENCES threads,
  user_id TEXT NOT NULL REFERENCES users,
  message_id TEXT NOT NULL,                 -- its Message-ID
  key TEXT NOT NULL,
  from_email TEXT NOT NULL,
  is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)), -- whether it came from the person's own address
  at INTEGER NOT NULL,
  read_at INTEGER,                          -- when it became a message
  UNIQUE (thread_id, user_id, message_id)
) STRICT;

-- How many mails were dropped on a day because a machine wrote them: absence notes, bounces, lists.
CREATE TABLE mails_dropped (
  day TEXT PRIMARY KEY,
  many INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A message may come by mail. folded: what the mail quoted, so that nothing is lost. from_email: another address of the person
-- than the one that they are known by; empty if it was that.
ALTER TABLE messages ADD COLUMN by_mail INTEGER NOT NULL DEFAULT 0 CHECK (by_mail IN (0, 1));
ALTER TABLE messages ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN from_email TEXT NOT NULL DEFAULT '';

-- Files belong to a trip or to a message.
CREATE TABLE files_of_all (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  trip_id TEXT REFERENCES trips,
  message_id TEXT REFERENCES messages,
  user_id TEXT NOT NULL REFERENCES users,   -- who added it
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')), -- the side they added it from
  name TEXT NOT NULL,                       -- as it is downloaded
  content_type TEXT NOT NULL,               -- by its content, whatever its name says
  size INTEGER NOT NULL CHECK (size > 0),
  digest TEXT NOT NULL,                     -- SHA-256 of the bytes
  key TEXT NOT NULL UNIQUE,
  is_internal INTEGER NOT NULL DEFAULT 0 CHECK (is_internal IN (0, 1)), -- clients do not see it
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  CHECK ((trip_id IS NULL) <> (message_id IS NULL))
) STRICT;
INSERT INTO files_of_all (id, workspace_id, trip_id, user_id, face, name, content_type, size, digest, key, is_internal, created_at, removed_at)
 SELECT id, workspace_id, trip_id, user_id, face, name, content_type, size, digest, key, is_internal, created_at, removed_at FROM files;
DROP TABLE files;
ALTER TABLE files_of_all RENAME TO files;
CREATE INDEX files_by_trip ON files (trip_id, created_at, id) WHERE removed_at IS NULL AND trip_id IS NOT NULL;
CREATE INDEX files_by_message ON files (message_id, created_at, id) WHERE message_id IS NOT NULL;
