-- The deposits that a client has signed for and no invoice asks for yet.
CREATE INDEX quotes_with_deposit ON quotes (account_id) WHERE state = 'accepted' AND invoiced_at IS NULL AND deposit > 0;
