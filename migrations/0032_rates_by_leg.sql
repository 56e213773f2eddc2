-- Taxes follow the leg: beside a percentage and a segment fee there are head taxes for international legs, and for
-- legs between Alaska or Hawaii and the other states. The table is made anew because a CHECK cannot be changed.
CREATE TABLE rates_by_leg (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('percent', 'per_passenger_leg', 'international_head', 'alaska_hawaii_head')),
  ppm INTEGER NOT NULL DEFAULT 0,           -- percentages: parts per million of what is taxable
  amount INTEGER NOT NULL DEFAULT 0,        -- fees: minor units for each passenger on each leg
  in_force_from TEXT NOT NULL,              -- YYYY-MM-DD, first day, by the first leg's local date
  in_force_until TEXT,                      -- last day
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO rates_by_leg (id, workspace_id, name, kind, ppm, amount, in_force_from, in_force_until, created_at)
  SELECT id, workspace_id, name, kind, ppm, amount, in_force_from, in_force_until, created_at FROM rates;
DROP TABLE rates;
ALTER TABLE rates_by_leg RENAME TO rates;
CREATE INDEX rates_by_workspace ON rates (workspace_id, in_force_from);
