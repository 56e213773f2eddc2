-- The state that a quote had before the acceptance of another one replaced it, so that undoing the acceptance restores it.
ALTER TABLE quotes ADD COLUMN stood TEXT CHECK (stood IN ('sent', 'change_requested'));
