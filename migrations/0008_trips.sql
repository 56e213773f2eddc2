-- The stages of a trip. The operator chooses their names and order; the kind decides what a client sees.
CREATE TABLE stages (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  rank INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pending', 'booked', 'dispatched', 'in_progress', 'completed', 'cancelled')),
  UNIQUE (workspace_id, rank)
) STRICT;

-- A trip that is flown or driven. ends_at is the last arrival.
CREATE TABLE trips (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  reference TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts,
  tail_id TEXT REFERENCES tails,
  vehicle TEXT NOT NULL,                    -- the type that was promised: 'Citation Latitude'
  stage_id TEXT NOT NULL REFERENCES stages,
  route TEXT NOT NULL,
  passengers INTEGER NOT NULL CHECK (passengers > 0),
  wishes TEXT NOT NULL DEFAULT '',
  departs_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, reference)
) STRICT;
CREATE INDEX trips_by_departure ON trips (workspace_id, departs_at);
CREATE INDEX trips_by_end ON trips (workspace_id, ends_at);
CREATE INDEX trips_by_account ON trips (account_id, ends_at);
CREATE INDEX trips_by_tail ON trips (tail_id, ends_at);

-- The legs of a trip. Codes and names of airports are copied, so that later changes do not alter past trips.
-- departs_at is an instant; if the time is not agreed yet, it is noon of the agreed date at the origin.
CREATE TABLE legs (
  trip_id TEXT NOT NULL REFERENCES trips,
  position INTEGER NOT NULL,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  departs_at INTEGER NOT NULL,
  time_agreed INTEGER NOT NULL CHECK (time_agreed IN (0, 1)),
  arrives_at INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (json_valid(origin)),           -- place: code, name, city, zone, latitude, longitude
  destination TEXT NOT NULL CHECK (json_valid(destination)),
  PRIMARY KEY (trip_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX legs_by_departure ON legs (workspace_id, departs_at);

-- The passengers of a trip.
CREATE TABLE trip_passengers (
  trip_id TEXT NOT NULL REFERENCES trips,
  passenger_id TEXT NOT NULL REFERENCES passengers,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  PRIMARY KEY (trip_id, passenger_id)
) STRICT, WITHOUT ROWID;
