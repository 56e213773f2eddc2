-- The addresses that are told of a new sign-up become a setting of the workspace: a JSON list in order. The table
-- approval_addresses stays for the Worker that runs while this migration is applied; it is not read afterwards.
ALTER TABLE workspaces ADD COLUMN approval_addresses TEXT NOT NULL DEFAULT '[]'
  CHECK (json_valid(approval_addresses) AND json_type(approval_addresses) = 'array');
UPDATE workspaces SET approval_addresses = (
  SELECT json_group_array(email) FROM (SELECT a.email FROM approval_addresses a WHERE a.workspace_id = workspaces.id ORDER BY a.email)
);
