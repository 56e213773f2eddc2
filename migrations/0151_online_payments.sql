-- Who takes payments online for the workspace, and under which account of that provider.
ALTER TABLE workspaces ADD COLUMN payment_provider TEXT NOT NULL DEFAULT 'none' CHECK (payment_provider IN ('none', 'practice', 'stripe'));
ALTER TABLE workspaces ADD COLUMN stripe_account TEXT NOT NULL DEFAULT '';
-- What clients pay on top for paying by card, in parts per million, and the accounts that do not.
ALTER TABLE workspaces ADD COLUMN card_surcharge_ppm INTEGER NOT NULL DEFAULT 0 CHECK (card_surcharge_ppm BETWEEN 0 AND 1000000);
ALTER TABLE accounts ADD COLUMN waives_surcharge INTEGER NOT NULL DEFAULT 0 CHECK (waives_surcharge IN (0, 1));
-- When the payment instructions were changed: a client is warned before they follow new ones.
ALTER TABLE workspaces ADD COLUMN payment_instructions_changed_at INTEGER;
CREATE TRIGGER payment_instructions_are_dated AFTER UPDATE OF payment_instructions ON workspaces
WHEN NEW.payment_instructions <> OLD.payment_instructions
BEGIN
  UPDATE workspaces SET payment_instructions_changed_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;

-- What a client began to pay online. The same invoices, balances and versions are the same attempt (`basis`): a second
-- tab, a reload or a lost answer goes on with it. Its id is the key by which the provider makes it once.
CREATE TABLE attempts (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL REFERENCES accounts,
  user_id TEXT REFERENCES users,
  basis TEXT NOT NULL,
  provider TEXT NOT NULL CHECK (provider IN ('practice', 'stripe')),
  merchant TEXT NOT NULL DEFAULT '',        -- the operator's account at the provider; empty for the portal's own
  way TEXT NOT NULL CHECK (way IN ('card', 'bank')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount > 0),
  surcharge INTEGER NOT NULL DEFAULT 0 CHECK (surcharge >= 0),
  shares TEXT NOT NULL CHECK (json_valid(shares)), -- what it pays of which invoice
  quote_id TEXT REFERENCES quotes,          -- the accepted quote that it pays before there is an invoice
  label TEXT NOT NULL,                      -- what the provider's page calls it
  state TEXT NOT NULL CHECK (state IN ('starting', 'open', 'pending', 'succeeded', 'failed', 'expired')),
  url TEXT NOT NULL DEFAULT '',             -- the provider's page; empty while that could not be opened
  session TEXT,                             -- the provider's ids of that page and of the payment
  intent TEXT,
  fault TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  next_check_at INTEGER,                    -- when the sweep asks the provider; NULL once it is over
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX attempts_alive ON attempts (workspace_id, basis) WHERE state IN ('starting', 'open', 'pending');
CREATE INDEX attempts_by_account ON attempts (account_id, created_at);
CREATE INDEX attempts_to_check ON attempts (next_check_at, id) WHERE next_check_at IS NOT NULL;
CREATE INDEX attempts_by_intent ON attempts (intent) WHERE intent IS NOT NULL;

-- What the provider told, each once: it tells again what was not answered, and in any order.
CREATE TABLE provider_events (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  attempt_id TEXT NOT NULL REFERENCES attempts,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The attempt by which a payment arrived: once.
ALTER TABLE payments ADD COLUMN attempt_id TEXT REFERENCES attempts;
CREATE UNIQUE INDEX payments_of_attempt ON payments (attempt_id) WHERE attempt_id IS NOT NULL;
-- Whether the client had their bank question it: open, won (the money stays) or lost.
ALTER TABLE payments ADD COLUMN dispute TEXT CHECK (dispute IN ('open', 'won', 'lost'));

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('payment_begun', 'attempts', 60, 200, NULL, 2000),
  ('payment_reopened', 'attempts', 60, 200, NULL, 2000);
