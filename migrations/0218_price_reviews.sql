-- What a change comes to at the rates of the accepted quote, in minor units before taxes and fees; NULL where they do
-- not tell.
ALTER TABLE itinerary_changes ADD COLUMN estimate INTEGER;
-- What the client was told about the price after a change; empty where nobody reviewed one.
ALTER TABLE trips ADD COLUMN price_words TEXT NOT NULL DEFAULT '';
-- The trips whose price waits for a review, for the operator's first page.
CREATE INDEX trips_to_price ON trips (workspace_id, price_review_at) WHERE price_review_at IS NOT NULL;

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('price_reviewed', 'trip_updates', 60, 200, 30, 2000);
