-- Replies by mail that came while their workspace was moved to another database, when nothing can be written to its rows. In the
-- directory (`DB`) only. The clock takes each one when the move is over; the raw mail is in R2 until then.
CREATE TABLE mails_held (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL,          -- no reference: its row moves
  key TEXT NOT NULL,                   -- of the raw mail
  recipient TEXT NOT NULL,             -- the reply address
  sender TEXT NOT NULL,                -- by the envelope
  at INTEGER NOT NULL
) STRICT;
