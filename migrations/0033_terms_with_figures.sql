-- Terms may name figures of their quote, such as {deposit}. They are filled in when the quote is sent, and what the
-- client signs is kept in terms; the text as it was written is kept here, for the next version. NULL in a draft.
ALTER TABLE quotes ADD COLUMN terms_template TEXT;
