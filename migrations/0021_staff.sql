-- Indexes for the list of people with access, by name and by state, and for their last sign-in (the newest session).
CREATE INDEX users_by_name ON users (workspace_id, face, name, id);
CREATE INDEX users_by_state ON users (workspace_id, face, state, name, id);
DROP INDEX sessions_by_user;
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);
