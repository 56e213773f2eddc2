-- Whether an invoice is issued only after another member of the staff has approved its draft.
ALTER TABLE workspaces ADD COLUMN invoices_need_approval INTEGER NOT NULL DEFAULT 0 CHECK (invoices_need_approval IN (0, 1));

-- Invoices that wait for approval. An invoice itself is never changed once it has its number, so drafts are kept apart.
CREATE TABLE invoice_drafts (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  id TEXT NOT NULL,                         -- the invoice gets the same one
  account_id TEXT NOT NULL REFERENCES accounts,
  path TEXT NOT NULL,                       -- the page whose form makes it
  about TEXT NOT NULL,                      -- its route, or what it is for
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  total INTEGER NOT NULL,
  plan TEXT NOT NULL CHECK (json_valid(plan)),     -- what is issued on approval
  fields TEXT NOT NULL CHECK (json_valid(fields)), -- the form, to be changed
  saved_by TEXT REFERENCES users,           -- who changed it last, and so does not approve it
  saved_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_drafts_by_age ON invoice_drafts (workspace_id, saved_at, id);
CREATE INDEX invoice_drafts_by_page ON invoice_drafts (workspace_id, path, id);

-- Each draft tells those who may approve it.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('invoice_drafted', 'invoices', 120, 600, NULL, 2000),
  ('invoices_drafted', 'invoices', 120, 600, NULL, 2000);
