-- The stages of open deals, beside their state: how near each is to be won, in the operator's words. Only staff see them.
CREATE TABLE deal_stages (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  rank INTEGER NOT NULL,
  probability INTEGER NOT NULL CHECK (probability BETWEEN 0 AND 100), -- in percent
  version INTEGER NOT NULL,                                           -- of the whole list: all rows have the same
  UNIQUE (workspace_id, rank)
) STRICT;

-- No reference: a deal that ended keeps its stage, and the list may lose it.
ALTER TABLE requests ADD COLUMN deal_stage TEXT;
CREATE INDEX requests_by_deal_stage ON requests (workspace_id, deal_stage, ends_at)
  WHERE deal_stage IS NOT NULL AND state IN ('submitted', 'under_review', 'alternative_proposed', 'quoted');
