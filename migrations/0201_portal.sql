-- Whether clients get into the portal. Staff always do.
ALTER TABLE workspaces ADD COLUMN portal_is_open INTEGER NOT NULL DEFAULT 1 CHECK (portal_is_open IN (0, 1));
-- The page that clients come to after signing in.
ALTER TABLE workspaces ADD COLUMN landing TEXT NOT NULL DEFAULT 'dashboard' CHECK (landing IN ('dashboard', 'bookings'));
-- The parts of the portal that clients see: of a hidden one they find neither links nor pages.
ALTER TABLE workspaces ADD COLUMN shows_requests INTEGER NOT NULL DEFAULT 1 CHECK (shows_requests IN (0, 1));
ALTER TABLE workspaces ADD COLUMN shows_quotes INTEGER NOT NULL DEFAULT 1 CHECK (shows_quotes IN (0, 1));
ALTER TABLE workspaces ADD COLUMN shows_passengers INTEGER NOT NULL DEFAULT 1 CHECK (shows_passengers IN (0, 1));
ALTER TABLE workspaces ADD COLUMN shows_invoices INTEGER NOT NULL DEFAULT 1 CHECK (shows_invoices IN (0, 1));
ALTER TABLE workspaces ADD COLUMN shows_documents INTEGER NOT NULL DEFAULT 1 CHECK (shows_documents IN (0, 1));
ALTER TABLE workspaces ADD COLUMN shows_messages INTEGER NOT NULL DEFAULT 1 CHECK (shows_messages IN (0, 1));
ALTER TABLE workspaces ADD COLUMN shows_services INTEGER NOT NULL DEFAULT 1 CHECK (shows_services IN (0, 1));
