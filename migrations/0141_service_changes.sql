-- A customer changes an order until it is answered, and each change mails the staff.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('service_changed', 'services', 20, 60, 10, 500);
