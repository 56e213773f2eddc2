-- The color of a stage in the operator's lists and calendar.
ALTER TABLE stages ADD COLUMN color TEXT NOT NULL DEFAULT 'gray' CHECK (color IN ('gray', 'amber', 'green', 'teal', 'blue', 'violet', 'red'));
UPDATE stages SET color = CASE kind WHEN 'pending' THEN 'amber' WHEN 'booked' THEN 'green' WHEN 'dispatched' THEN 'teal'
 WHEN 'in_progress' THEN 'blue' WHEN 'completed' THEN 'gray' ELSE 'red' END;

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES ('stage_added', 'trip_updates', 60, 200, NULL, 300);
