-- The file of an invoice's PDF is found by a digest of everything that is printed, so the invoice need not name it.
ALTER TABLE invoices DROP COLUMN pdf_key;
ALTER TABLE invoices DROP COLUMN pdf_digest;
