-- Indexes for the list of trips in one stage, and for the link from a trip to its quote.
CREATE INDEX trips_by_stage ON trips (workspace_id, stage_id, ends_at);
CREATE INDEX quotes_by_trip ON quotes (trip_id) WHERE trip_id IS NOT NULL;
