-- What the numbers of invoices, of deposit invoices and of credit notes begin with. Numbers that begin alike are one
-- series, which has no gaps: its counter is 'invoice', or 'invoice ' and the prefix.
ALTER TABLE workspaces ADD COLUMN invoice_prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE workspaces ADD COLUMN deposit_prefix TEXT NOT NULL DEFAULT 'D-';
ALTER TABLE workspaces ADD COLUMN credit_prefix TEXT NOT NULL DEFAULT 'CN-';

-- The day on which an invoice was voided, and the number of the credit note that says so. Those that were voided before
-- there were credit notes have none.
ALTER TABLE invoices ADD COLUMN voided_on TEXT;
ALTER TABLE invoices ADD COLUMN credit_number TEXT;
UPDATE invoices SET voided_on = coalesce((SELECT date(e.at / 1000, 'unixepoch') FROM events e WHERE e.workspace_id = invoices.workspace_id AND e.subject_id = invoices.id AND e.action = 'invoice_voided'), issued_on)
WHERE state = 'void';
CREATE UNIQUE INDEX invoices_credited ON invoices (workspace_id, credit_number) WHERE credit_number IS NOT NULL;
CREATE INDEX invoices_void_by_workspace ON invoices (workspace_id, created_at, id) WHERE state = 'void';
CREATE INDEX invoices_void_by_client ON invoices (workspace_id, account_name, id) WHERE state = 'void';

-- A statement shows an invoice on its day and, if it was voided, its credit note on the day of that. So a period that is
-- past reads as it did.
DROP INDEX invoices_stated;
CREATE INDEX invoices_stated ON invoices (account_id, issued_on, id);
CREATE INDEX invoices_unstated ON invoices (account_id, voided_on, id) WHERE state = 'void';

-- What a payment had paid of an invoice when that was voided, and is credit since. Once all of it was sent back, the
-- invoice is refunded.
CREATE TABLE released (
  invoice_id TEXT NOT NULL REFERENCES invoices,
  payment_id TEXT NOT NULL REFERENCES payments,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (invoice_id, payment_id)
) STRICT, WITHOUT ROWID;
