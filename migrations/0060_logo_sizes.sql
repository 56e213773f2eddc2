-- The size of the logo in pixels, so that a page keeps its place free until it has arrived.
ALTER TABLE workspaces ADD COLUMN logo_width INTEGER CHECK (logo_width > 0);
ALTER TABLE workspaces ADD COLUMN logo_height INTEGER CHECK (logo_height > 0);
