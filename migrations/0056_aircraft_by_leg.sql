-- The tail of one leg, where it is not that of the trip.
ALTER TABLE legs ADD COLUMN tail_id TEXT REFERENCES tails;
CREATE INDEX legs_by_tail ON legs (tail_id, departs_at) WHERE tail_id IS NOT NULL;
