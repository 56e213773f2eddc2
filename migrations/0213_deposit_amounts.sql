-- The deposit of a quote as an amount, where it is not a part of the total: what deposit_ppm says does not count then.
ALTER TABLE quotes ADD COLUMN deposit_fixed INTEGER CHECK (deposit_fixed IS NULL OR deposit_fixed >= 0);
