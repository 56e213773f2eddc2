-- The parts of the client portal that the page of a notice is in, as bits (src/workspaces/modules.rs): where one of them is
-- hidden, the notice is not shown. 0 for staff, to whom nothing is hidden.
ALTER TABLE notices ADD COLUMN modules INTEGER NOT NULL DEFAULT 0;
UPDATE notices SET modules = CASE
  WHEN path LIKE '/requests%' THEN 1 WHEN path LIKE '/quotes/%/thread' THEN 34 WHEN path LIKE '/quotes%' THEN 2
  WHEN path LIKE '/passengers%' OR path LIKE '/trips/%/manifest' THEN 4 WHEN path LIKE '/trips/%/services%' THEN 64 WHEN path LIKE '/invoices/%/thread' THEN 40
  WHEN path LIKE '/invoices%' OR path LIKE '/payments%' OR path LIKE '/statement%' THEN 8
  WHEN path LIKE '/messages%' THEN 32 WHEN path LIKE '/services%' THEN 64 ELSE 0 END
WHERE user_id IN (SELECT u.id FROM users u WHERE u.face = 'client');
