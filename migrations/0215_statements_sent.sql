-- Each statement that staff send mails its account.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('statement_sent', 'invoices', 120, 600, 10, 2000);
