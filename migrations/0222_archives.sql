-- What somebody added, wrote and signed is read when their data is exported or erased, and must not cost a look at everything.
CREATE INDEX files_by_user ON files (user_id, created_at, id) WHERE removed_at IS NULL;
CREATE INDEX messages_by_user ON messages (user_id, at);
CREATE INDEX mails_in_by_user ON mails_in (user_id, at);
CREATE INDEX acceptances_by_user ON acceptances (user_id, at);

INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('contact_exported', 'archives', 20, 100, NULL, 300);
