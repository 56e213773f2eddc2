-- Finds the open quotes that offer the same aircraft or coach, to warn whoever offers it again.
CREATE INDEX quotes_by_tail ON quotes (tail_id, departs_at) WHERE state = 'sent';
