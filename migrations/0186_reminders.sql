-- How many days before and after its due date clients are reminded of an invoice that is not paid in full: JSON lists of
-- days, empty for none.
ALTER TABLE workspaces ADD COLUMN reminders_before TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reminders_before));
ALTER TABLE workspaces ADD COLUMN reminders_after TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reminders_after));
-- When the clock looks next for invoices to remind of; NULL where the workspace reminds of none.
ALTER TABLE workspaces ADD COLUMN reminders_at INTEGER;
CREATE INDEX workspaces_that_remind ON workspaces (reminders_at, id) WHERE reminders_at IS NOT NULL;
CREATE TRIGGER reminders_are_planned AFTER UPDATE OF reminders_before, reminders_after ON workspaces
WHEN NEW.reminders_before <> OLD.reminders_before OR NEW.reminders_after <> OLD.reminders_after
BEGIN
  UPDATE workspaces SET reminders_at = iif(NEW.reminders_before = '[]' AND NEW.reminders_after = '[]', NULL, 0) WHERE id = NEW.id;
END;

-- Of which day clients were reminded last, counted from the due date; below zero before it. Each day is reminded of once.
ALTER TABLE invoices ADD COLUMN reminded INTEGER;
