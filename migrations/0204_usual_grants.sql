-- The permissions that are ticked when a client is invited.
ALTER TABLE workspaces ADD COLUMN gives_request_trips INTEGER NOT NULL DEFAULT 1 CHECK (gives_request_trips IN (0, 1));
ALTER TABLE workspaces ADD COLUMN gives_approve_quotes INTEGER NOT NULL DEFAULT 1 CHECK (gives_approve_quotes IN (0, 1));
ALTER TABLE workspaces ADD COLUMN gives_see_money INTEGER NOT NULL DEFAULT 1 CHECK (gives_see_money IN (0, 1));
ALTER TABLE workspaces ADD COLUMN gives_pay INTEGER NOT NULL DEFAULT 1 CHECK (gives_pay IN (0, 1));
ALTER TABLE workspaces ADD COLUMN gives_manage_passengers INTEGER NOT NULL DEFAULT 1 CHECK (gives_manage_passengers IN (0, 1));
ALTER TABLE workspaces ADD COLUMN gives_manage_users INTEGER NOT NULL DEFAULT 0 CHECK (gives_manage_users IN (0, 1));
ALTER TABLE workspaces ADD COLUMN gives_change_itineraries INTEGER NOT NULL DEFAULT 0 CHECK (gives_change_itineraries IN (0, 1));
ALTER TABLE workspaces ADD COLUMN gives_create_trips INTEGER NOT NULL DEFAULT 0 CHECK (gives_create_trips IN (0, 1));
ALTER TABLE workspaces ADD COLUMN gives_schedule INTEGER NOT NULL DEFAULT 0 CHECK (gives_schedule IN (0, 1));
