-- A contact or an account that is inactive stays where it is, marked; one that was merged leads to
-- the one that took it up.
ALTER TABLE contacts ADD COLUMN deactivated_at INTEGER;
ALTER TABLE contacts ADD COLUMN merged_into TEXT REFERENCES contacts;
ALTER TABLE accounts ADD COLUMN kind TEXT NOT NULL DEFAULT 'company' CHECK (kind IN ('company', 'family'));
ALTER TABLE accounts ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN deactivated_at INTEGER;
ALTER TABLE accounts ADD COLUMN merged_into TEXT REFERENCES accounts;

-- Lists go by name, and two may have the same.
DROP INDEX contacts_by_name;
CREATE INDEX contacts_by_name ON contacts (workspace_id, name, id);
CREATE INDEX contacts_by_standing ON contacts (workspace_id, (deactivated_at IS NULL), name, id);
CREATE INDEX contacts_by_email ON contacts (workspace_id, email);
DROP INDEX accounts_by_name;
CREATE INDEX accounts_by_name ON accounts (workspace_id, name, id);
CREATE INDEX accounts_by_standing ON accounts (workspace_id, (deactivated_at IS NULL), name, id);
CREATE INDEX requests_by_contact ON requests (contact_id);
CREATE INDEX account_tails_by_tail ON account_tails (tail_id);

-- A lead is a prospect: somebody who may become a contact. Until then there is nothing to give access to.
CREATE TABLE leads (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  company TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',          -- where they come from, in the operator's words
  notes TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('open', 'converted', 'dropped')),
  contact_id TEXT REFERENCES contacts,      -- whom they became
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'converted') = (contact_id IS NOT NULL))
) STRICT;
CREATE INDEX leads_by_name ON leads (workspace_id, name, id);
CREATE INDEX leads_by_state ON leads (workspace_id, state, name, id);
CREATE INDEX leads_by_contact ON leads (contact_id) WHERE contact_id IS NOT NULL;

-- What a person may type to find a lead, a contact or an account: each word of names and companies
-- and the address, lower case, accents folded. A prefix is one index range, whatever the table's size.
CREATE TABLE search_words (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  noun TEXT NOT NULL CHECK (noun IN ('lead', 'contact', 'account')),
  word TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, noun, word, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_words_by_id ON search_words (workspace_id, noun, id, word);

-- The words of whoever is there already. Accents are folded when they are next saved.
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 WITH RECURSIVE split (workspace_id, noun, id, word, rest) AS (
  SELECT workspace_id, 'contact', id, '', lower(name || ' ' || email || ' ' || substr(email, 1, max(instr(email, '@') - 1, 0))) || ' ' FROM contacts
  UNION ALL
  SELECT workspace_id, 'account', id, '', lower(name || ' ' || billing_name) || ' ' FROM accounts
  UNION ALL
  SELECT workspace_id, noun, id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> '')
 SELECT workspace_id, noun, word, id FROM split WHERE word <> '';
