-- Inactive contacts and accounts are marked and stay. A merged one refers to the one that it was merged into.
ALTER TABLE contacts ADD COLUMN deactivated_at INTEGER;
ALTER TABLE contacts ADD COLUMN merged_into TEXT REFERENCES contacts;
ALTER TABLE accounts ADD COLUMN kind TEXT NOT NULL DEFAULT 'company' CHECK (kind IN ('company', 'family'));
ALTER TABLE accounts ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN deactivated_at INTEGER;
ALTER TABLE accounts ADD COLUMN merged_into TEXT REFERENCES accounts;

-- Indexes for lists by name; the id distinguishes equal names.
DROP INDEX contacts_by_name;
CREATE INDEX contacts_by_name ON contacts (workspace_id, name, id);
CREATE INDEX contacts_by_standing ON contacts (workspace_id, (deactivated_at IS NULL), name, id);
CREATE INDEX contacts_by_email ON contacts (workspace_id, email);
DROP INDEX accounts_by_name;
CREATE INDEX accounts_by_name ON accounts (workspace_id, name, id);
CREATE INDEX accounts_by_standing ON accounts (workspace_id, (deactivated_at IS NULL), name, id);
CREATE INDEX requests_by_contact ON requests (contact_id);
CREATE INDEX account_tails_by_tail ON account_tails (tail_id);

-- A lead is a prospect who may become a contact. It has no access to the portal.
CREATE TABLE leads (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  company TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',          -- how the operator found them, as free text
  notes TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('open', 'converted', 'dropped')),
  contact_id TEXT REFERENCES contacts,      -- the contact that the lead was converted to
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'converted') = (contact_id IS NOT NULL))
) STRICT;
CREATE INDEX leads_by_name ON leads (workspace_id, name, id);
CREATE INDEX leads_by_state ON leads (workspace_id, state, name, id);
CREATE INDEX leads_by_contact ON leads (contact_id) WHERE contact_id IS NOT NULL;

-- The words to find a lead, a contact or an account by: each word of names and companies, and the email address,
-- in lower case without accents. Searching a prefix reads one range of the index, whatever the size of the table.
CREATE TABLE search_words (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  noun TEXT NOT NULL CHECK (noun IN ('lead', 'contact', 'account')),
  word TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, noun, word, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_words_by_id ON search_words (workspace_id, noun, id, word);

-- The words of existing rows. Their accents are removed when they are next saved.
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 WITH RECURSIVE split (workspace_id, noun, id, word, rest) AS (
  SELECT workspace_id, 'contact', id, '', lower(name || ' ' || email || ' ' || substr(email, 1, max(instr(email, '@') - 1, 0))) || ' ' FROM contacts
  UNION ALL
  SELECT workspace_id, 'account', id, '', lower(name || ' ' || billing_name) || ' ' FROM accounts
  UNION ALL
  SELECT workspace_id, noun, id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> '')
 SELECT workspace_id, noun, word, id FROM split WHERE word <> '';
