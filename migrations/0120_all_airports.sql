-- A full list of airports, loaded by `npm run airports`. What it wrote last for an airport, as a digest, so that loading
-- a list again writes what changed only. Empty for airports of the starter table that no list has touched.
ALTER TABLE airports ADD COLUMN listed TEXT NOT NULL DEFAULT '';

-- The tens of the airport's rank: 0 for the starter table, 1 with an IATA code, 2 with an ICAO code, 3 for the others. A
-- search reads the first rows of each tier, so that "sa" reads as few rows with 28,000 airports as with 300.
ALTER TABLE airport_words ADD COLUMN tier INTEGER NOT NULL DEFAULT 0;
CREATE INDEX airport_words_by_tier ON airport_words (tier, word);
CREATE INDEX airport_words_by_airport ON airport_words (airport_id, word);
