-- Before an account is opened, those that have its name are looked for, whatever is a capital in it.
CREATE INDEX accounts_by_lower_name ON accounts (workspace_id, lower(name), id) WHERE merged_into IS NULL;
