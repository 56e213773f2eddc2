-- A refund of what was paid online is sent by the provider. What that refuses is credit again.
ALTER TABLE refunds ADD COLUMN state TEXT NOT NULL DEFAULT 'sent' CHECK (state IN ('sending', 'sent', 'refused'));
