-- Who is told by mail of a sign-up is a setting like the others: a column of the workspace, a JSON list
-- of addresses in order. The table approval_addresses stays for the Worker that runs while this is
-- applied; nothing reads it afterwards.
ALTER TABLE workspaces ADD COLUMN approval_addresses TEXT NOT NULL DEFAULT '[]'
  CHECK (json_valid(approval_addresses) AND json_type(approval_addresses) = 'array');
UPDATE workspaces SET approval_addresses = (
  SELECT json_group_array(email) FROM (SELECT a.email FROM approval_addresses a WHERE a.workspace_id = workspaces.id ORDER BY a.email)
);
