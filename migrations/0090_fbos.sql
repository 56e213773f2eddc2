-- The FBOs that an operator deals with: who handles its aircraft at an airport, and where passengers are to go. is_own:
-- the operator's own, at which customers ask for services.
CREATE TABLE fbos (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  airport_id TEXT NOT NULL REFERENCES airports,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,                  -- the name with case and accents folded
  address TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  is_own INTEGER NOT NULL DEFAULT 0 CHECK (is_own IN (0, 1)),
  notes TEXT NOT NULL DEFAULT '',           -- opening hours and the like
  retired_at INTEGER,                       -- when it was taken out of use
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
-- One index for each tab of the list, and one for the FBOs at an airport.
CREATE INDEX fbos_in_use ON fbos (workspace_id, sort_name, id) WHERE retired_at IS NULL;
CREATE INDEX fbos_own ON fbos (workspace_id, sort_name, id) WHERE is_own = 1 AND retired_at IS NULL;
CREATE INDEX fbos_retired ON fbos (workspace_id, sort_name, id) WHERE retired_at IS NOT NULL;
CREATE INDEX fbos_at_airport ON fbos (workspace_id, airport_id, sort_name, id) WHERE retired_at IS NULL;

-- The FBO that an account prefers at an airport, one for each airport. New trips of the account begin and end there.
CREATE TABLE preferred_fbos (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL REFERENCES accounts,
  airport_id TEXT NOT NULL REFERENCES airports,
  fbo_id TEXT NOT NULL REFERENCES fbos,
  PRIMARY KEY (account_id, airport_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX preferred_fbos_by_fbo ON preferred_fbos (fbo_id);

-- FBOs are searched by their words, too. Which nouns there are is said by src/search alone.
CREATE TABLE searched_words (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  noun TEXT NOT NULL,
  word TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, noun, word, id)
) STRICT, WITHOUT ROWID;
INSERT INTO searched_words (workspace_id, noun, word, id) SELECT workspace_id, noun, word, id FROM search_words;
DROP TABLE search_words;
ALTER TABLE searched_words RENAME TO search_words;
CREATE INDEX search_words_by_id ON search_words (workspace_id, noun, id, word);

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('fbo_added', 'fbos', 120, 600, NULL, 2000),
  ('trip_fbos_set', 'trip_updates', 200, 1000, 30, 2000);
