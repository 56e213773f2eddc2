-- Whether people without an account may ask for a trip on the portal's address. What they ask for is kept as a lead.
ALTER TABLE workspaces ADD COLUMN takes_inquiries INTEGER NOT NULL DEFAULT 0 CHECK (takes_inquiries IN (0, 1));
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES ('inquiry_sent', 'inquiries', NULL, NULL, 10, 200);
