-- The people and workspaces of every test. The last two digits of an id tell its table: 0x workspaces,
-- 1x accounts, 2x contacts, 3x staff, 4x client users, 5x tails, 6x stages.
INSERT INTO workspaces (id, slug, name, legal_name, trade, brand, reply_to, phone, address, zone, currency, deposit_ppm, quote_terms, invoice_terms, payment_instructions) VALUES
 ('00000000-0000-7000-8000-000000000001', 'harbour', 'Harbour Aviation', 'Harbour Aviation LLC', 'air', '155b6b', 'ops@harbour.example', '+1 201 555 0100', '1 Hangar Road', 'America/New_York', 'USD', 500000, 'Charter terms.', 'Due on receipt.', 'Wire to Harbour.'),
 ('00000000-0000-7000-8000-000000000002', 'ridgeline', 'Ridgeline Jets', 'Ridgeline Jets Inc.', 'air', '7a3b12', 'ops@ridgeline.example', '+1 303 555 0100', '2 Hangar Road', 'America/Denver', 'USD', 0, 'Terms.', 'Terms.', 'Wire.'),
 ('00000000-0000-7000-8000-000000000003', 'northstar', 'Northstar Coaches', 'Northstar Coaches LLC', 'coach', '1f4e9c', 'ops@northstar.example', '+1 612 555 0100', '3 Depot Road', 'America/Chicago', 'USD', 200000, 'Terms.', 'Terms.', 'Wire.');
INSERT INTO hosts (host, workspace_id, face, is_canonical) SELECT slug, id, 'client', 1 FROM workspaces;
INSERT INTO hosts (host, workspace_id, face, is_canonical) SELECT slug || '-ops', id, 'ops', 1 FROM workspaces;
INSERT INTO hosts (host, workspace_id, face, is_canonical) VALUES ('fly.harbour.example', '00000000-0000-7000-8000-000000000001', 'client', 0);
INSERT INTO counters (workspace_id, noun, next) SELECT w.id, n.value, 1001 FROM workspaces w, json_each('["request","quote","trip","invoice","service"]') n;
INSERT INTO stages (id, workspace_id, name, rank, kind)
 SELECT printf('00000000-0000-7000-8000-0000000000%s%s', substr(w.id, -1), 6 + n.key), w.id, n.value ->> 0, n.value ->> 1, n.value ->> 2
 FROM workspaces w, json_each('[["Pending",10,"pending"],["Booked",20,"booked"],["Dispatched",30,"dispatched"],["Completed",50,"completed"]]') n;

INSERT INTO accounts (id, workspace_id, name, billing_name, billing_address, created_at) VALUES
 ('00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000001', 'Lindqvist Holdings', 'Lindqvist Holdings AB', 'Storgatan 1', 0),
 ('00000000-0000-7000-8000-000000000a12', '00000000-0000-7000-8000-000000000001', 'Okafor Family', 'Ruth Okafor', '5 Elm Street', 0),
 ('00000000-0000-7000-8000-000000000a13', '00000000-0000-7000-8000-000000000001', 'Carl Air', 'Carl Air', '6 Elm Street', 0),
 ('00000000-0000-7000-8000-000000000a14', '00000000-0000-7000-8000-000000000002', 'Milo Productions', 'Milo Productions', '7 Elm Street', 0),
 ('00000000-0000-7000-8000-000000000a15', '00000000-0000-7000-8000-000000000003', 'Bea School', 'Bea School', '8 Elm Street', 0);
INSERT INTO contacts (id, workspace_id, name, email, created_at) VALUES
 ('00000000-0000-7000-8000-000000000c21', '00000000-0000-7000-8000-000000000001', 'Mira Lindqvist', 'mira@harbour.example', 0),
 ('00000000-0000-7000-8000-000000000c22', '00000000-0000-7000-8000-000000000001', 'Tomas Lindqvist', 'tomas@harbour.example', 0),
 ('00000000-0000-7000-8000-000000000c23', '00000000-0000-7000-8000-000000000001', 'Ruth Okafor', 'ruth@harbour.example', 0),
 ('00000000-0000-7000-8000-000000000c24', '00000000-0000-7000-8000-000000000001', 'Carl Mendez', 'carl@harbour.example', 0),
 ('00000000-0000-7000-8000-000000000c25', '00000000-0000-7000-8000-000000000002', 'Milo Brandt', 'milo@ridgeline.example', 0),
 ('00000000-0000-7000-8000-000000000c26', '00000000-0000-7000-8000-000000000003', 'Bea Larsen', 'bea@northstar.example', 0),
 ('00000000-0000-7000-8000-000000000c27', '00000000-0000-7000-8000-000000000001', 'Zoë Ångström', 'zoe@harbour.example', 0);
INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c21', '00000000-0000-7000-8000-000000000a11'),
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c22', '00000000-0000-7000-8000-000000000a11'),
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c27', '00000000-0000-7000-8000-000000000a11'),
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c23', '00000000-0000-7000-8000-000000000a12'),
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c24', '00000000-0000-7000-8000-000000000a13'),
 ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000c25', '00000000-0000-7000-8000-000000000a14'),
 ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000c26', '00000000-0000-7000-8000-000000000a15');
INSERT INTO users (id, workspace_id, face, contact_id, email, name, role, state) VALUES
 ('00000000-0000-7000-8000-000000000d31', '00000000-0000-7000-8000-000000000001', 'ops', NULL, 'ole@harbour.example', 'Ole Berg', 'admin', 'active'),
 ('00000000-0000-7000-8000-000000000d32', '00000000-0000-7000-8000-000000000001', 'ops', NULL, 'dana@harbour.example', 'Dana Whitfield', 'dispatcher', 'active'),
 ('00000000-0000-7000-8000-000000000d33', '00000000-0000-7000-8000-000000000001', 'ops', NULL, 'ines@harbour.example', 'Ines Duarte', 'accounting', 'active'),
 ('00000000-0000-7000-8000-000000000d34', '00000000-0000-7000-8000-000000000002', 'ops', NULL, 'rhea@ridgeline.example', 'Rhea Stone', 'admin', 'active'),
 ('00000000-0000-7000-8000-000000000d35', '00000000-0000-7000-8000-000000000003', 'ops', NULL, 'noor@northstar.example', 'Noor Haddad', 'admin', 'active'),
 ('00000000-0000-7000-8000-000000000d41', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-000000000c21', 'mira@harbour.example', 'Mira Lindqvist', 'charter', 'active'),
 ('00000000-0000-7000-8000-000000000d42', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-000000000c22', 'tomas@harbour.example', 'Tomas Lindqvist', 'charter', 'active'),
 ('00000000-0000-7000-8000-000000000d43', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-000000000c23', 'ruth@harbour.example', 'Ruth Okafor', 'owner', 'active'),
 ('00000000-0000-7000-8000-000000000d44', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-000000000c24', 'carl@harbour.example', 'Carl Mendez', 'customer', 'active'),
 ('00000000-0000-7000-8000-000000000d45', '00000000-0000-7000-8000-000000000002', 'client', '00000000-0000-7000-8000-000000000c25', 'milo@ridgeline.example', 'Milo Brandt', 'charter', 'active'),
 ('00000000-0000-7000-8000-000000000d46', '00000000-0000-7000-8000-000000000003', 'client', '00000000-0000-7000-8000-000000000c26', 'bea@northstar.example', 'Bea Larsen', 'charter', 'active');
INSERT INTO notifications (workspace_id, topic, user_id) VALUES
 ('00000000-0000-7000-8000-000000000001', 'request', '00000000-0000-7000-8000-000000000d32'),
 ('00000000-0000-7000-8000-000000000001', 'answer', '00000000-0000-7000-8000-000000000d32'),
 ('00000000-0000-7000-8000-000000000001', 'service', '00000000-0000-7000-8000-000000000d32'),
 ('00000000-0000-7000-8000-000000000001', 'message', '00000000-0000-7000-8000-000000000d32');
INSERT INTO tails (id, workspace_id, registration, type, seats, speed_kt) VALUES
 ('00000000-0000-7000-8000-000000000b51', '00000000-0000-7000-8000-000000000001', 'N517HA', 'Citation Latitude', 8, 420),
 ('00000000-0000-7000-8000-000000000b52', '00000000-0000-7000-8000-000000000001', 'N620HA', 'Global 6000', 13, 470),
 ('00000000-0000-7000-8000-000000000b53', '00000000-0000-7000-8000-000000000003', 'NC 56-1', '56-seat coach', 56, 45);
INSERT INTO account_tails (workspace_id, account_id, tail_id) VALUES
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a12', '00000000-0000-7000-8000-000000000b51');
INSERT INTO grants (workspace_id, contact_id, name)
 SELECT c.workspace_id, c.id, n.value FROM contacts c, json_each('["request_trips", "approve_quotes", "see_money", "pay", "manage_passengers"]') n;
UPDATE users SET activated_at = 0 WHERE state = 'active';
UPDATE accounts SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
UPDATE contacts SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
UPDATE users SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
INSERT INTO search_words (workspace_id, noun, word, id)
 WITH names (workspace_id, noun, id, words) AS (
  SELECT workspace_id, 'contact', id, name || ' ' || email FROM contacts UNION ALL SELECT workspace_id, 'account', id, name FROM accounts)
 SELECT DISTINCT n.workspace_id, n.noun, w.value, n.id FROM names n,
  json_each('["' || replace(replace(replace(lower(n.words), 'ë', 'e'), 'Å', 'a'), ' ', '","') || '"]') w;
