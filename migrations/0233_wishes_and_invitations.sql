-- What a lead asked for on the website, so that their request is filled in from it, and when: it waits under Today.
ALTER TABLE leads ADD COLUMN wish TEXT CHECK (json_valid(wish));
ALTER TABLE leads ADD COLUMN asked_at INTEGER;
CREATE INDEX leads_asking ON leads (workspace_id, asked_at) WHERE state = 'open' AND asked_at IS NOT NULL;

-- The operator's own words in the mail that invites a client.
ALTER TABLE workspaces ADD COLUMN invitation_words TEXT NOT NULL DEFAULT '';

-- Nothing has read it since 0045, and D1 allows a table 100 columns.
ALTER TABLE workspaces DROP COLUMN hides_other_parties;
