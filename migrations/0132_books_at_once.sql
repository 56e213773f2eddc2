-- Whether the acceptance of a quote books its trip at once. Otherwise staff confirm the aircraft or coach first.
ALTER TABLE workspaces ADD COLUMN books_at_once INTEGER NOT NULL DEFAULT 0 CHECK (books_at_once IN (0, 1));
