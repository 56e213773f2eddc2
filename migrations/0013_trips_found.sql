-- Operations lists trips of one stage; a trip's page leads to the quote it came of.
CREATE INDEX trips_by_stage ON trips (workspace_id, stage_id, ends_at);
CREATE INDEX quotes_by_trip ON quotes (trip_id) WHERE trip_id IS NOT NULL;
