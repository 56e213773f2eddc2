-- What no invoice takes of a payment is the account's credit. It is the payment's amount without its allocations, and
-- recomputed with each of them.
ALTER TABLE payments ADD COLUMN unallocated INTEGER NOT NULL DEFAULT 0 CHECK (unallocated >= 0);
CREATE INDEX allocations_by_payment ON allocations (payment_id, invoice_id);
UPDATE payments SET unallocated = amount - (SELECT coalesce(sum(l.amount), 0) FROM allocations l WHERE l.payment_id = payments.id);
CREATE INDEX payments_with_credit ON payments (account_id, currency, received_on, id) WHERE unallocated > 0;

-- When an invoice was issued for an accepted quote. Those that wait for theirs are listed, the oldest answer first.
ALTER TABLE quotes ADD COLUMN invoiced_at INTEGER;
UPDATE quotes SET invoiced_at = (SELECT i.created_at FROM invoices i WHERE i.quote_id = quotes.id AND i.state = 'issued') WHERE state = 'accepted';
CREATE INDEX quotes_to_invoice ON quotes (workspace_id, coalesce(answered_at, created_at), id) WHERE state = 'accepted' AND invoiced_at IS NULL;

-- Owners see who else flies on their aircraft, and what they pay, only where the workspace says so. This replaces
-- hides_other_parties, which showed them unless the workspace said otherwise.
ALTER TABLE workspaces ADD COLUMN shows_other_parties INTEGER NOT NULL DEFAULT 0 CHECK (shows_other_parties IN (0, 1));
