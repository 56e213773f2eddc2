-- Index to find accounts with the same name, ignoring case, before a new one is opened.
CREATE INDEX accounts_by_lower_name ON accounts (workspace_id, lower(name), id) WHERE merged_into IS NULL;
