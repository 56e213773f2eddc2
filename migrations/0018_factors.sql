-- An authenticator app: the secret that a phone shares with the portal, sealed. Until a first code
-- confirms it, it counts for nothing and the next try replaces it. Each step's code is good once.
CREATE TABLE authenticators (
  user_id TEXT PRIMARY KEY REFERENCES users,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  sealed TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  last_step INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What stands in for a phone that is lost: of each code its digest, good once.
CREATE TABLE recovery_codes (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  digest TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (user_id, digest)
) STRICT, WITHOUT ROWID;

-- A key that a device keeps for one host of the portal; this is its public half.
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  host TEXT NOT NULL,                       -- the one it was made on, and works on
  credential TEXT NOT NULL,                 -- what the device calls it, base64url
  algorithm INTEGER NOT NULL CHECK (algorithm IN (-7, -8, -257)),
  public_key TEXT NOT NULL,                 -- SubjectPublicKeyInfo, base64url
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  counter INTEGER NOT NULL,                 -- of signatures; zero on devices that do not count
  added_at INTEGER NOT NULL,
  used_at INTEGER,
  UNIQUE (workspace_id, credential)
) STRICT;
CREATE INDEX passkeys_by_user ON passkeys (user_id, added_at);

-- A challenge is signed and rests on the page alone; once answered it is remembered here until it
-- would have expired, so that no answer is good twice.
CREATE TABLE spent_challenges (
  digest TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX spent_challenges_by_end ON spent_challenges (expires_at);
