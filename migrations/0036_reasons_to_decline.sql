-- Why a client declined a quote, chosen from a list, so that reasons can be counted; their own words are in `answer`.
ALTER TABLE quotes ADD COLUMN declined_for TEXT CHECK (declined_for IN ('price', 'dates', 'vehicle', 'plans_changed', 'other'));
