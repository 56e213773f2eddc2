-- Optional extras of a quote: lines as JSON, like those in `lines`, that the client may tick. What was chosen is marked
-- in them and stands among the lines, too, from the acceptance on.
ALTER TABLE quotes ADD COLUMN extras TEXT NOT NULL DEFAULT '[]';
-- The taxes and fees that the quote was saved with, as JSON: a ticked extra is taxed as the rest of the quote was,
-- whatever has changed since it was sent.
ALTER TABLE quotes ADD COLUMN rates TEXT NOT NULL DEFAULT '[]';
