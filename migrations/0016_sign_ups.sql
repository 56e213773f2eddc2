-- Requests for access by people without an account, and what staff decided. Nothing that they enter is trusted: the
-- password is kept here until the decision, and confirmed_at is set when somebody who reads the mailbox entered it.
CREATE TABLE sign_ups (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  email TEXT NOT NULL CHECK (email = lower(email)),
  phone TEXT NOT NULL,
  company TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  password TEXT,                            -- a hash, as in users; removed with the decision
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected')),
  confirmed_at INTEGER,
  contact_id TEXT REFERENCES contacts,      -- the contact that it was approved for
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
-- Only one sign-up of an address waits at a time.
CREATE UNIQUE INDEX sign_ups_waiting ON sign_ups (workspace_id, email) WHERE state = 'waiting';

-- Indexes to find the contact or the open lead with an email address.
CREATE INDEX contacts_by_address ON contacts (workspace_id, lower(email));
CREATE INDEX leads_by_address ON leads (workspace_id, lower(email)) WHERE state = 'open';
