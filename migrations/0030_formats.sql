-- How a workspace writes dates, times and amounts. The first workspaces are American.
ALTER TABLE workspaces ADD COLUMN clock INTEGER NOT NULL DEFAULT 12 CHECK (clock IN (12, 24));
ALTER TABLE workspaces ADD COLUMN date_order TEXT NOT NULL DEFAULT 'month_first' CHECK (date_order IN ('month_first', 'day_first'));
ALTER TABLE workspaces ADD COLUMN amounts TEXT NOT NULL DEFAULT 'symbol' CHECK (amounts IN ('symbol', 'code'));

-- The clock that a person prefers; null follows the workspace. Until now everybody had 24 hours unless they chose 12,
-- so only that is a choice to keep. The column hours stays for the Worker that runs while this migration is applied;
-- it is not read afterwards.
ALTER TABLE users ADD COLUMN clock INTEGER CHECK (clock IN (12, 24));
UPDATE users SET clock = 12 WHERE hours = 12;
