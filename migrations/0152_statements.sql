-- What happened on an account in a period, for its statement.
CREATE INDEX invoices_stated ON invoices (account_id, issued_on, id) WHERE state = 'issued';
CREATE INDEX payments_stated ON payments (account_id, received_on, id);
CREATE INDEX payments_refunded ON payments (account_id) WHERE refunded > 0;
