-- Jobs that follow a change: inserted with it, done later by the queue consumer. The queue's message is only the id
-- of this row. Every row has the name of its job and, as JSON, what the job needs to know. Mails are written when
-- they are sent, so no secret is stored here.
CREATE TABLE outbox_with_jobs (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  event_id TEXT NOT NULL REFERENCES events,
  kind TEXT,                                -- not read; the Worker before this migration writes it
  job TEXT NOT NULL DEFAULT '',             -- name of the job
  task TEXT NOT NULL CHECK (json_valid(task)),
  to_face TEXT NOT NULL DEFAULT 'client' CHECK (to_face IN ('client', 'ops')), -- the side that the mail's link leads to
  to_user_id TEXT REFERENCES users,
  to_email TEXT NOT NULL DEFAULT '',        -- empty if the job is not a mail
  to_name TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',         -- subject of the mail; until it is written, a description for staff
  state TEXT NOT NULL CHECK (state IN ('queued', 'working', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,                 -- earliest time of the next attempt; while working: when the claim ends
  provider_id TEXT,
  fault TEXT,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;

-- A row without the name of its job was written by the Worker before this migration, whose task was
-- {"name": {…}}, or only the name if the job needs to know nothing.
CREATE TRIGGER outbox_names_its_job AFTER INSERT ON outbox_with_jobs WHEN NEW.job = ''
BEGIN
  UPDATE outbox_with_jobs SET job = task ->> '$', task = 'null'
  WHERE id = NEW.id AND json_type(task) = 'text';
  UPDATE outbox_with_jobs SET (job, task) = (SELECT t.key, t.value FROM json_each(NEW.task) t)
  WHERE id = NEW.id AND json_type(task) = 'object' AND task <> '{}';
  UPDATE outbox_with_jobs SET to_face = 'ops'
  WHERE id = NEW.id AND (job = 'staff_notice' OR (SELECT u.face FROM users u WHERE u.id = NEW.to_user_id) = 'ops');
  UPDATE outbox_with_jobs SET subject = task ->> '$.subject'
  WHERE id = NEW.id AND subject = '' AND job IN ('notice', 'staff_notice');
  UPDATE outbox_with_jobs SET job = 'letter' WHERE id = NEW.id AND job IN ('notice', 'staff_notice');
  UPDATE outbox_with_jobs SET job = 'sign_in_code' WHERE id = NEW.id AND job = 'code';
  UPDATE outbox_with_jobs SET job = 'sign_up_reply' WHERE id = NEW.id AND job = 'sign_up';
  UPDATE outbox_with_jobs
  SET subject = (SELECT s.column2 FROM (VALUES
    ('activation', 'Your access to the portal'), ('sign_up_reply', 'Your request for access'),
    ('address_code', 'Confirm your new address'), ('sign_in_code', 'Sign-in link'),
    ('locked', 'Wrong passwords for your account'), ('new_device', 'New sign-in')) s WHERE s.column1 = job)
  WHERE id = NEW.id AND subject = ''
    AND job IN ('activation', 'sign_up_reply', 'address_code', 'sign_in_code', 'locked', 'new_device');
END;

INSERT INTO outbox_with_jobs (id, workspace_id, event_id, kind, task, to_user_id, to_email, to_name, subject, state, attempts, next_at,
  provider_id, fault, created_at, done_at)
SELECT id, workspace_id, event_id, kind, task, to_user_id, to_email, to_name, subject, state, attempts, next_at,
  provider_id, fault, created_at, done_at FROM outbox;

DROP TABLE outbox;
ALTER TABLE outbox_with_jobs RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state IN ('queued', 'working');
CREATE INDEX outbox_by_event ON outbox (event_id);
CREATE INDEX outbox_mails ON outbox (workspace_id, created_at, id) WHERE to_email <> '';
CREATE INDEX outbox_dead_mails ON outbox (workspace_id, created_at, id) WHERE state = 'dead' AND to_email <> '';
