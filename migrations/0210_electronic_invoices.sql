-- Whether invoices and credit notes carry what they say as data (Factur-X, EN 16931) inside their PDF.
ALTER TABLE workspaces ADD COLUMN factur_x INTEGER NOT NULL DEFAULT 0 CHECK (factur_x IN (0, 1));
-- The country (ISO 3166 alpha-2) and the tax number of the operator and of whom it bills: the data must name them, and
-- invoices print the numbers. Empty where they are not given.
ALTER TABLE workspaces ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE workspaces ADD COLUMN tax_number TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN tax_number TEXT NOT NULL DEFAULT '';
-- Both parties as they were on the day of issue, as JSON; NULL for an invoice that carries no data.
ALTER TABLE invoices ADD COLUMN parties TEXT CHECK (json_valid(parties));
