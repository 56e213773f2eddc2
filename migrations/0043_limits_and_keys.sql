-- A sealed secret begins with the id of the key that it is sealed under. The index finds those to be sealed anew
-- while the key is being replaced.
CREATE INDEX authenticators_by_key ON authenticators (sealed);

-- How often a change may be asked for by a form, for everything that sends mail or adds a row. Changes of one kind are
-- counted together, in the audit trail. The numbers are generous for real work: nobody reaches them by hand. NULL is
-- no limit.
CREATE TABLE limits (
  action TEXT PRIMARY KEY,                  -- as in events
  kind TEXT NOT NULL,                       -- src/db/limits.rs has its words
  hour INTEGER,                             -- the most by a person in an hour
  day INTEGER,                              -- the most by a person in a day
  one INTEGER,                              -- the most about one subject in a day
  workspace INTEGER                         -- the most in the workspace in a day
) STRICT, WITHOUT ROWID;
CREATE INDEX limits_by_kind ON limits (kind, action);
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES
  ('client_invited', 'invitations', 20, 60, 5, 300),
  ('client_invited_again', 'invitations', 20, 60, 5, 300),
  ('client_access_restored', 'invitations', 20, 60, 5, 300),
  ('staff_invited', 'invitations', 20, 60, 5, 300),
  ('staff_invited_again', 'invitations', 20, 60, 5, 300),
  ('staff_restored', 'invitations', 20, 60, 5, 300),
  ('sign_up_approved', 'decisions', 60, 300, NULL, 1000),
  ('sign_up_rejected', 'decisions', 60, 300, NULL, 1000),
  ('sign_up_requested', 'sign_ups', NULL, NULL, NULL, 300),
  ('request_submitted', 'requests', 20, 60, NULL, 500),
  ('thread_opened', 'messages', 60, 300, NULL, 2000),
  ('message_sent', 'messages', 60, 300, NULL, 2000),
  ('quote_drafted', 'drafts', 120, 600, NULL, 2000),
  ('quote_revised', 'drafts', 120, 600, NULL, 2000),
  ('quote_sent', 'quotes', 120, 600, NULL, 2000),
  ('trip_moved', 'trip_updates', 200, 1000, 30, 2000),
  ('invoice_issued', 'invoices', 120, 600, NULL, 2000),
  ('invoice_pdf_asked_for', 'documents', 60, 300, 20, 1000),
  ('payment_recorded', 'payments', 200, 1000, NULL, 2000),
  ('mail_sent_again', 'repeats', 60, 300, 5, 1000),
  ('contact_added', 'contacts', 200, 1000, NULL, 2000),
  ('lead_added', 'contacts', 200, 1000, NULL, 2000),
  ('lead_converted', 'contacts', 200, 1000, NULL, 2000),
  ('account_added', 'contacts', 200, 1000, NULL, 2000),
  ('contact_changed', 'contact_changes', 200, 1000, 20, 2000),
  ('passenger_added', 'passengers', 100, 300, NULL, 2000),
  ('passkey_added', 'factors', 10, 30, NULL, 1000),
  ('authenticator_begun', 'factors', 10, 30, NULL, 1000),
  ('recovery_codes_made', 'factors', 10, 30, NULL, 1000),
  ('factors_reset', 'resets', 20, 60, 5, 300),
  ('rate_added', 'rates', 60, 300, NULL, 1000);
CREATE INDEX events_by_actor_and_action ON events (workspace_id, actor_id, action, at);

-- Refuses the event of a change that is past its limit, in the transaction of the change: so nothing of the change is
-- written, and changes that are sent at the same moment cannot pass together. Only changes that a form asked for have
-- a key; those that follow another change, and the portal's own, are counted and not refused.
CREATE TRIGGER events_are_limited BEFORE INSERT ON events
WHEN NEW.key IS NOT NULL AND EXISTS (
  SELECT 1 FROM limits l WHERE l.action = NEW.action AND (
    l.hour <= (SELECT count(*) FROM limits k CROSS JOIN events e INDEXED BY events_by_actor_and_action
      ON e.workspace_id = NEW.workspace_id AND e.actor_id = NEW.actor_id AND e.action = k.action AND e.at > NEW.at - 3600000
      WHERE k.kind = l.kind)
    OR l.day <= (SELECT count(*) FROM limits k CROSS JOIN events e INDEXED BY events_by_actor_and_action
      ON e.workspace_id = NEW.workspace_id AND e.actor_id = NEW.actor_id AND e.action = k.action AND e.at > NEW.at - 86400000
      WHERE k.kind = l.kind)
    OR l.one <= (SELECT count(*) FROM events e INDEXED BY events_by_subject JOIN limits k ON k.action = e.action AND k.kind = l.kind
      WHERE e.workspace_id = NEW.workspace_id AND e.subject_id = NEW.subject_id AND e.at > NEW.at - 86400000)
    OR l.workspace <= (SELECT count(*) FROM limits k CROSS JOIN events e INDEXED BY events_by_action
      ON e.workspace_id = NEW.workspace_id AND e.action = k.action AND e.at > NEW.at - 86400000
      WHERE k.kind = l.kind)
  ))
BEGIN SELECT RAISE(IGNORE); END;
