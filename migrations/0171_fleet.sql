-- Staff keep the fleet themselves. A tail that is out of use can be chosen for nothing new; its trips keep it.
ALTER TABLE tails ADD COLUMN retired_at INTEGER;
ALTER TABLE tails ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- The speed of a coach as it was typed, in miles per hour; speed_kt follows from it. Null for aircraft.
ALTER TABLE tails ADD COLUMN speed_mph INTEGER CHECK (speed_mph > 0);

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('tail_added', 'tails', 60, 200, NULL, 400);
