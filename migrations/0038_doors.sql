-- Codes are limited for each asker and not for each account, so that nobody who asks for a code with another
-- person's address keeps that person out. The asker is a digest of the account and the network address, or of the
-- browser where the owner of the account had signed in before.
ALTER TABLE codes ADD COLUMN asker TEXT NOT NULL DEFAULT '';
-- Whether it was asked for in such a browser: all other askers of an account share a limit.
ALTER TABLE codes ADD COLUMN is_known INTEGER NOT NULL DEFAULT 0 CHECK (is_known IN (0, 1));
-- Whether the link works in any browser: that of the last mail before a limit, as no further mail follows it.
ALTER TABLE codes ADD COLUMN is_anywhere INTEGER NOT NULL DEFAULT 0 CHECK (is_anywhere IN (0, 1));
