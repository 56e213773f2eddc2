-- Where the passengers of a leg that enters the United States spend their first night there. The authorities ask for it
-- with the manifest. Legs are named by the id that they keep for life, without a foreign key, as in leg_passengers.
CREATE TABLE first_nights (
  leg_id TEXT PRIMARY KEY,
  trip_id TEXT NOT NULL REFERENCES trips,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  -- One line: street, city, state and ZIP code.
  address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX first_nights_by_trip ON first_nights (trip_id);
