-- A temporary password that was used, so that it is not chosen as the permanent one.
ALTER TABLE users ADD COLUMN spent_password TEXT;
