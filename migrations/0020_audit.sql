-- Indexes for the filters of the audit trail: actor, action, subject and address, newest first. A page costs the same
-- however long the trail is.
CREATE INDEX events_by_time ON events (workspace_id, at, id);
CREATE INDEX events_by_actor ON events (workspace_id, actor_id, at, id);
CREATE INDEX events_by_action ON events (workspace_id, action, at, id);
CREATE INDEX events_by_address ON events (workspace_id, address, at, id);
DROP INDEX events_by_subject;
CREATE INDEX events_by_subject ON events (workspace_id, subject_id, at, id);
-- Index to find a person by the beginning of their name.
CREATE INDEX users_by_folded_name ON users (workspace_id, name COLLATE NOCASE);

-- INSERT OR REPLACE deletes rows without firing the delete trigger, so replacing an event is refused, too.
CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
