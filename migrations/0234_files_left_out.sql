-- Files of a mail that were not taken with its message, each with the reason. The mail is kept as it came.
ALTER TABLE messages ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(left_out));
