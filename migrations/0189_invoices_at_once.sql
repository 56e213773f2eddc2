-- The accepted quotes of an account that wait for their invoice, by departure: a month of them is invoiced at once.
CREATE INDEX quotes_billable ON quotes (account_id, departs_at, id) WHERE state = 'accepted' AND invoiced_at IS NULL;
-- Invoices that are issued at once mail their account once.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('invoices_issued', 'invoices', 60, 300, NULL, 1000);
