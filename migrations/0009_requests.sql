-- A client's request for a trip. The operator's staff work on the same record.
CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  reference TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts,
  contact_id TEXT NOT NULL REFERENCES contacts,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'under_review', 'quoted', 'won', 'declined', 'cancelled')),
  itinerary TEXT NOT NULL CHECK (json_valid(itinerary)),  -- the legs that were asked for
  route TEXT NOT NULL,
  departs_at INTEGER NOT NULL,
  passengers INTEGER NOT NULL CHECK (passengers > 0),
  travellers TEXT NOT NULL CHECK (json_valid(travellers)), -- ids of the chosen passengers
  catering TEXT NOT NULL DEFAULT '',
  ground TEXT NOT NULL DEFAULT '',
  preference TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',          -- why it was declined or cancelled
  assigned_to TEXT REFERENCES users,
  trip_id TEXT REFERENCES trips,            -- once won
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, reference)
) STRICT;
CREATE INDEX requests_by_state ON requests (workspace_id, state, created_at);
CREATE INDEX requests_by_account ON requests (account_id, created_at);
