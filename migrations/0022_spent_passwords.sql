-- The hash of the temporary password that was used, so that it cannot be chosen as the permanent one.
ALTER TABLE users ADD COLUMN spent_password TEXT;
