-- What the operator proposed in place of what a client asked for: other times, another aircraft or another route. The
-- itinerary that was asked for is kept beside it, because an agreement replaces that of the request.
CREATE TABLE alternatives (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  request_id TEXT NOT NULL REFERENCES requests,
  asked TEXT NOT NULL CHECK (json_valid(asked)),           -- the legs that it replaces
  itinerary TEXT NOT NULL CHECK (json_valid(itinerary)),
  vehicle TEXT NOT NULL DEFAULT '',                        -- the aircraft or coach, in words
  note TEXT NOT NULL,                                      -- what the operator wrote with it
  answer TEXT CHECK (answer IN ('yes', 'no')),
  words TEXT NOT NULL DEFAULT '',                          -- what the client wrote with the answer
  answered_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX alternatives_by_request ON alternatives (request_id, created_at, id);

-- Other dates that would suit the client, in their words.
ALTER TABLE requests ADD COLUMN other_dates TEXT NOT NULL DEFAULT '';

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('request_amended', 'requests', 20, 60, NULL, 500),
  ('alternative_proposed', 'alternatives', 60, 300, 20, 1000);
