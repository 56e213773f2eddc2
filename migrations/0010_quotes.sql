-- Taxes and fees in force between two dates. The operator enters them; none is built in.
CREATE TABLE rates (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('percent', 'per_passenger_leg')),
  ppm INTEGER NOT NULL DEFAULT 0,           -- percentages: parts per million of the taxable lines
  amount INTEGER NOT NULL DEFAULT 0,        -- fees: minor units
  in_force_from TEXT NOT NULL,              -- YYYY-MM-DD, first day, by the first leg's local date
  in_force_until TEXT,                      -- last day
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rates_by_workspace ON rates (workspace_id, in_force_from);

-- A priced offer. A quote that was sent never changes: a change makes a new quote with the next revision. version
-- increases with every change of state, so that an outdated page cannot accept it.
CREATE TABLE quotes (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  reference TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  request_id TEXT NOT NULL REFERENCES requests,
  account_id TEXT NOT NULL REFERENCES accounts,
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'accepted', 'declined', 'change_requested', 'superseded', 'withdrawn')),
  version INTEGER NOT NULL DEFAULT 1,
  tail_id TEXT REFERENCES tails,
  vehicle TEXT NOT NULL,
  itinerary TEXT NOT NULL CHECK (json_valid(itinerary)),
  route TEXT NOT NULL,
  departs_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  passengers INTEGER NOT NULL CHECK (passengers > 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  lines TEXT NOT NULL CHECK (json_valid(lines)),   -- the offered lines, taxes last
  subtotal INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL,
  deposit INTEGER NOT NULL,
  deposit_ppm INTEGER NOT NULL,
  taxed INTEGER NOT NULL DEFAULT 1 CHECK (taxed IN (0, 1)),  -- 1 for retail; wholesale is not taxed
  valid_until INTEGER NOT NULL,             -- the last millisecond
  terms TEXT NOT NULL,
  message TEXT NOT NULL DEFAULT '',         -- from the dispatcher to the client
  sent_at INTEGER,
  answered_at INTEGER,
  answered_by TEXT NOT NULL DEFAULT '',     -- the name that the client typed to accept
  answer TEXT NOT NULL DEFAULT '',          -- the client's reason or comment
  trip_id TEXT REFERENCES trips,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, reference, revision)
) STRICT;
CREATE INDEX quotes_by_request ON quotes (request_id);
CREATE INDEX quotes_by_account ON quotes (account_id, sent_at);
CREATE INDEX quotes_awaiting ON quotes (account_id, valid_until) WHERE state = 'sent';
CREATE INDEX quotes_by_state ON quotes (workspace_id, state, created_at);
CREATE INDEX quotes_by_answer ON quotes (workspace_id, answered_at) WHERE answered_at IS NOT NULL;
CREATE UNIQUE INDEX quotes_one_accepted ON quotes (request_id) WHERE state = 'accepted';
