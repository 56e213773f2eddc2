-- Whether each new request of a client is given to the dispatcher with the fewest open ones.
ALTER TABLE workspaces ADD COLUMN gives_requests INTEGER NOT NULL DEFAULT 0 CHECK (gives_requests IN (0, 1));
