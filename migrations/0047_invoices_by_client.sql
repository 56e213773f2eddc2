-- The sort key of the account's name, for the operator's lists of invoices; triggers keep it.
ALTER TABLE invoices ADD COLUMN account_name TEXT NOT NULL DEFAULT '';
UPDATE invoices SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = invoices.account_id);

CREATE TRIGGER invoices_get_sort_keys AFTER INSERT ON invoices
BEGIN
  UPDATE invoices SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = NEW.account_id) WHERE id = NEW.id;
END;
CREATE TRIGGER invoices_sort_by_their_account AFTER UPDATE OF account_id ON invoices
BEGIN
  UPDATE invoices SET account_name = (SELECT a.sort_name FROM accounts a WHERE a.id = NEW.account_id) WHERE id = NEW.id;
END;
CREATE TRIGGER accounts_are_sort_keys_of_invoices AFTER UPDATE OF sort_name ON accounts
BEGIN
  UPDATE invoices SET account_name = NEW.sort_name WHERE account_id = NEW.id;
END;

CREATE INDEX invoices_by_client ON invoices (workspace_id, account_name, id);
CREATE INDEX invoices_open_by_client ON invoices (workspace_id, account_name, id) WHERE state = 'issued' AND paid < total;
CREATE INDEX invoices_paid_by_client ON invoices (workspace_id, account_name, id) WHERE state = 'issued' AND paid >= total;
