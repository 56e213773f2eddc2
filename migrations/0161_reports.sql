-- How much the documents of a workspace say and how they look, and what stands at the foot of each page where that is
-- not the operator's name and address.
ALTER TABLE workspaces ADD COLUMN quote_report TEXT NOT NULL DEFAULT 'detailed' CHECK (quote_report IN ('detailed', 'summary', 'plain'));
ALTER TABLE workspaces ADD COLUMN trip_report TEXT NOT NULL DEFAULT 'detailed' CHECK (trip_report IN ('detailed', 'summary', 'plain'));
ALTER TABLE workspaces ADD COLUMN invoice_report TEXT NOT NULL DEFAULT 'detailed' CHECK (invoice_report IN ('detailed', 'summary', 'plain'));
ALTER TABLE workspaces ADD COLUMN document_footer TEXT NOT NULL DEFAULT '';
