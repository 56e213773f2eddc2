-- More rows at Harbour, for tests that need something in every state. Ids end in e, the digit of their table
-- and a number: e1 requests, e2 quotes, e3 trips, e4 invoices, e5 threads and messages, e6 passengers, e7 rates, e8 events, e9 mails, ec contacts, ed users, ee blocks.
UPDATE workspaces SET logo = 'v1' WHERE slug = 'harbour';
-- Northstar requires two factors, and nobody there has a second one yet.
UPDATE workspaces SET client_factors = 2, staff_factors = 2 WHERE slug = 'northstar';
INSERT INTO users (id, workspace_id, face, contact_id, email, name, role, state) VALUES
 ('00000000-0000-7000-8000-000000000d47', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-000000000c27', 'zoe@harbour.example', 'Zoë Ångström', 'charter', 'invited'),
 ('00000000-0000-7000-8000-000000000d36', '00000000-0000-7000-8000-000000000001', 'ops', NULL, 'nils@harbour.example', 'Nils Holm', 'dispatcher', 'invited');

-- Per is a former member of the staff.
INSERT INTO users (id, workspace_id, face, email, name, role, state, activated_at, revoked_at) VALUES
 ('00000000-0000-7000-8000-0000000ed037', '00000000-0000-7000-8000-000000000001', 'ops', 'per@harbour.example', 'Per Holm', 'accounting', 'disabled', 1795000000000, 1795100000000);
-- Lena had access, until a colleague of hers removed it; Kim never had.
INSERT INTO contacts (id, workspace_id, name, email, created_at) VALUES
 ('00000000-0000-7000-8000-0000000ec028', '00000000-0000-7000-8000-000000000001', 'Lena Holt', 'lena@harbour.example', 0),
 ('00000000-0000-7000-8000-0000000ec029', '00000000-0000-7000-8000-000000000001', 'Kim Holt', 'kim@harbour.example', 0);
INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000ec028', '00000000-0000-7000-8000-000000000a11');
INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000ec029', '00000000-0000-7000-8000-000000000a11');
INSERT INTO users (id, workspace_id, face, contact_id, email, name, role, state, activated_at, revoked_at) VALUES
 ('00000000-0000-7000-8000-0000000ed048', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-0000000ec028', 'lena@harbour.example', 'Lena Holt', 'charter', 'disabled', 1795000000000, 1795100000000);
-- Vera and Sven have an authenticator app and recovery codes; Wilma and Otto have begun to set one up.
-- `walk/world.rs` adds the encrypted secrets.
INSERT INTO contacts (id, workspace_id, name, email, created_at) VALUES
 ('00000000-0000-7000-8000-000000000cf8', '00000000-0000-7000-8000-000000000001', 'Vera Holm', 'vera@harbour.example', 0),
 ('00000000-0000-7000-8000-000000000cf9', '00000000-0000-7000-8000-000000000001', 'Wilma Holm', 'wilma@harbour.example', 0);
INSERT INTO users (id, workspace_id, face, contact_id, email, name, role, state) VALUES
 ('00000000-0000-7000-8000-000000000df8', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-000000000cf8', 'vera@harbour.example', 'Vera Holm', 'charter', 'active'),
 ('00000000-0000-7000-8000-000000000df9', '00000000-0000-7000-8000-000000000001', 'client', '00000000-0000-7000-8000-000000000cf9', 'wilma@harbour.example', 'Wilma Holm', 'charter', 'active'),
 ('00000000-0000-7000-8000-000000000df7', '00000000-0000-7000-8000-000000000001', 'ops', NULL, 'sven@harbour.example', 'Sven Holm', 'dispatcher', 'active'),
 ('00000000-0000-7000-8000-000000000dfa', '00000000-0000-7000-8000-000000000001', 'ops', NULL, 'otto@harbour.example', 'Otto Holm', 'dispatcher', 'active');

INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, at) VALUES
 ('00000000-0000-7000-8000-0000000e8048', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d41', 'client', 'client_access_removed', '00000000-0000-7000-8000-0000000ec028', 1795100000000);
-- Mira manages the users of her account, and changes its trips.
INSERT INTO grants (workspace_id, contact_id, name) VALUES
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c21', 'manage_users'),
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c21', 'change_itineraries'),
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c21', 'schedule');

INSERT INTO passengers (id, workspace_id, account_id, name, email, phone, document_country, document_expires_on, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e6001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Petra Lindqvist', 'petra@lindqvist.example', '+46 8 555 0100', 'SE', '2027-01-15', 0);

-- Requests: one submitted, one under review, one quoted, one won, one with an alternative.
INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, notes, created_at)
 SELECT printf('00000000-0000-7000-8000-0000000e100%d', n.value ->> 0), '00000000-0000-7000-8000-000000000001', printf('R-200%d', n.value ->> 0),
  '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000c21', n.value ->> 1,
  '[{"origin":{"code":"TEB","name":"Teterboro","city":"Teterboro","zone":"America/New_York","position":[40.85,-74.06],"airport":"kteb"},"destination":{"code":"PBI","name":"Palm Beach","city":"West Palm Beach","zone":"America/New_York","position":[26.68,-80.1],"airport":"kpbi"},"departs_at":1796817600000,"time_agreed":true,"arrives_at":1796828100000}]',
  'TEB to PBI', 1796817600000, 2, '["00000000-0000-7000-8000-0000000e6001"]', 'For the Lindqvists.', 1795000000000
 FROM json_each('[[1,"submitted"],[2,"under_review"],[3,"quoted"],[4,"won"],[5,"alternative_proposed"]]') n;
INSERT INTO alternatives (id, workspace_id, request_id, asked, itinerary, note, created_at)
 SELECT '00000000-0000-7000-8000-0000000e1105', workspace_id, id, itinerary, itinerary, 'A larger cabin.', created_at FROM requests WHERE state = 'alternative_proposed';

-- One trip ahead, from an accepted quote; not on an aircraft that Ruth owns.
INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, wishes, departs_at, ends_at, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e3001', '00000000-0000-7000-8000-000000000001', 'T-2001', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000b52', 'Global 6000', '00000000-0000-7000-8000-000000000017', 'TEB to PBI', 2, 'Still water', 1796817600000, 1796828100000, 1795000000000);
INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination) VALUES
 ('00000000-0000-7000-8000-0000000e3001', 0, '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e3001.0', 1796817600000, 1, 1796828100000,
  '{"code":"TEB","name":"Teterboro","city":"Teterboro","zone":"America/New_York","position":[40.85,-74.06],"airport":"kteb"}',
  '{"code":"PBI","name":"Palm Beach","city":"West Palm Beach","zone":"America/New_York","position":[26.68,-80.1],"airport":"kpbi"}');
INSERT INTO trip_passengers (trip_id, passenger_id, workspace_id) VALUES
 ('00000000-0000-7000-8000-0000000e3001', '00000000-0000-7000-8000-0000000e6001', '00000000-0000-7000-8000-000000000001');
UPDATE requests SET trip_id = '00000000-0000-7000-8000-0000000e3001' WHERE state = 'won';
INSERT INTO stages (id, workspace_id, name, rank, kind) VALUES
 ('00000000-0000-7000-8000-000000001090', '00000000-0000-7000-8000-000000000001', 'Canceled', 90, 'cancelled');
UPDATE trips SET price_review_at = 1795100000000 WHERE reference = 'T-2001';

-- Quotes: a draft, one sent, one accepted. The accepted one has its aircraft for itself.
INSERT INTO tails (id, workspace_id, registration, type, seats, speed_kt) VALUES
 ('00000000-0000-7000-8000-000000000b54', '00000000-0000-7000-8000-000000000001', 'N621HA', 'Global 6000', 13, 470),
 ('00000000-0000-7000-8000-000000000b55', '00000000-0000-7000-8000-000000000001', 'N622HA', 'Global 6000', 13, 470);
UPDATE tails SET retired_at = 5 WHERE registration = 'N622HA';
INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, version, tail_id, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines, subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, trip_id, created_at)
 SELECT printf('00000000-0000-7000-8000-0000000e200%d', n.value ->> 0), r.workspace_id, printf('Q-200%d', n.value ->> 0), r.id, r.account_id, n.value ->> 2, 1,
  iif(n.value ->> 2 = 'accepted', '00000000-0000-7000-8000-000000000b52', '00000000-0000-7000-8000-000000000b54'), 'Global 6000', r.itinerary, r.route, r.departs_at, 1796828100000, 2, 'USD',
  '[{"label":"Flight time","quantity":3000,"unit":"h","price":1000000,"amount":3000000,"taxable":true,"basis":"fixed"}]',
  3000000, 0, 3000000, 1500000, 500000, 1795867200000, 'Charter terms.', n.value ->> 3, r.trip_id, 1795000000000
 FROM json_each('[[1,2,"draft",null],[2,3,"sent",1795000000000],[3,4,"accepted",1795000000000]]') n
 JOIN requests r ON r.reference = printf('R-200%d', n.value ->> 1);
UPDATE quotes SET answered_at = 1795100000000, answered_by = 'Mira Lindqvist' WHERE state = 'accepted';

INSERT INTO rates (id, workspace_id, name, kind, ppm, in_force_from, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e7001', '00000000-0000-7000-8000-000000000001', 'Federal excise tax', 'percent', 75000, '2027-01-01', 0);

INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, state, route, bill_to, currency, lines, subtotal, tax, total, issued_on, due_on, terms, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e4001', '00000000-0000-7000-8000-000000000001', '2026-2001', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-0000000e3001', 'issued', 'TEB to PBI', 'Lindqvist Holdings AB
Storgatan 1', 'USD', '[{"label":"Catering","quantity":1000,"unit":"","price":45000,"amount":45000,"taxable":false,"basis":"actual"}]',
  45000, 0, 45000, '2026-11-20', '2026-12-04', 'Due on receipt.', 1795100000000);

INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, state, route, bill_to, currency, lines, subtotal, tax, total, issued_on, due_on, terms, void_reason, voided_on, credit_number, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e4002', '00000000-0000-7000-8000-000000000001', '2026-2002', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-0000000e3001', 'void', 'TEB to PBI', 'Lindqvist Holdings AB
Storgatan 1', 'USD', '[{"label":"Catering","quantity":1000,"unit":"","price":45000,"amount":45000,"taxable":false,"basis":"actual"}]',
  45000, 0, 45000, '2026-11-20', '2026-12-04', 'Due on receipt.', 'Issued twice', '2026-11-20', 'CN-2026-2001', 1795100000001);

INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, credited, issued_on, due_on, terms, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e4003', '00000000-0000-7000-8000-000000000001', '2026-2003', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-0000000e3001', 'issued', 'TEB to PBI', 'Lindqvist Holdings AB
Storgatan 1', 'USD', '[{"label":"Catering","quantity":1000,"unit":"","price":45000,"amount":45000,"taxable":false,"basis":"actual"}]',
  45000, 0, 45000, 45000, 5000, '2026-11-20', '2026-12-04', 'Due on receipt.', 1795100000002);
INSERT INTO credit_notes (id, workspace_id, invoice_id, account_id, number, reason, currency, parts, lines, subtotal, tax, total, issued_on, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e4203', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e4003', '00000000-0000-7000-8000-000000000a11', 'CN-2026-2002', 'Cold', 'USD', '[[0,5000]]',
  '[{"label":"Catering","quantity":1000,"unit":"","price":5000,"amount":5000,"taxable":false,"basis":"actual"}]', 5000, 0, 5000, '2026-11-21', 1795100000003);

INSERT INTO payments (id, workspace_id, account_id, method, currency, amount, unallocated, received_on, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e4101', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'wire', 'USD', 1000, 1000, '2026-11-19', 1795100000000);

INSERT INTO threads (id, workspace_id, account_id, subject, last_at, last_side, last_author, last_words, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e5001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Lindqvist luggage', 1795262200000, 'client', 'Mira Lindqvist', 'Two bags.', 1795262200000);
INSERT INTO messages (id, thread_id, workspace_id, user_id, side, author, body, at) VALUES
 ('00000000-0000-7000-8000-0000000e5101', '00000000-0000-7000-8000-0000000e5001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d41', 'client', 'Mira Lindqvist', 'Two bags.', 1795262200000);
INSERT INTO search_words (workspace_id, noun, word, id) SELECT t.workspace_id, 'thread', w.value, t.id FROM threads t, json_each('["lindqvist","luggage","two","bags"]') w WHERE t.subject = 'Lindqvist luggage';
-- A note that only staff see, and a canned answer.
INSERT INTO thread_notes (id, workspace_id, thread_id, user_id, words, at) VALUES
 ('00000000-0000-7000-8000-0000000e5301', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e5001', '00000000-0000-7000-8000-000000000d31', 'Bags over the limit again', 1795262300000);
INSERT INTO canned_answers (id, workspace_id, name, sort_name, words, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e5201', '00000000-0000-7000-8000-000000000001', 'Luggage', 'luggage', 'Two bags each, please.', 0);

-- A mail to Mira that failed for good.
INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, at) VALUES
 ('00000000-0000-7000-8000-0000000e8001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d32', 'ops', 'quote_sent', '00000000-0000-7000-8000-0000000e2002', 1795000000000);
INSERT INTO outbox (id, workspace_id, event_id, job, task, to_user_id, to_email, to_name, subject, state, attempts, next_at, fault, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e9001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e8001', 'letter',
  '{"subject":"Quote Q-2002","lead":"Your quote.","facts":[],"action":"See quote","path":"/quotes"}',
  '00000000-0000-7000-8000-000000000d41', 'mira@harbour.example', 'Mira Lindqvist', 'Quote Q-2002', 'dead', 6, 1795000000000, 'mailbox full', 1795000000000);

-- An inactive contact and an inactive account.
INSERT INTO contacts (id, workspace_id, name, email, deactivated_at, created_at) VALUES
 ('00000000-0000-7000-8000-000000000c28', '00000000-0000-7000-8000-000000000001', 'Nora Old', 'nora@old.example', 1795000000000, 0);
INSERT INTO accounts (id, workspace_id, name, billing_name, billing_address, deactivated_at, created_at) VALUES
 ('00000000-0000-7000-8000-000000000a16', '00000000-0000-7000-8000-000000000001', 'Old Holdings', 'Old Holdings', '', 1795000000000, 0);

-- Another session of Mira and of Dana.
INSERT INTO sessions (digest, workspace_id, user_id, face, device, created_at, seen_at, proven_at, expires_at, address) VALUES
 ('00000000-0000-7000-8000-0000000ea001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d41', 'client', 'Safari on iPhone', 1795000000000, 1795200000000, 0, 9000000000000000, '2001:db8::1'),
 ('00000000-0000-7000-8000-0000000ea002', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d32', 'ops', 'Firefox on Linux', 1795000000000, 1795200000000, 0, 9000000000000000, '2001:db8::2');
-- Sign-ups: one waiting, one waiting with a confirmed address, one approved, one rejected.
INSERT INTO sign_ups (id, workspace_id, name, email, phone, company, message, state, confirmed_at, contact_id, reason, decided_by, decided_at, created_at) VALUES
 ('00000000-0000-7000-8000-0000000ea001', '00000000-0000-7000-8000-000000000001', 'Nora Falk', 'nora@falk.example', '+47 22 55 01 00', 'Falk Shipping', 'We fly to Bergen.', 'waiting', NULL, NULL, '', NULL, NULL, 1795000000000),
 ('00000000-0000-7000-8000-0000000ea002', '00000000-0000-7000-8000-000000000001', 'Idris Bell', 'idris@bell.example', '+44 20 5550 100', '', '', 'waiting', 1795000100000, NULL, '', NULL, NULL, 1795000000001),
 ('00000000-0000-7000-8000-0000000ea003', '00000000-0000-7000-8000-000000000001', 'Ruth Okafor', 'ruth@harbour.example', '+1 914 555 0171', 'Okafor Family', '', 'approved', 1794000000000, '00000000-0000-7000-8000-000000000c23', '', '00000000-0000-7000-8000-000000000d31', 1794000100000, 1794000000000),
 ('00000000-0000-7000-8000-0000000ea004', '00000000-0000-7000-8000-000000000001', 'Max Spam', 'max@spam.example', '1', '', 'Buy now', 'rejected', NULL, NULL, 'Advertising', '00000000-0000-7000-8000-000000000d31', 1794000100000, 1794000000000);
UPDATE workspaces SET approval_addresses = '["ole@harbour.example"]' WHERE slug = 'harbour';
UPDATE workspaces SET takes_inquiries = 1 WHERE slug = 'harbour';
-- Leads: one open, one dropped, one converted.
INSERT INTO leads (id, workspace_id, name, email, company, state, contact_id, created_at) VALUES
 ('00000000-0000-7000-8000-0000000ea001', '00000000-0000-7000-8000-000000000001', 'Astrid Berg', 'astrid@berg.example', 'Berg Shipping', 'open', NULL, 0),
 ('00000000-0000-7000-8000-0000000ea003', '00000000-0000-7000-8000-000000000001', 'Per Berg', '', '', 'dropped', NULL, 0),
 ('00000000-0000-7000-8000-0000000ea004', '00000000-0000-7000-8000-000000000001', 'Ruth Okafor', 'ruth@harbour.example', '', 'converted', '00000000-0000-7000-8000-000000000c23', 0);
INSERT INTO search_words (workspace_id, noun, word, id) VALUES
 ('00000000-0000-7000-8000-000000000001', 'lead', 'berg', '00000000-0000-7000-8000-0000000ea001');
UPDATE accounts SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
UPDATE contacts SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
UPDATE leads SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
UPDATE passengers SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
UPDATE users SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
-- FBOs: Harbour's own at Teterboro, one at Bedford that is retired, and one at Palm Beach. Ruth's account prefers the first.
INSERT INTO fbos (id, workspace_id, airport_id, name, sort_name, address, phone, is_own, retired_at, created_at) VALUES
 ('00000000-0000-7000-8000-0000000eb001', '00000000-0000-7000-8000-000000000001', 'kteb', 'Harbour Hangar One', 'harbour hangar one', '1 Hangar Road, Teterboro', '+1 201 555 0100', 1, NULL, 0),
 ('00000000-0000-7000-8000-0000000eb002', '00000000-0000-7000-8000-000000000001', 'kbed', 'Bedford Handling', 'bedford handling', '', '', 0, 1795000000000, 0),
 ('00000000-0000-7000-8000-0000000eb003', '00000000-0000-7000-8000-000000000001', 'kdjt', 'Palm Jet Center', 'palm jet center', '', '', 0, NULL, 0);
INSERT INTO preferred_fbos (workspace_id, account_id, airport_id, fbo_id) VALUES
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a12', 'kteb', '00000000-0000-7000-8000-0000000eb001');
-- Blocks: one that staff entered, and one that Ruth asked for on her aircraft.
INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, words, asked_by, created_at) VALUES
 ('00000000-0000-7000-8000-0000000ee001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000b52', 'maintenance', 'approved', 1796800000000, 1796900000000, 'Tires', NULL, 0),
 ('00000000-0000-7000-8000-0000000ee002', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000b51', 'owner', 'asked', 1796800000000, 1796900000000, 'Family', '00000000-0000-7000-8000-000000000d43', 0);
-- Orders of Carl's at Harbour's own FBO: one requested, one confirmed, one that staff changed, with a conversation about the second.
INSERT INTO services (id, workspace_id, reference, account_id, user_id, fbo_id, tail, arrives_at, state, wanted, before, created_at)
 SELECT printf('00000000-0000-7000-8000-0000000ee00%d', n.value ->> 0), '00000000-0000-7000-8000-000000000001', printf('S-200%d', n.value ->> 0), '00000000-0000-7000-8000-000000000a13',
  '00000000-0000-7000-8000-000000000d44', '00000000-0000-7000-8000-0000000eb001', 'N402CM', iif(n.value ->> 1 = 'confirmed', 1795262400000, 1796817600000), n.value ->> 1,
  '{"fuel":{"kind":"jet_a","quantity":400000,"unit":"gallons"},"plain":["hangar"],"catering":"","crew_cars":0,"hotel":"","notes":""}',
  iif(n.value ->> 1 = 'amended', '{"tail":"N402CM","arrives_at":1796810400000,"departs_at":null,"wanted":{"plain":["hangar"]}}', NULL), 1795000000000
 FROM json_each('[[5,"requested"],[6,"confirmed"],[7,"amended"]]') n;
INSERT INTO threads (id, workspace_id, account_id, service_id, subject, state, last_at, last_side, last_author, last_words, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e5002', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a13', '00000000-0000-7000-8000-0000000ee006', 'Services S-2006, TEB', 'waiting', 1795262100000, 'ops', 'Dana Whitfield', 'Until Sunday?', 1795262100000);
INSERT INTO messages (id, thread_id, workspace_id, user_id, side, author, body, at) VALUES
 ('00000000-0000-7000-8000-0000000e5102', '00000000-0000-7000-8000-0000000e5002', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d32', 'ops', 'Dana Whitfield', 'Until Sunday?', 1795262100000);
-- A trip of Carl's account on Ruth's aircraft, about which she is asked.
UPDATE workspaces SET owners_approve = 1 WHERE slug = 'harbour';
INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e3009', '00000000-0000-7000-8000-000000000001', 'T-3009', '00000000-0000-7000-8000-000000000a13', '00000000-0000-7000-8000-000000000b51', 'Citation Latitude', '00000000-0000-7000-8000-000000000017', 'TEB to PBI', 2, 1797817600000, 1797828100000, 1795000000000);
INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
 SELECT '00000000-0000-7000-8000-0000000e3009', 0, workspace_id, '00000000-0000-7000-8000-0000000e3009.0', 1797817600000, 1, 1797828100000, origin, destination
 FROM legs WHERE trip_id = '00000000-0000-7000-8000-0000000e3001';
-- Two services that were asked for on the trip ahead, one of them confirmed.
INSERT INTO trip_services (id, workspace_id, trip_id, leg_id, user_id, kind, words, state, created_at) VALUES
 ('00000000-0000-7000-8000-0000000ee101', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e3001', '00000000-0000-7000-8000-0000000e3001.0', '00000000-0000-7000-8000-000000000d41', 'catering', 'Breakfast for the Lindqvists', 'requested', 1795000000000),
 ('00000000-0000-7000-8000-0000000ee102', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e3001', '00000000-0000-7000-8000-0000000e3001.0', '00000000-0000-7000-8000-000000000d41', 'ground', 'Car at the aircraft', 'confirmed', 1795000000000);
-- Two files on the trip ahead: Mira's, and one of the staff that she sees.
INSERT INTO files (id, workspace_id, trip_id, user_id, face, name, content_type, size, digest, key, created_at) VALUES
 ('00000000-0000-7000-8000-0000000ef101', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e3001', '00000000-0000-7000-8000-000000000d41', 'client', 'Passport Lindqvist.pdf', 'application/pdf', 8, 'd1', 'files/passport', 1795000000000),
 ('00000000-0000-7000-8000-0000000ef102', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e3001', '00000000-0000-7000-8000-000000000d32', 'ops', 'Menu.pdf', 'application/pdf', 8, 'd2', 'files/menu', 1795000000000);

-- What was kept of the acceptance of Q-2003, with its signed copy; and an extra of the quote that awaits its answer,
-- which has no deposit.
INSERT INTO acceptances (id, workspace_id, quote_id, version, user_id, name, account, address, device, document, sha256, at, pdf_key, pdf_sha256, pdf_size, sealed_at)
 SELECT '00000000-0000-7000-8000-0000000e8103', q.workspace_id, q.id, 1, '00000000-0000-7000-8000-000000000d41', 'Mira Lindqvist', 'Lindqvist Holdings', '203.0.113.9', 'Safari on iPhone', '{}', 'd0',
  1795100000000, 'acceptances/q-2003', '5ea1', 8, 1795100000001 FROM quotes q WHERE q.reference = 'Q-2003';
UPDATE quotes SET deposit = 0, deposit_ppm = 0, extras = '[{"label":"Wi-Fi","quantity":1000,"unit":"","price":100000,"amount":100000,"taxable":false,"basis":"fixed","extra":"offered"}]' WHERE reference = 'Q-2002';

-- Harbour takes payments online, by the page that plays a provider. One attempt of Mira's could not be opened yet.
UPDATE workspaces SET payment_provider = 'practice' WHERE slug = 'harbour';
INSERT INTO attempts (id, workspace_id, account_id, basis, provider, way, currency, amount, shares, label, state, fault, next_check_at, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e4201', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'another', 'practice', 'card', 'USD', 500,
  '[{"invoice":"00000000-0000-7000-8000-0000000e4001","number":"2026-2001","amount":500}]', 'Invoice 2026-2001', 'starting', 'The payment page did not answer. Nothing was charged.', 1796000000000, 1795100000000);
-- A notice for Mira and one for Dana.
INSERT INTO notices (id, workspace_id, user_id, event_id, occasion, subject, lead, path, job, task, email, shown, at) VALUES
 ('00000000-0000-7000-8000-0000000e5401', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d41', '00000000-0000-7000-8000-0000000e8001', 'new_message', 'Message about Lindqvist luggage', 'Dana, Operations wrote: Two bags?', '/messages', 'letter', '{}', 'never', 1, 1795262200000),
 ('00000000-0000-7000-8000-0000000e5402', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d32', '00000000-0000-7000-8000-0000000e8001', 'new_message', 'Message about Lindqvist luggage', 'Mira Lindqvist wrote: Two bags.', '/messages', 'letter', '{}', 'never', 1, 1795262200000);

INSERT INTO domains (id, workspace_id, host, face, state, created_at, next_at)
VALUES ('00000000-0000-7000-8000-0000000ed001', '00000000-0000-7000-8000-000000000001', 'portal.harbour.example', 'client', 'dns', 1795262400000, 1795262400000);
-- A file of Mira's message, which came by mail.
UPDATE messages SET by_mail = 1, folded = '> Which ones?', from_email = 'mira@lindqvist.example' WHERE id = '00000000-0000-7000-8000-0000000e5101';
INSERT INTO files (id, workspace_id, message_id, user_id, face, name, content_type, size, digest, key, created_at) VALUES
 ('00000000-0000-7000-8000-0000000ef103', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e5101', '00000000-0000-7000-8000-000000000d41', 'client', 'Bags of the Lindqvists.pdf', 'application/pdf', 8, 'd3', 'files/bags', 1795262200000);
-- A stage of deals, which Dana may move one to.
INSERT INTO deal_stages (id, workspace_id, name, rank, probability, version) VALUES ('00000000-0000-7000-8000-0000000ef201', '00000000-0000-7000-8000-000000000001', 'Pricing', 0, 40, 1);
-- An invoice that waits for approval.
INSERT INTO invoice_drafts (workspace_id, id, account_id, path, about, currency, total, plan, fields, saved_at) VALUES
 ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-0000000e4301', '00000000-0000-7000-8000-000000000a11', '/accounts/00000000-0000-7000-8000-000000000a11/invoices/new', 'Conference room', 'USD', 8000,
  '{"free":{"id":"00000000-0000-7000-8000-0000000e4301","account":"00000000-0000-7000-8000-000000000a11","trip":null,"service":null,"deposits":[],"about":"Conference room","issued_on":"2026-11-20","due_on":"2026-12-20","terms":"Soon.","charges":{"lines":[{"label":"Room","quantity":1000,"unit":"","price":8000,"amount":8000,"taxable":false,"basis":"actual"}],"sums":{"subtotal":8000,"tax":0,"total":8000}},"rates":[]}}',
  '[["about","Conference room"],["due_on","2026-12-20"],["label.0","Room"],["price.0","80.00"],["terms","Soon."]]', 0);
