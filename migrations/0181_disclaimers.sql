-- What a client confirms one by one to accept a quote, one statement a line: of new quotes, and as a quote was sent with.
ALTER TABLE workspaces ADD COLUMN quote_disclaimers TEXT NOT NULL DEFAULT '';
ALTER TABLE quotes ADD COLUMN disclaimers TEXT NOT NULL DEFAULT '';
