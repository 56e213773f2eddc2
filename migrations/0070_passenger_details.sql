-- What operators and borders ask about a passenger, beside their name and passport. All of it is optional.
ALTER TABLE passengers ADD COLUMN surname TEXT NOT NULL DEFAULT '';     -- on the document, where it is not the last word of the name
ALTER TABLE passengers ADD COLUMN sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'F', 'M', 'X'));   -- as on the document
ALTER TABLE passengers ADD COLUMN nationality TEXT NOT NULL DEFAULT ''; -- ISO 3166 alpha-2
ALTER TABLE passengers ADD COLUMN residence TEXT NOT NULL DEFAULT '';   -- ISO 3166 alpha-2
ALTER TABLE passengers ADD COLUMN weight INTEGER CHECK (weight > 0);
ALTER TABLE passengers ADD COLUMN weight_unit TEXT NOT NULL DEFAULT 'lb' CHECK (weight_unit IN ('lb', 'kg'));
ALTER TABLE passengers ADD COLUMN preferences TEXT NOT NULL DEFAULT '';

-- The details of a passenger that would help whoever steals them: date of birth, number of the passport, numbers of
-- travelers' programs. Each is encrypted for this passenger and this field. A table of its own, so that one index finds
-- what is to be sealed anew while the key is being replaced. The passport's country and expiry stay in clear in
-- `passengers`, for reminders.
CREATE TABLE passenger_details (
  passenger_id TEXT NOT NULL REFERENCES passengers,
  field TEXT NOT NULL CHECK (field IN ('born_on', 'document_number', 'known_traveler', 'redress')),
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  sealed TEXT NOT NULL,                     -- begins with the id of its key
  PRIMARY KEY (passenger_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX passenger_details_by_key ON passenger_details (sealed);

-- Staff search the directories of all accounts: passengers get search words, too. Which nouns there are is said by
-- src/search alone.
CREATE TABLE search_words_of_all (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  noun TEXT NOT NULL,
  word TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, noun, word, id)
) STRICT, WITHOUT ROWID;
INSERT INTO search_words_of_all (workspace_id, noun, word, id) SELECT workspace_id, noun, word, id FROM search_words;
DROP TABLE search_words;
ALTER TABLE search_words_of_all RENAME TO search_words;
CREATE INDEX search_words_by_id ON search_words (workspace_id, noun, id, word);

INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 WITH RECURSIVE split (workspace_id, id, word, rest) AS (
  SELECT workspace_id, id, '', sort_name || ' ' || replace(replace(replace(replace(sort_name, '-', ' '), '''', ' '), char(8217), ' '), '/', ' ')
    || ' ' || lower(email) || ' ' || lower(substr(email, 1, max(instr(email, '@') - 1, 0))) || ' ' FROM passengers WHERE removed_at IS NULL
  UNION ALL
  SELECT workspace_id, id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> '')
 SELECT workspace_id, 'passenger', word, id FROM split WHERE word <> '';

-- When a removed passenger was kept long enough, nothing is left that tells who they were.
CREATE TRIGGER passengers_are_forgotten AFTER UPDATE OF forgotten_at ON passengers
WHEN OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL
BEGIN
  DELETE FROM passenger_details WHERE passenger_id = NEW.id;
END;

-- Numbers that are shown in full, and lists of passengers that leave the portal as a file.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('passenger_revealed', 'reveals', 60, 300, NULL, 2000);
