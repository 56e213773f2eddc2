-- What the walk meets at Harbour: a deal of Mira's in every state. Ids begin with the letter of their
-- noun: e requests and quotes, f mails.
UPDATE workspaces SET logo = 'v1' WHERE slug = 'harbour';
INSERT INTO users (id, workspace_id, face, contact_id, email, name, role, state) VALUES
 ('00000000-0000-7000-8000-000000000d47', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-000000000c27', 'zoe@harbour.example', 'Zoë Ångström', 'charter', 'invited');

-- A mail to Mira that was given up.
INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, at) VALUES
 ('00000000-0000-7000-8000-0000000ea001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d32', 'ops', 'quote_sent', '00000000-0000-7000-8000-0000000a2001', 1795000000000);
INSERT INTO outbox (id, workspace_id, event_id, kind, task, to_user_id, to_email, to_name, subject, state, attempts, next_at, fault, created_at) VALUES
 ('00000000-0000-7000-8000-0000000fa001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000ea001', 'mail',
  '{"notice":{"subject":"Quote Q-2001","lead":"Your quote.","facts":[],"action":"See quote","path":"/quotes"}}',
  '00000000-0000-7000-8000-000000000d41', 'mira@harbour.example', 'Mira Lindqvist', 'Quote Q-2001', 'dead', 6, 1795000000000, 'mailbox full', 1795000000000);
