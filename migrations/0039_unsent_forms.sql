-- What somebody wrote in a form that was sent after their session had ended, or before they showed their second
-- factor: it is kept for an hour, encrypted, and shown to them again. The id is a digest of the form's key, which
-- the portal signs for the user whom the page was made for.
CREATE TABLE unsent_forms (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_id TEXT NOT NULL REFERENCES users,
  sealed TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX unsent_forms_by_user ON unsent_forms (user_id);
CREATE INDEX unsent_forms_by_end ON unsent_forms (expires_at);
