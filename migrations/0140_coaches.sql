-- How many coaches a client asks for, and how many a trip has. Aircraft come one at a time.
ALTER TABLE requests ADD COLUMN vehicles INTEGER NOT NULL DEFAULT 1 CHECK (vehicles BETWEEN 1 AND 50);
ALTER TABLE trips ADD COLUMN vehicles INTEGER NOT NULL DEFAULT 1 CHECK (vehicles BETWEEN 1 AND 50);

-- How many minutes before a departure the coach stands ready at the pick-up: the spot time that clients and drivers read.
ALTER TABLE workspaces ADD COLUMN spot_minutes INTEGER NOT NULL DEFAULT 15 CHECK (spot_minutes BETWEEN 0 AND 180);

-- A new workspace of coaches begins with the limits of drivers, unless it brings figures of its own.
CREATE TRIGGER limits_of_drivers AFTER INSERT ON workspaces
WHEN new.trade = 'coach' AND (new.duty_report, new.duty_release, new.duty_most, new.duty_rest, new.duty_under_way) = (60, 30, 840, 600, 0)
BEGIN
  UPDATE workspaces SET duty_report = 30, duty_release = 15, duty_most = 900, duty_rest = 480, duty_under_way = 600 WHERE id = new.id;
END;
