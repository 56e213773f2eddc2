-- What clients read above the form of the sign-in page; empty for nothing.
ALTER TABLE workspaces ADD COLUMN welcome TEXT NOT NULL DEFAULT '';
-- The name that emails come from, where it is not the name of the company.
ALTER TABLE workspaces ADD COLUMN sender_name TEXT NOT NULL DEFAULT '';

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('logo_changed', 'logos', 20, 60, 60, 100);
