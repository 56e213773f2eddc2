-- The trail is read newest first, by whom, by what, by what it was done to and from where: an index
-- for each, so that a page of it costs the same however long the trail is.
CREATE INDEX events_by_time ON events (workspace_id, at, id);
CREATE INDEX events_by_actor ON events (workspace_id, actor_id, at, id);
CREATE INDEX events_by_action ON events (workspace_id, action, at, id);
CREATE INDEX events_by_address ON events (workspace_id, address, at, id);
DROP INDEX events_by_subject;
CREATE INDEX events_by_subject ON events (workspace_id, subject_id, at, id);
-- People are found there by the beginning of their name.
CREATE INDEX users_by_folded_name ON users (workspace_id, name COLLATE NOCASE);

-- INSERT OR REPLACE removes a row without its trigger: what is in the trail is not written over either.
CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
