-- How many days the workspace keeps personal data that it no longer needs. Cron deletes what is older.
ALTER TABLE workspaces ADD COLUMN keeps_mail_days INTEGER NOT NULL DEFAULT 180 CHECK (keeps_mail_days BETWEEN 30 AND 3650);
ALTER TABLE workspaces ADD COLUMN keeps_address_days INTEGER NOT NULL DEFAULT 365 CHECK (keeps_address_days BETWEEN 30 AND 3650);
ALTER TABLE workspaces ADD COLUMN keeps_sign_up_days INTEGER NOT NULL DEFAULT 180 CHECK (keeps_sign_up_days BETWEEN 30 AND 3650);
ALTER TABLE workspaces ADD COLUMN keeps_passenger_days INTEGER NOT NULL DEFAULT 365 CHECK (keeps_passenger_days BETWEEN 30 AND 3650);
-- Events before this time have no network address any more, so that cron need not read them again.
ALTER TABLE workspaces ADD COLUMN addresses_kept_from INTEGER NOT NULL DEFAULT 0;

-- When the particulars of a removed passenger were deleted. The row stays for the manifests of past trips.
ALTER TABLE passengers ADD COLUMN forgotten_at INTEGER;
CREATE INDEX passengers_to_forget ON passengers (workspace_id, removed_at) WHERE removed_at IS NOT NULL AND forgotten_at IS NULL;

-- An event is changed in one way only: its network address is deleted when it was kept long enough.
DROP TRIGGER events_are_not_changed;
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
WHEN OLD.address = '' OR NEW.address <> ''
  OR (NEW.id, NEW.workspace_id, NEW.actor_id, NEW.face, NEW.action, NEW.subject_id, NEW.note, NEW.key, NEW.digest, NEW.answer, NEW.host, NEW.at)
    IS NOT (OLD.id, OLD.workspace_id, OLD.actor_id, OLD.face, OLD.action, OLD.subject_id, OLD.note, OLD.key, OLD.digest, OLD.answer, OLD.host, OLD.at)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- How often somebody asked for the id of something that exists and is not theirs, by day and kind. One or two are an old
-- link; many are a search for other people's data. They are in no answer, and not in the audit trail, which a page that
-- is read must not fill.
CREATE TABLE probes (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  day INTEGER NOT NULL,                     -- days since 1970, UTC
  kind TEXT NOT NULL,                       -- trip, quote, invoice, …
  count INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, day, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX probes_by_day ON probes (day);
