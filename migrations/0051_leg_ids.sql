-- A leg keeps its id for life, so that a calendar knows it again and its passengers stay with it when the itinerary
-- changes. sequence counts its changes and changed_at is the time of the last one, as calendars want them.
CREATE TABLE legs_with_ids (
  trip_id TEXT NOT NULL REFERENCES trips,
  position INTEGER NOT NULL,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  id TEXT NOT NULL,
  departs_at INTEGER NOT NULL,
  time_agreed INTEGER NOT NULL CHECK (time_agreed IN (0, 1)),
  arrives_at INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (json_valid(origin)),           -- place: code, name, city, zone, latitude, longitude
  destination TEXT NOT NULL CHECK (json_valid(destination)),
  sequence INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (trip_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO legs_with_ids (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination, changed_at)
 SELECT l.trip_id, l.position, l.workspace_id, l.trip_id || '.' || l.position, l.departs_at, l.time_agreed, l.arrives_at, l.origin, l.destination, t.created_at
 FROM legs l JOIN trips t ON t.id = l.trip_id;
DROP TABLE legs;
ALTER TABLE legs_with_ids RENAME TO legs;
CREATE INDEX legs_by_departure ON legs (workspace_id, departs_at);
CREATE UNIQUE INDEX legs_by_id ON legs (id);

-- Legs that a change of the itinerary removed. Calendars that have them show them as canceled until their date is past.
CREATE TABLE removed_legs (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  trip_id TEXT NOT NULL REFERENCES trips,
  departs_at INTEGER NOT NULL,
  time_agreed INTEGER NOT NULL CHECK (time_agreed IN (0, 1)),
  arrives_at INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (json_valid(origin)),
  destination TEXT NOT NULL CHECK (json_valid(destination)),
  sequence INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX removed_legs_by_trip ON removed_legs (trip_id, departs_at);
