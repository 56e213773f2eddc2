-- The lines that an operator offers, one a line of text: what a new quote begins with, and what can be added to one.
ALTER TABLE workspaces ADD COLUMN quote_catalog TEXT NOT NULL DEFAULT '';
