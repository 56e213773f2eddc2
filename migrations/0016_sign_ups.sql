-- A stranger's request for access, from the moment it was sent until staff decide, and after that the
-- memory of what was decided. What a stranger says of themselves is believed by nobody: the password
-- rests here until the decision, and confirmed_at says that it is known in the mailbox it was sent for.
CREATE TABLE sign_ups (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  email TEXT NOT NULL CHECK (email = lower(email)),
  phone TEXT NOT NULL,
  company TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  password TEXT,                            -- a hash, as users have it; gone with the decision
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected')),
  confirmed_at INTEGER,
  contact_id TEXT REFERENCES contacts,      -- whom it was approved for
  reason TEXT NOT NULL DEFAULT '',          -- of a rejection
  decided_by TEXT REFERENCES users,
  decided_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CHECK (state = 'waiting' OR password IS NULL),
  CHECK ((state = 'approved') = (contact_id IS NOT NULL))
) STRICT;
CREATE INDEX sign_ups_by_state ON sign_ups (workspace_id, state, created_at);
-- One address waits once, however often it asks.
CREATE UNIQUE INDEX sign_ups_waiting ON sign_ups (workspace_id, email) WHERE state = 'waiting';

-- Whose an address is: a contact's, or a lead's that is yet to be converted.
CREATE INDEX contacts_by_address ON contacts (workspace_id, lower(email));
CREATE INDEX leads_by_address ON leads (workspace_id, lower(email)) WHERE state = 'open';
