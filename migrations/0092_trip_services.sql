-- What clients ask for on a leg of a trip after it was booked, such as catering, and how staff answered.
CREATE TABLE trip_services (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  trip_id TEXT NOT NULL REFERENCES trips,
  leg_id TEXT NOT NULL,                     -- of legs; an itinerary may have lost it since
  user_id TEXT NOT NULL REFERENCES users,   -- who asked
  kind TEXT NOT NULL CHECK (kind IN ('catering', 'ground', 'other')),
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'confirmed', 'completed', 'declined', 'canceled')),
  answer TEXT NOT NULL DEFAULT '',          -- what staff said
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX trip_services_by_trip ON trip_services (trip_id, created_at, id);

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('trip_service_requested', 'services', 20, 60, NULL, 500),
  ('trip_service_answered', 'service_updates', 200, 1000, 30, 2000);
