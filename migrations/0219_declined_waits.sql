-- A client who declines a quote waits for the operator again, as one who asks for changes does.
DROP TRIGGER changes_asked_for_wait;
CREATE TRIGGER changes_asked_for_wait AFTER UPDATE OF state ON quotes WHEN NEW.state IN ('change_requested', 'declined')
BEGIN
  UPDATE requests SET waiting_since = max(waiting_since, coalesce(NEW.answered_at, 0)) WHERE id = NEW.request_id;
END;
