-- What was asked for of a leg of a trip, beside when it departs: the time that it must arrive by, and how many minutes
-- one lasts that comes back to where it starts. They are kept, so that whoever changes the trip later knows them.
ALTER TABLE legs ADD COLUMN arrive_by INTEGER;
ALTER TABLE legs ADD COLUMN lasts INTEGER;

-- When the operator took an alternative back that the client had not answered.
ALTER TABLE alternatives ADD COLUMN withdrawn_at INTEGER;
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('alternative_withdrawn', 'alternatives', 60, 300, 20, 1000);

-- Finds the request that a trip was made from.
CREATE INDEX requests_by_trip ON requests (trip_id) WHERE trip_id IS NOT NULL;
