-- An invoice gets its number when it is issued, and does not change afterwards. The numbers of a workspace have no
-- gaps. Whether it is overdue is computed from due_on, not stored.
CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  number TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts,
  trip_id TEXT REFERENCES trips,
  quote_id TEXT REFERENCES quotes,
  state TEXT NOT NULL CHECK (state IN ('issued', 'void')),
  route TEXT NOT NULL,
  bill_to TEXT NOT NULL,                    -- name and address when it was issued, in lines
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  subtotal INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL,
  paid INTEGER NOT NULL DEFAULT 0,          -- sum of its allocations, recomputed with each
  issued_on TEXT NOT NULL,                  -- YYYY-MM-DD in the workspace's zone
  due_on TEXT NOT NULL,
  terms TEXT NOT NULL,
  pdf_key TEXT,                             -- key in R2 of the newest PDF
  pdf_digest TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, number),
  CHECK (paid BETWEEN 0 AND total)
) STRICT;
CREATE INDEX invoices_by_account ON invoices (account_id, created_at);
CREATE INDEX invoices_by_workspace ON invoices (workspace_id, created_at);
CREATE INDEX invoices_open ON invoices (account_id, due_on) WHERE state = 'issued' AND paid < total;
CREATE INDEX invoices_open_by_workspace ON invoices (workspace_id, due_on) WHERE state = 'issued' AND paid < total;
CREATE INDEX invoices_paid_by_workspace ON invoices (workspace_id, created_at) WHERE state = 'issued' AND paid >= total;
CREATE INDEX invoices_by_trip ON invoices (trip_id, number);
CREATE UNIQUE INDEX invoices_one_for_quote ON invoices (quote_id) WHERE quote_id IS NOT NULL AND state = 'issued';

-- Payments received. A payment belongs to an account and is allocated to its invoices.
CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL REFERENCES accounts,
  method TEXT NOT NULL CHECK (method IN ('wire', 'ach', 'cheque', 'card', 'cash')),
  reference TEXT NOT NULL DEFAULT '',
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount > 0),
  received_on TEXT NOT NULL,                -- YYYY-MM-DD
  recorded_by TEXT REFERENCES users,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX payments_by_account ON payments (account_id, created_at);

-- Which part of a payment pays which invoice. A payment may pay several invoices, and an invoice may be paid by
-- several payments.
CREATE TABLE allocations (
  payment_id TEXT NOT NULL REFERENCES payments,
  invoice_id TEXT NOT NULL REFERENCES invoices,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (invoice_id, payment_id)
) STRICT, WITHOUT ROWID;
