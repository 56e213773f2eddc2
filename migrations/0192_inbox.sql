-- One inbox for staff. open: the client waits for an answer. waiting: staff wait for the client. closed: nobody waits; the
-- client's next message opens it again.
ALTER TABLE threads ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'waiting', 'closed'));
UPDATE threads SET state = 'waiting' WHERE last_side = 'ops';
ALTER TABLE threads ADD COLUMN assigned_to TEXT REFERENCES users;       -- the colleague who answers; null: anybody
DROP INDEX threads_unanswered;
CREATE INDEX threads_by_state ON threads (workspace_id, state, last_at, id);
CREATE INDEX threads_by_colleague ON threads (workspace_id, assigned_to, last_at, id) WHERE assigned_to IS NOT NULL AND state <> 'closed';

-- A conversation may be about a quote or an invoice, which each have one.
ALTER TABLE threads ADD COLUMN quote_id TEXT REFERENCES quotes;
ALTER TABLE threads ADD COLUMN invoice_id TEXT REFERENCES invoices;
CREATE UNIQUE INDEX threads_by_quote ON threads (quote_id) WHERE quote_id IS NOT NULL;
CREATE UNIQUE INDEX threads_by_invoice ON threads (invoice_id) WHERE invoice_id IS NOT NULL;

-- When they opened it, to tell the other side when a message was read; null for what was read before this was kept.
ALTER TABLE readings ADD COLUMN opened_at INTEGER;

-- What staff note about a conversation. It is a table of its own, which no statement of a client reads.
CREATE TABLE thread_notes (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  thread_id TEXT NOT NULL REFERENCES threads,
  user_id TEXT NOT NULL REFERENCES users,
  words TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX thread_notes_by_thread ON thread_notes (thread_id, at, id);

-- Answers that a workspace keeps ready, for staff to put into a message.
CREATE TABLE canned_answers (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  words TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX canned_answers_by_name ON canned_answers (workspace_id, sort_name, id);

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('thread_noted', 'notes', 120, 600, NULL, 2000),
  ('thread_assigned', 'assignments', 120, 600, NULL, 2000),
  ('canned_answer_added', 'answers', 60, 300, NULL, 1000);

-- Conversations are searched by the words of their subjects and messages. Words of earlier ones are cut at spaces and lines.
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 SELECT t.workspace_id, 'thread', substr(trim(w.value, '.,;:!?()"'), 1, 100), t.id FROM threads t,
   json_each('[' || replace(replace(json_quote(lower(t.subject)), '\n', ' '), ' ', '","') || ']') w WHERE trim(w.value, '.,;:!?()"') <> '';
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 SELECT g.workspace_id, 'thread', substr(trim(w.value, '.,;:!?()"'), 1, 100), g.thread_id FROM messages g,
   json_each('[' || replace(replace(json_quote(lower(g.body)), '\n', ' '), ' ', '","') || ']') w WHERE trim(w.value, '.,;:!?()"') <> '';
