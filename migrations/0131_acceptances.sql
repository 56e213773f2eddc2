-- What is kept of the acceptance of a quote, so that it can be shown later who agreed to what: the signature, for which
-- account, from where, and the offer exactly as it stood. An acceptance that staff undid stays, with the reason.
CREATE TABLE acceptances (
  id TEXT PRIMARY KEY,                      -- the event of the acceptance
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  quote_id TEXT NOT NULL REFERENCES quotes,
  version INTEGER NOT NULL,                 -- of the quote that was on the page
  user_id TEXT NOT NULL REFERENCES users,
  name TEXT NOT NULL,                       -- as it was typed
  account TEXT NOT NULL,                    -- its name on that day
  address TEXT NOT NULL,                    -- the network address
  device TEXT NOT NULL,
  po_number TEXT NOT NULL DEFAULT '',       -- of the client's own books
  document TEXT NOT NULL,                   -- the offer as JSON: legs, lines, sums, terms
  sha256 TEXT NOT NULL,                     -- of that text, in hexadecimal
  at INTEGER NOT NULL,
  undone_at INTEGER,
  undone_for TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX acceptances_by_quote ON acceptances (quote_id, at, id);

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('quote_acceptance_undone', 'quotes', 60, 300, 10, 2000);
