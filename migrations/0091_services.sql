-- What customers order at an operator's own FBO: fuel, hangar and so on for one stop of an aircraft. Times are instants; zone is the
-- FBO's. wanted: the services as JSON. before: the order as it was before staff amended it, while the customer has not answered.
CREATE TABLE services (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  reference TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts,
  user_id TEXT NOT NULL REFERENCES users,   -- who asked
  fbo_id TEXT NOT NULL REFERENCES fbos,
  tail TEXT NOT NULL,                       -- the registration, as the customer wrote it
  arrives_at INTEGER NOT NULL,
  departs_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('requested', 'confirmed', 'amended', 'completed', 'declined', 'canceled')),
  wanted TEXT NOT NULL CHECK (json_valid(wanted)),
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  note TEXT NOT NULL DEFAULT '',            -- what staff last said about it, or why it was declined or canceled
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, reference)
) STRICT;
CREATE INDEX services_by_arrival ON services (workspace_id, state, arrives_at, id);
CREATE INDEX services_of_account ON services (account_id, state, arrives_at, id);

-- A conversation may be about an order, which has one.
ALTER TABLE threads ADD COLUMN service_id TEXT REFERENCES services;
CREATE UNIQUE INDEX threads_by_service ON threads (service_id) WHERE service_id IS NOT NULL;

-- Orders have references, too. Which nouns have them is said by the code that counts them.
CREATE TABLE counted (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  noun TEXT NOT NULL,
  next INTEGER NOT NULL CHECK (next > 0),
  PRIMARY KEY (workspace_id, noun)
) STRICT, WITHOUT ROWID;
INSERT INTO counted (workspace_id, noun, next) SELECT workspace_id, noun, next FROM counters;
INSERT OR IGNORE INTO counted (workspace_id, noun, next) SELECT id, 'service', 1001 FROM workspaces;
DROP TABLE counters;
ALTER TABLE counted RENAME TO counters;

-- Staff can be notified about orders, and clients can mute mails about them. The topics are those of src/mail. Whoever is
-- notified about requests is notified about orders at first.
CREATE TABLE notified (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  topic TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users,
  PRIMARY KEY (workspace_id, topic, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO notified (workspace_id, topic, user_id) SELECT workspace_id, topic, user_id FROM notifications;
INSERT OR IGNORE INTO notified (workspace_id, topic, user_id) SELECT workspace_id, 'service', user_id FROM notifications WHERE topic = 'request';
DROP TABLE notifications;
ALTER TABLE notified RENAME TO notifications;

-- Mail topics that a client turned off. Topics without a row are on, so that a new topic reaches everyone.
CREATE TABLE muted_topics (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  topic TEXT NOT NULL,
  PRIMARY KEY (user_id, topic)
) STRICT, WITHOUT ROWID;
INSERT INTO muted_topics (workspace_id, user_id, topic) SELECT workspace_id, user_id, topic FROM muted;
DROP TABLE muted;
ALTER TABLE muted_topics RENAME TO muted;

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('service_requested', 'services', 20, 60, NULL, 500),
  ('service_amended', 'service_updates', 200, 1000, 30, 2000),
  ('service_confirmed', 'service_updates', 200, 1000, 30, 2000),
  ('service_completed', 'service_updates', 200, 1000, 30, 2000),
  ('service_declined', 'service_updates', 200, 1000, 30, 2000);
