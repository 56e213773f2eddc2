-- An account is the paying customer: a company or a family.
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  billing_name TEXT NOT NULL,
  billing_address TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX accounts_by_name ON accounts (workspace_id, name);

-- A contact is a person on the client's side, with or without access to the portal.
CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',           -- by the operator's staff; never shown to the client
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contacts_by_name ON contacts (workspace_id, name);

-- Which contacts belong to which accounts. A contact sees what belongs to their accounts.
CREATE TABLE memberships (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  contact_id TEXT NOT NULL REFERENCES contacts,
  account_id TEXT NOT NULL REFERENCES accounts,
  PRIMARY KEY (contact_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_account ON memberships (account_id);

-- A user may sign in to one face of a workspace. A client's user belongs to a contact; a member of staff has none.
-- Passwords are argon2id hashes of the password and the pepper. A temporary password expires, and only lets
-- its owner choose the permanent one.
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  contact_id TEXT REFERENCES contacts,
  email TEXT NOT NULL CHECK (email = lower(email)),
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'charter', 'customer', 'admin', 'dispatcher', 'accounting', 'read_only')),
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
  password TEXT,
  temporary_until INTEGER,                  -- expiry of a temporary password; null for a permanent one
  invited_at INTEGER,
  activated_at INTEGER,
  UNIQUE (workspace_id, face, email),
  CHECK ((face = 'client') = (role IN ('owner', 'charter', 'customer'))),
  CHECK ((face = 'client') = (contact_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX users_by_contact ON users (contact_id) WHERE contact_id IS NOT NULL;

-- The sessions of signed-in users. The digest is the SHA-256 of the secret in the signed cookie.
CREATE TABLE sessions (
  digest TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  device TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);

-- Failed passwords, counted for each network address and each account. A correct password clears the count.
CREATE TABLE sign_in_failures (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  face TEXT NOT NULL,
  who TEXT NOT NULL,                        -- digest of an email address or a network address
  count INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, face, who)
) STRICT, WITHOUT ROWID;

-- Which members of the staff get mails about which topic.
CREATE TABLE notifications (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  topic TEXT NOT NULL CHECK (topic IN ('request', 'answer', 'message')),
  user_id TEXT NOT NULL REFERENCES users,
  PRIMARY KEY (workspace_id, topic, user_id)
) STRICT, WITHOUT ROWID;
