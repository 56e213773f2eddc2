-- A deposit invoice asks for a part of an accepted quote. The invoice of that quote deducts it, once.
ALTER TABLE invoices ADD COLUMN is_deposit INTEGER NOT NULL DEFAULT 0 CHECK (is_deposit IN (0, 1));
ALTER TABLE invoices ADD COLUMN deducted_by TEXT REFERENCES invoices;
DROP INDEX invoices_one_for_quote;
CREATE UNIQUE INDEX invoices_one_for_quote ON invoices (quote_id) WHERE quote_id IS NOT NULL AND state = 'issued' AND is_deposit = 0;
CREATE INDEX invoices_of_quote ON invoices (quote_id, id) WHERE quote_id IS NOT NULL AND state = 'issued';
CREATE INDEX invoices_deducted ON invoices (deducted_by) WHERE deducted_by IS NOT NULL;

-- Each deposit invoice mails its account.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('deposit_invoiced', 'invoices', 120, 600, NULL, 2000);
