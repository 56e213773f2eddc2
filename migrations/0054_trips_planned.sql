-- The crew of a trip, in the order that staff entered it. Clients see it once it is released.
CREATE TABLE trip_crew (
  trip_id TEXT NOT NULL REFERENCES trips,
  position INTEGER NOT NULL,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  duty TEXT NOT NULL,                       -- 'Pilot in command', 'Driver'
  name TEXT NOT NULL,
  PRIMARY KEY (trip_id, position)
) STRICT, WITHOUT ROWID;
ALTER TABLE trips ADD COLUMN crew_released_at INTEGER;

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('trip_created', 'trip_updates', 120, 600, NULL, 2000),
  ('trip_changed', 'trip_updates', 200, 1000, 60, 2000),
  ('itinerary_planned', 'trip_updates', 200, 1000, 60, 2000);
