-- A workspace is one operator, with its brand and terms. It has two hosts: one for clients, one for staff.
CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (slug NOT LIKE '%-ops' AND slug NOT GLOB '*[^a-z0-9-]*'),
  name TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  trade TEXT NOT NULL CHECK (trade IN ('air', 'coach')),
  brand TEXT NOT NULL CHECK (length(brand) = 6 AND brand NOT GLOB '*[^0-9a-f]*'),
  logo TEXT,                                -- version of the logo in R2 under <workspace>/logo/
  reply_to TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,                    -- lines as printed on an invoice
  zone TEXT NOT NULL,                       -- IANA; defines "today" for the workspace
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  deposit_ppm INTEGER NOT NULL DEFAULT 0 CHECK (deposit_ppm BETWEEN 0 AND 1000000),
  quote_days INTEGER NOT NULL DEFAULT 7,    -- how long a quote is valid unless the dispatcher says otherwise
  payment_days INTEGER NOT NULL DEFAULT 14,
  quote_terms TEXT NOT NULL,
  invoice_terms TEXT NOT NULL,
  payment_instructions TEXT NOT NULL
) STRICT;

-- The hosts of a workspace. A host below the portal's own domain is stored as its first
-- label ('harbour', 'harbour-ops'), so that the domain is configuration; a custom host in full.
CREATE TABLE hosts (
  host TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  face TEXT NOT NULL CHECK (face IN ('client', 'ops')),
  is_canonical INTEGER NOT NULL CHECK (is_canonical IN (0, 1)),   -- the one that mails link to
  CHECK (face = 'ops' OR host NOT LIKE '%-ops')
) STRICT;
CREATE UNIQUE INDEX hosts_canonical ON hosts (workspace_id, face) WHERE is_canonical = 1;

-- The next reference or invoice number of each workspace. Numbers have no gaps.
CREATE TABLE counters (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  noun TEXT NOT NULL CHECK (noun IN ('request', 'quote', 'trip', 'invoice')),
  next INTEGER NOT NULL CHECK (next > 0),
  PRIMARY KEY (workspace_id, noun)
) STRICT, WITHOUT ROWID;
