-- Addresses that mails do not reach, as the mail service told: the mail came back, or its reader called it unwanted. A mail that
-- arrives later removes the mark.
CREATE TABLE address_faults (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  email TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('bounced', 'complained')),
  words TEXT NOT NULL,                      -- what the mail service said
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, email)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_faults_by_time ON address_faults (workspace_id, at);

-- The mail service names a mail by its own id.
CREATE INDEX outbox_by_provider ON outbox (provider_id) WHERE provider_id IS NOT NULL;
