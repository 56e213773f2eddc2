-- A payment is what the bank shows. What it is without the surcharge and the refunds is divided over invoices, and the
-- rest is the account's credit: unallocated = amount - surcharge - refunded - the sum of its allocations.
-- What the client paid for paying by card, and still has not got back. No invoice takes it.
ALTER TABLE payments ADD COLUMN surcharge INTEGER NOT NULL DEFAULT 0 CHECK (surcharge >= 0);
-- The sum of its refunds, recomputed with each of them.
ALTER TABLE payments ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded >= 0);
-- The accepted quote whose deposit or total it is, paid before there is an invoice. That invoice takes it when it is issued.
ALTER TABLE payments ADD COLUMN quote_id TEXT REFERENCES quotes;
CREATE INDEX payments_of_quote ON payments (quote_id) WHERE quote_id IS NOT NULL;

-- Money that was sent back. It is taken from the credit that the payment left, and then from the invoices it pays, which
-- are open again.
CREATE TABLE refunds (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  payment_id TEXT NOT NULL REFERENCES payments,
  amount INTEGER NOT NULL CHECK (amount > 0),
  reference TEXT NOT NULL DEFAULT '',
  refunded_on TEXT NOT NULL,                -- YYYY-MM-DD
  recorded_by TEXT REFERENCES users,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX refunds_by_payment ON refunds (payment_id, created_at);

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('account_paid', 'payments', 200, 1000, NULL, 2000),
  ('payment_refunded', 'payments', 200, 1000, NULL, 2000);
