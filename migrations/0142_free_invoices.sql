-- An invoice may bill an order of services at the operator's own FBO, once.
ALTER TABLE invoices ADD COLUMN service_id TEXT REFERENCES services;
CREATE UNIQUE INDEX invoices_one_for_service ON invoices (service_id) WHERE service_id IS NOT NULL AND state = 'issued';

-- Why an invoice was voided. What was paid of it is the account's credit then.
ALTER TABLE invoices ADD COLUMN void_reason TEXT NOT NULL DEFAULT '';

-- Payments of a workspace by the day they were received, for the bookkeeper's file.
CREATE INDEX payments_by_day ON payments (workspace_id, received_on, id);
CREATE INDEX invoices_by_issue ON invoices (workspace_id, issued_on, id);

-- Each voided invoice mails its account.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('invoice_voided', 'invoices', 120, 600, NULL, 2000);
