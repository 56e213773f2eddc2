-- What an account owes more, or less, by what happened in a month: the sum of what its statement lists for that month.
-- So a statement's opening balance is read from a row a month, however long the account's history is. The triggers below
-- keep it with each change, in the same transaction.
CREATE TABLE account_months (
  account_id TEXT NOT NULL REFERENCES accounts,
  month TEXT NOT NULL,                      -- YYYY-MM
  currency TEXT NOT NULL,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  change INTEGER NOT NULL,
  PRIMARY KEY (account_id, month, currency)
) STRICT, WITHOUT ROWID;

-- The account of a refund is that of its payment. It is here as well so that an account's refunds are found by day.
ALTER TABLE refunds ADD COLUMN account_id TEXT REFERENCES accounts;
UPDATE refunds SET account_id = (SELECT p.account_id FROM payments p WHERE p.id = refunds.payment_id);
CREATE INDEX refunds_stated ON refunds (account_id, refunded_on, id);

INSERT INTO account_months (account_id, month, currency, workspace_id, change)
SELECT x.account_id, substr(x.on_day, 1, 7), x.currency, x.workspace_id, sum(x.amount) FROM (
  SELECT account_id, issued_on AS on_day, currency, workspace_id, total AS amount FROM invoices
  UNION ALL SELECT account_id, voided_on, currency, workspace_id, -total FROM invoices WHERE state = 'void' AND voided_on IS NOT NULL
  UNION ALL SELECT account_id, received_on, currency, workspace_id, surcharge - amount FROM payments
  UNION ALL SELECT r.account_id, r.refunded_on, p.currency, r.workspace_id, r.amount FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.state <> 'refused') x
GROUP BY 1, 2, 3, 4;

CREATE TRIGGER months_of_new_invoices AFTER INSERT ON invoices BEGIN
  INSERT INTO account_months (account_id, month, currency, workspace_id, change)
  SELECT NEW.account_id, substr(NEW.issued_on, 1, 7), NEW.currency, NEW.workspace_id, NEW.total WHERE true
  UNION ALL SELECT NEW.account_id, substr(NEW.voided_on, 1, 7), NEW.currency, NEW.workspace_id, -NEW.total WHERE NEW.state = 'void' AND NEW.voided_on IS NOT NULL
  ON CONFLICT (account_id, month, currency) DO UPDATE SET change = change + excluded.change;
END;
CREATE TRIGGER months_of_changed_invoices AFTER UPDATE OF account_id, state, voided_on, issued_on, currency, total ON invoices BEGIN
  INSERT INTO account_months (account_id, month, currency, workspace_id, change)
  SELECT OLD.account_id, substr(OLD.issued_on, 1, 7), OLD.currency, OLD.workspace_id, -OLD.total WHERE true
  UNION ALL SELECT OLD.account_id, substr(OLD.voided_on, 1, 7), OLD.currency, OLD.workspace_id, OLD.total WHERE OLD.state = 'void' AND OLD.voided_on IS NOT NULL
  UNION ALL SELECT NEW.account_id, substr(NEW.issued_on, 1, 7), NEW.currency, NEW.workspace_id, NEW.total WHERE true
  UNION ALL SELECT NEW.account_id, substr(NEW.voided_on, 1, 7), NEW.currency, NEW.workspace_id, -NEW.total WHERE NEW.state = 'void' AND NEW.voided_on IS NOT NULL
  ON CONFLICT (account_id, month, currency) DO UPDATE SET change = change + excluded.change;
END;
CREATE TRIGGER months_of_new_payments AFTER INSERT ON payments BEGIN
  INSERT INTO account_months (account_id, month, currency, workspace_id, change)
  SELECT NEW.account_id, substr(NEW.received_on, 1, 7), NEW.currency, NEW.workspace_id, NEW.surcharge - NEW.amount WHERE true
  ON CONFLICT (account_id, month, currency) DO UPDATE SET change = change + excluded.change;
END;
CREATE TRIGGER months_of_changed_payments AFTER UPDATE OF account_id, amount, surcharge, received_on, currency ON payments BEGIN
  INSERT INTO account_months (account_id, month, currency, workspace_id, change)
  SELECT OLD.account_id, substr(OLD.received_on, 1, 7), OLD.currency, OLD.workspace_id, OLD.amount - OLD.surcharge WHERE true
  UNION ALL SELECT NEW.account_id, substr(NEW.received_on, 1, 7), NEW.currency, NEW.workspace_id, NEW.surcharge - NEW.amount WHERE true
  ON CONFLICT (account_id, month, currency) DO UPDATE SET change = change + excluded.change;
  UPDATE refunds SET account_id = NEW.account_id WHERE payment_id = NEW.id AND account_id <> NEW.account_id;
END;
CREATE TRIGGER accounts_of_new_refunds AFTER INSERT ON refunds BEGIN
  UPDATE refunds SET account_id = (SELECT p.account_id FROM payments p WHERE p.id = NEW.payment_id) WHERE id = NEW.id;
END;
CREATE TRIGGER months_of_changed_refunds AFTER UPDATE OF account_id, state, amount, refunded_on ON refunds BEGIN
  INSERT INTO account_months (account_id, month, currency, workspace_id, change)
  SELECT OLD.account_id, substr(OLD.refunded_on, 1, 7), p.currency, OLD.workspace_id, -OLD.amount FROM payments p WHERE p.id = OLD.payment_id AND OLD.state <> 'refused' AND OLD.account_id IS NOT NULL
  UNION ALL SELECT NEW.account_id, substr(NEW.refunded_on, 1, 7), p.currency, NEW.workspace_id, NEW.amount FROM payments p WHERE p.id = NEW.payment_id AND NEW.state <> 'refused' AND NEW.account_id IS NOT NULL
  ON CONFLICT (account_id, month, currency) DO UPDATE SET change = change + excluded.change;
END;
-- A month whose changes cancel each other out says nothing, and an account that was merged into another has none.
CREATE TRIGGER months_of_nothing AFTER UPDATE OF change ON account_months WHEN NEW.change = 0 BEGIN
  DELETE FROM account_months WHERE account_id = NEW.account_id AND month = NEW.month AND currency = NEW.currency;
END;
