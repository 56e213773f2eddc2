-- Whether a quote is sent only after another member of the staff has approved it.
ALTER TABLE workspaces ADD COLUMN quotes_need_approval INTEGER NOT NULL DEFAULT 0 CHECK (quotes_need_approval IN (0, 1));
-- Who changed the draft last, and who approved it as it is: never the same person.
ALTER TABLE quotes ADD COLUMN saved_by TEXT REFERENCES users;
ALTER TABLE quotes ADD COLUMN approved_by TEXT REFERENCES users;
ALTER TABLE quotes ADD COLUMN approved_at INTEGER;
UPDATE quotes SET saved_by = (SELECT e.actor_id FROM events e WHERE e.workspace_id = quotes.workspace_id AND e.subject_id = quotes.id
  AND e.action IN ('quote_drafted', 'quote_saved', 'quote_revised') ORDER BY e.at DESC LIMIT 1) WHERE state = 'draft';

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('quote_approved', 'quotes', 120, 600, NULL, 2000);
