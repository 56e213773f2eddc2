-- The crew's duty: minutes before the first departure and after the last arrival, the longest window, the shortest rest
-- between two of them, and the longest time under way in one (0: no such limit). The operator sets its own figures.
ALTER TABLE workspaces ADD COLUMN duty_report INTEGER NOT NULL DEFAULT 60 CHECK (duty_report BETWEEN 0 AND 600);
ALTER TABLE workspaces ADD COLUMN duty_release INTEGER NOT NULL DEFAULT 30 CHECK (duty_release BETWEEN 0 AND 600);
ALTER TABLE workspaces ADD COLUMN duty_most INTEGER NOT NULL DEFAULT 840 CHECK (duty_most BETWEEN 60 AND 2880);
ALTER TABLE workspaces ADD COLUMN duty_rest INTEGER NOT NULL DEFAULT 600 CHECK (duty_rest BETWEEN 60 AND 2880);
ALTER TABLE workspaces ADD COLUMN duty_under_way INTEGER NOT NULL DEFAULT 0 CHECK (duty_under_way BETWEEN 0 AND 2880);
UPDATE workspaces SET duty_report = 30, duty_release = 15, duty_most = 900, duty_rest = 480, duty_under_way = 600 WHERE trade = 'coach';

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('aircraft_changed', 'trip_updates', 60, 200, 30, 2000);
