-- The signed copy of an acceptance: a PDF that is printed once, by the queue, and never again. `pdf_sha256` is of its bytes, in
-- hexadecimal, so that somebody who holds the file can have it checked.
ALTER TABLE acceptances ADD COLUMN pdf_key TEXT;
ALTER TABLE acceptances ADD COLUMN pdf_sha256 TEXT;
ALTER TABLE acceptances ADD COLUMN pdf_size INTEGER;
ALTER TABLE acceptances ADD COLUMN sealed_at INTEGER;
CREATE INDEX acceptances_by_pdf ON acceptances (workspace_id, pdf_sha256) WHERE pdf_sha256 IS NOT NULL;

-- Acceptances of before get their copies, too.
INSERT INTO outbox (id, workspace_id, event_id, job, task, state, next_at, created_at)
 SELECT lower(hex(randomblob(16))), x.workspace_id, x.id, 'acceptance_to_seal', 'null', 'queued', x.at, x.at FROM acceptances x
 JOIN events e ON e.id = x.id;
