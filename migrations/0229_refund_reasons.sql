-- Why money was sent back, in words that the client reads.
ALTER TABLE refunds ADD COLUMN reason TEXT NOT NULL DEFAULT '';
