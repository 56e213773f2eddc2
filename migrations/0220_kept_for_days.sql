-- How long the workspace keeps what people wrote beside the records themselves.
-- The mail as it arrived, from which a message was made: the message stays.
ALTER TABLE workspaces ADD COLUMN keeps_raw_mail_days INTEGER NOT NULL DEFAULT 90 CHECK (keeps_raw_mail_days BETWEEN 30 AND 3650);
-- What staff noted about conversations.
ALTER TABLE workspaces ADD COLUMN keeps_note_days INTEGER NOT NULL DEFAULT 730 CHECK (keeps_note_days BETWEEN 30 AND 3650);
-- The audit trail: ten years, longer than most laws ask for records of business.
ALTER TABLE workspaces ADD COLUMN keeps_trail_days INTEGER NOT NULL DEFAULT 3650 CHECK (keeps_trail_days BETWEEN 365 AND 36500);

-- The country from which something was done, as the platform tells it; it is deleted with the network address.
ALTER TABLE events ADD COLUMN country TEXT NOT NULL DEFAULT '';

-- An event is changed in one way only: its network address and country are deleted when they were kept long enough.
DROP TRIGGER events_are_not_changed;
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
WHEN OLD.address = '' OR NEW.address <> '' OR NEW.country <> ''
  OR (NEW.id, NEW.workspace_id, NEW.actor_id, NEW.face, NEW.action, NEW.subject_id, NEW.note, NEW.key, NEW.digest, NEW.answer, NEW.host, NEW.at)
    IS NOT (OLD.id, OLD.workspace_id, OLD.actor_id, OLD.face, OLD.action, OLD.subject_id, OLD.note, OLD.key, OLD.digest, OLD.answer, OLD.host, OLD.at)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- An event is deleted in one way only: when it is older than the workspace keeps its trail. It is measured from the newest
-- event, because the database does not ask a clock.
DROP TRIGGER events_are_not_removed;
CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
WHEN OLD.at >= (SELECT x.at FROM events x WHERE x.workspace_id = OLD.workspace_id ORDER BY x.at DESC LIMIT 1)
  - (SELECT w.keeps_trail_days FROM workspaces w WHERE w.id = OLD.workspace_id) * 86400000
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- Whoever refers to an event is found when it is deleted. Jobs that are no mails end with the days of mails.
CREATE INDEX notices_by_event ON notices (event_id);
CREATE INDEX address_changes_by_event ON address_changes (event_id);
CREATE INDEX outbox_chores ON outbox (workspace_id, created_at) WHERE to_email = '';
CREATE INDEX mails_in_by_time ON mails_in (workspace_id, at);
CREATE INDEX mails_in_by_key ON mails_in (key);
CREATE INDEX thread_notes_by_time ON thread_notes (workspace_id, at);

-- How far the sweep that deletes bytes without a row has read the keys in R2 that begin so. It takes the place of file_sweeps,
-- which only the version before this one reads.
CREATE TABLE key_sweeps (
  prefix TEXT PRIMARY KEY,
  after TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO key_sweeps (prefix, after) SELECT 'files/', after FROM file_sweeps;
INSERT INTO key_sweeps (prefix, after) VALUES ('mail/', '');
