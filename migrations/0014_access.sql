-- Settings: idle days, required factors, and what owners see of other clients on their aircraft.
ALTER TABLE workspaces ADD COLUMN idle_days INTEGER NOT NULL DEFAULT 30 CHECK (idle_days BETWEEN 1 AND 30);
ALTER TABLE workspaces ADD COLUMN staff_factors INTEGER NOT NULL DEFAULT 1 CHECK (staff_factors IN (1, 2));
ALTER TABLE workspaces ADD COLUMN client_factors INTEGER NOT NULL DEFAULT 1 CHECK (client_factors IN (1, 2));
ALTER TABLE workspaces ADD COLUMN takes_sign_ups INTEGER NOT NULL DEFAULT 1 CHECK (takes_sign_ups IN (0, 1));
ALTER TABLE workspaces ADD COLUMN hides_other_parties INTEGER NOT NULL DEFAULT 0 CHECK (hides_other_parties IN (0, 1));
ALTER TABLE workspaces ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- Who is told by mail of a new sign-up. Addresses and not users, so that a shared mailbox is possible.
CREATE TABLE approval_addresses (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  email TEXT NOT NULL CHECK (email = lower(email)),
  PRIMARY KEY (workspace_id, email)
) STRICT, WITHOUT ROWID;

-- revoked_at is set if the access of this person was removed. A user who is disabled without it was disabled with
-- their contact, and is enabled again with it.
ALTER TABLE users ADD COLUMN revoked_at INTEGER;
ALTER TABLE users ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- 2: has a passkey or an authenticator app, which is asked for at every sign-in.
ALTER TABLE users ADD COLUMN factors INTEGER NOT NULL DEFAULT 1 CHECK (factors IN (1, 2));

-- A session ends at expires_at, and if it was not used for the workspace's idle days. factors: how many were shown
-- when signing in; proven_at: when they were last shown.
ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN proven_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN factors INTEGER NOT NULL DEFAULT 1 CHECK (factors IN (1, 2));
ALTER TABLE sessions ADD COLUMN method TEXT NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'code', 'reset', 'passkey'));
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
UPDATE sessions SET seen_at = created_at, proven_at = created_at;

-- The permissions of a contact, beyond those of their role. A row grants one.
CREATE TABLE grants (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  contact_id TEXT NOT NULL REFERENCES contacts,
  name TEXT NOT NULL CHECK (name IN ('request_trips', 'approve_quotes', 'see_money', 'pay', 'manage_passengers',
    'manage_users', 'change_itineraries', 'create_trips', 'schedule')),
  PRIMARY KEY (contact_id, name)
) STRICT, WITHOUT ROWID;
-- Everybody who had access before this migration gets the permissions that access included until then.
INSERT INTO grants (workspace_id, contact_id, name)
 SELECT u.workspace_id, u.contact_id, n.value FROM users u,
  json_each('["request_trips", "approve_quotes", "see_money", "pay", "manage_passengers"]') n WHERE u.contact_id IS NOT NULL;

-- The host of the request, for the audit trail.
ALTER TABLE events ADD COLUMN host TEXT NOT NULL DEFAULT '';
