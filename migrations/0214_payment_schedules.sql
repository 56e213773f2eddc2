-- When the balance of a quote is due: on a day (YYYY-MM-DD), which follows from the first departure where days before it were
-- entered. Without a day it is due as its invoice says. A sent quote keeps the day that it was sent with.
ALTER TABLE quotes ADD COLUMN balance_on TEXT;
ALTER TABLE quotes ADD COLUMN balance_days INTEGER CHECK (balance_days IS NULL OR balance_days BETWEEN 0 AND 365);

-- What new quotes begin with: days before the first departure, or -1 for as the invoice says.
ALTER TABLE workspaces ADD COLUMN balance_days INTEGER NOT NULL DEFAULT -1 CHECK (balance_days BETWEEN -1 AND 365);

-- Accepted quotes that are to be paid before their invoice. It takes the place of quotes_with_deposit, which the version that
-- runs during the deployment still names.
CREATE INDEX quotes_scheduled ON quotes (account_id) WHERE state = 'accepted' AND invoiced_at IS NULL AND (deposit > 0 OR balance_on IS NOT NULL);
