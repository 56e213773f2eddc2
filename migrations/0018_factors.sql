-- Authenticator apps (TOTP). The secret is encrypted. An app counts as a factor once a first code has confirmed it;
-- until then, a new try replaces it. The code of each time step can be used once.
CREATE TABLE authenticators (
  user_id TEXT PRIMARY KEY REFERENCES users,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  sealed TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  last_step INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Recovery codes, for somebody who lost their phone. Only digests are stored. Each code can be used once.
CREATE TABLE recovery_codes (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  digest TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (user_id, digest)
) STRICT, WITHOUT ROWID;

-- Passkeys: the public keys. The device keeps the private key, for one host of the portal.
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  host TEXT NOT NULL,                       -- the host it was registered on, the only one it works on
  credential TEXT NOT NULL,                 -- credential id, base64url
  algorithm INTEGER NOT NULL CHECK (algorithm IN (-7, -8, -257)),
  public_key TEXT NOT NULL,                 -- SubjectPublicKeyInfo, base64url
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  counter INTEGER NOT NULL,                 -- signature counter; 0 if the authenticator has none
  added_at INTEGER NOT NULL,
  used_at INTEGER,
  UNIQUE (workspace_id, credential)
) STRICT;
CREATE INDEX passkeys_by_user ON passkeys (user_id, added_at);

-- Challenges that were answered, kept until they expire, so that no answer can be replayed. An open challenge is not
-- stored: it is signed and kept by the page.
CREATE TABLE spent_challenges (
  digest TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX spent_challenges_by_end ON spent_challenges (expires_at);
