-- The manifest of each leg. Legs are named by the id that they keep for life, without a foreign key: a change of the
-- itinerary may write a leg anew, and its passengers stay. trip_passengers are those who are on any leg of a trip; the
-- triggers below keep the two in step, whichever of them a statement writes.
CREATE TABLE leg_passengers (
  trip_id TEXT NOT NULL REFERENCES trips,
  passenger_id TEXT NOT NULL REFERENCES passengers,
  leg_id TEXT NOT NULL,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  PRIMARY KEY (trip_id, passenger_id, leg_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX leg_passengers_by_leg ON leg_passengers (leg_id, passenger_id);

-- So far everybody of a trip was on all its legs.
INSERT INTO leg_passengers (trip_id, passenger_id, leg_id, workspace_id)
 SELECT p.trip_id, p.passenger_id, l.id, p.workspace_id FROM trip_passengers p JOIN legs l ON l.trip_id = p.trip_id;

-- Who is added to a trip is on all its legs, unless it was said on which.
CREATE TRIGGER trip_passengers_board AFTER INSERT ON trip_passengers
WHEN NOT EXISTS (SELECT 1 FROM leg_passengers x WHERE x.trip_id = NEW.trip_id AND x.passenger_id = NEW.passenger_id)
BEGIN
  INSERT INTO leg_passengers (trip_id, passenger_id, leg_id, workspace_id)
   SELECT NEW.trip_id, NEW.passenger_id, l.id, NEW.workspace_id FROM legs l WHERE l.trip_id = NEW.trip_id;
END;

-- A leg that is added to a trip takes everybody.
CREATE TRIGGER legs_take_everybody AFTER INSERT ON legs
WHEN NOT EXISTS (SELECT 1 FROM leg_passengers x WHERE x.leg_id = NEW.id)
BEGIN
  INSERT INTO leg_passengers (trip_id, passenger_id, leg_id, workspace_id)
   SELECT p.trip_id, p.passenger_id, NEW.id, p.workspace_id FROM trip_passengers p WHERE p.trip_id = NEW.trip_id;
END;

CREATE TRIGGER leg_passengers_travel AFTER INSERT ON leg_passengers
BEGIN
  INSERT OR IGNORE INTO trip_passengers (trip_id, passenger_id, workspace_id) VALUES (NEW.trip_id, NEW.passenger_id, NEW.workspace_id);
END;

CREATE TRIGGER leg_passengers_stay_behind AFTER DELETE ON leg_passengers
WHEN NOT EXISTS (SELECT 1 FROM leg_passengers x WHERE x.trip_id = OLD.trip_id AND x.passenger_id = OLD.passenger_id)
BEGIN
  DELETE FROM trip_passengers WHERE trip_id = OLD.trip_id AND passenger_id = OLD.passenger_id;
END;

-- Settings: the ages of lap children and minors on the day of a leg, and whether documents must be complete before a
-- passenger is put on an international leg.
ALTER TABLE workspaces ADD COLUMN lap_child_under INTEGER NOT NULL DEFAULT 2 CHECK (lap_child_under BETWEEN 0 AND 5);
ALTER TABLE workspaces ADD COLUMN minor_under INTEGER NOT NULL DEFAULT 18 CHECK (minor_under BETWEEN 1 AND 25);
ALTER TABLE workspaces ADD COLUMN requires_documents INTEGER NOT NULL DEFAULT 0 CHECK (requires_documents IN (0, 1));

-- Changes of manifests, and lists of passengers that leave the portal as a file.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('manifest_changed', 'manifests', 200, 1000, NULL, 2000),
  ('manifest_exported', 'exports', 30, 200, NULL, 1000);
