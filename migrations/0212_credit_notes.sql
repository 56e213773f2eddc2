-- A credit note for a part of an invoice. The one of an invoice that was voided is on the invoice itself.
CREATE TABLE credit_notes (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  invoice_id TEXT NOT NULL REFERENCES invoices,
  account_id TEXT NOT NULL REFERENCES accounts,  -- as of the invoice, so that an account's are found by day
  number TEXT NOT NULL,
  reason TEXT NOT NULL,                     -- the client reads it
  currency TEXT NOT NULL,
  parts TEXT NOT NULL CHECK (json_valid(parts)),  -- pairs: the place of a line on the invoice, and what of it is credited
  lines TEXT NOT NULL CHECK (json_valid(lines)),  -- the same as it is printed
  subtotal INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK (total > 0),
  issued_on TEXT NOT NULL,                  -- YYYY-MM-DD
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX credit_notes_by_number ON credit_notes (workspace_id, number);
CREATE INDEX credit_notes_of_invoice ON credit_notes (invoice_id, created_at, id);
CREATE INDEX credit_notes_stated ON credit_notes (account_id, issued_on, id);

-- The sum of an invoice's credit notes. They settle it as payments do, so they are in `paid` as well, which its check keeps
-- within the total.
ALTER TABLE invoices ADD COLUMN credited INTEGER NOT NULL DEFAULT 0 CHECK (credited >= 0);

-- Each mails its account.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('invoice_credited', 'invoices', 120, 600, NULL, 2000);

CREATE TRIGGER months_of_new_credit_notes AFTER INSERT ON credit_notes BEGIN
  INSERT INTO account_months (account_id, month, currency, workspace_id, change)
  SELECT NEW.account_id, substr(NEW.issued_on, 1, 7), NEW.currency, NEW.workspace_id, -NEW.total WHERE true
  ON CONFLICT (account_id, month, currency) DO UPDATE SET change = change + excluded.change;
END;
CREATE TRIGGER months_of_changed_credit_notes AFTER UPDATE OF account_id ON credit_notes BEGIN
  INSERT INTO account_months (account_id, month, currency, workspace_id, change)
  SELECT OLD.account_id, substr(OLD.issued_on, 1, 7), OLD.currency, OLD.workspace_id, OLD.total WHERE true
  UNION ALL SELECT NEW.account_id, substr(NEW.issued_on, 1, 7), NEW.currency, NEW.workspace_id, -NEW.total WHERE true
  ON CONFLICT (account_id, month, currency) DO UPDATE SET change = change + excluded.change;
END;
CREATE TRIGGER accounts_of_credit_notes AFTER UPDATE OF account_id ON invoices BEGIN
  UPDATE credit_notes SET account_id = NEW.account_id WHERE invoice_id = NEW.id AND account_id <> NEW.account_id;
END;
