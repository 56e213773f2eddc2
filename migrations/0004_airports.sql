-- Airports are reference data, the same for every workspace. The id never changes; codes do.
CREATE TABLE airports (
  id TEXT PRIMARY KEY,
  icao TEXT NOT NULL,
  iata TEXT NOT NULL DEFAULT '',
  lid TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  city TEXT NOT NULL,
  region TEXT NOT NULL,
  country TEXT NOT NULL,                    -- ISO 3166 alpha-2
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  elevation_ft INTEGER NOT NULL,
  zone TEXT NOT NULL,                       -- IANA
  rank INTEGER NOT NULL                     -- lower ranks are suggested first
) STRICT;

-- The words to find an airport by: every code it has or had, and each word of its name and city, in lower
-- case without accents. Searching a prefix reads one range of the index, whatever the size of the table.
CREATE TABLE airport_words (
  word TEXT NOT NULL,
  airport_id TEXT NOT NULL REFERENCES airports,
  is_code INTEGER NOT NULL CHECK (is_code IN (0, 1)),
  PRIMARY KEY (word, airport_id)
) STRICT, WITHOUT ROWID;
