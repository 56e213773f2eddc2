-- The operator's name, address, numbers and paper on the day an invoice was issued, so that its PDF can be shown again as
-- it was. Empty for invoices that were issued before: theirs are those of today.
ALTER TABLE invoices ADD COLUMN issuer TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(issuer));
