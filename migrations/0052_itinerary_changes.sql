-- At this stage and all later ones clients can change nothing about a trip. NULL: they can until it is completed or
-- canceled.
ALTER TABLE workspaces ADD COLUMN stage_limit TEXT REFERENCES stages;
-- Who is told by mail when a client changes a trip. Addresses and not users, so that a shared mailbox is possible.
ALTER TABLE workspaces ADD COLUMN trip_change_addresses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(trip_change_addresses));

-- When the itinerary of a trip with an accepted quote changed, so that staff look at its price again; NULL once they did.
ALTER TABLE trips ADD COLUMN price_review_at INTEGER;

-- The legs of a trip before and after each change of its itinerary. The id is that of the event.
CREATE TABLE itinerary_changes (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  trip_id TEXT NOT NULL REFERENCES trips,
  was TEXT NOT NULL CHECK (json_valid(was)),
  became TEXT NOT NULL CHECK (json_valid(became)),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX itinerary_changes_by_trip ON itinerary_changes (trip_id, at);

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('itinerary_changed', 'trip_updates', 60, 200, 30, 2000);
