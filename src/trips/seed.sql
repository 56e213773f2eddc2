-- Trips of the tests: 701 of Lindqvist on Ruth's aircraft, 702 of Lindqvist and past, 703 of Ruth, 704 of Bea's
-- coach, 705 of Milo. Noon is the tests' clock: 1795262400000.
INSERT INTO stages (id, workspace_id, name, rank, kind) VALUES
 ('00000000-0000-7000-8000-000000001040', '00000000-0000-7000-8000-000000000001', 'Airborne', 40, 'in_progress'),
 ('00000000-0000-7000-8000-000000001090', '00000000-0000-7000-8000-000000000001', 'Called off', 90, 'cancelled');
INSERT INTO passengers (id, workspace_id, account_id, name, created_at) VALUES
 ('00000000-0000-7000-8000-0000000000e1', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Alva Lindqvist', 0),
 ('00000000-0000-7000-8000-0000000000e2', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a12', 'Ruth Okafor', 0);
INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, wishes, departs_at, ends_at, created_at) VALUES
 ('00000000-0000-7000-8000-000000000701', '00000000-0000-7000-8000-000000000001', 'T-0701', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000b51', 'Citation Latitude', '00000000-0000-7000-8000-000000000016', 'TEB to LTN to NCE', 4, 'Oat milk, please', 1796951700000, 1797062400000, 1795000000000),
 ('00000000-0000-7000-8000-000000000702', '00000000-0000-7000-8000-000000000001', 'T-0702', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000b52', 'Global 6000', '00000000-0000-7000-8000-000000000019', 'NCE to TEB', 2, '', 1794000000000, 1794030000000, 1793000000000),
 ('00000000-0000-7000-8000-000000000703', '00000000-0000-7000-8000-000000000001', 'T-0703', '00000000-0000-7000-8000-000000000a12', '00000000-0000-7000-8000-000000000b51', 'Citation Latitude', '00000000-0000-7000-8000-000000000017', 'TEB to NCE', 3, '', 1795500000000, 1795530000000, 1795000000000),
 ('00000000-0000-7000-8000-000000000704', '00000000-0000-7000-8000-000000000003', 'T-0704', '00000000-0000-7000-8000-000000000a15', '00000000-0000-7000-8000-000000000b53', '56-seat coach', '00000000-0000-7000-8000-000000000036', 'Minneapolis to Duluth', 50, '', 1795500000000, 1795512000000, 1795000000000),
 ('00000000-0000-7000-8000-000000000705', '00000000-0000-7000-8000-000000000002', 'T-0705', '00000000-0000-7000-8000-000000000a14', NULL, 'Phenom 300', '00000000-0000-7000-8000-000000000026', 'TEB to NCE', 2, '', 1795500000000, 1795530000000, 1795000000000);
INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
 WITH place(code, json) AS (VALUES
   ('TEB', '{"code":"TEB","name":"Teterboro","city":"Teterboro","zone":"America/New_York","position":[40.8501,-74.0608],"airport":"kteb"}'),
   ('LTN', '{"code":"LTN","name":"London Luton","city":"London","zone":"Europe/London","position":[51.8747,-0.3683],"airport":"eggw"}'),
   ('NCE', '{"code":"NCE","name":"Nice Côte d''Azur","city":"Nice","zone":"Europe/Paris","position":[43.6584,7.2159],"airport":"lfmn"}'),
   ('MSP', '{"code":"Minneapolis","name":"100 Washington Avenue","city":"Minneapolis","zone":"America/Chicago"}'),
   ('DLH', '{"code":"Duluth","name":"5 Harbor Drive","city":"Duluth","zone":"America/Chicago"}')),
 leg(trip, position, departs_at, agreed, arrives_at, origin, destination) AS (VALUES
   ('701', 0, 1796951700000, 1, 1796976300000, 'TEB', 'LTN'), ('701', 1, 1797040800000, 0, 1797040800000, 'LTN', 'NCE'),
   ('702', 0, 1794000000000, 1, 1794030000000, 'NCE', 'TEB'), ('703', 0, 1795500000000, 1, 1795530000000, 'TEB', 'NCE'),
   ('704', 0, 1795500000000, 1, 1795512000000, 'MSP', 'DLH'), ('705', 0, 1795500000000, 1, 1795530000000, 'TEB', 'NCE'))
 SELECT t.id, l.position, t.workspace_id, t.id || '.' || l.position, l.departs_at, l.agreed, l.arrives_at, o.json, d.json
 FROM leg l JOIN trips t ON t.id LIKE '%' || l.trip JOIN place o ON o.code = l.origin JOIN place d ON d.code = l.destination;
INSERT INTO trip_passengers (trip_id, passenger_id, workspace_id) VALUES
 ('00000000-0000-7000-8000-000000000701', '00000000-0000-7000-8000-0000000000e1', '00000000-0000-7000-8000-000000000001');
INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, created_at) VALUES
 ('00000000-0000-7000-8000-0000000000f1', '00000000-0000-7000-8000-000000000001', 'R-0701', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000c22', 'quoted', '[]', 'TEB to LTN', 0, 4,
  '["00000000-0000-7000-8000-0000000000e1","00000000-0000-7000-8000-0000000000e1","00000000-0000-7000-8000-0000000000e2"]', 0);
INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines, subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, trip_id, created_at) VALUES
 ('00000000-0000-7000-8000-000000000801', '00000000-0000-7000-8000-000000000001', 'Q-0701', '00000000-0000-7000-8000-0000000000f1', '00000000-0000-7000-8000-000000000a11', 'accepted', 'Citation Latitude', '[]', 'TEB to LTN to NCE', 0, 0, 4, 'USD', '[]', 0, 0, 0, 0, 0, 0, '', '00000000-0000-7000-8000-000000000701', 0);
INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, quote_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at) VALUES
 ('00000000-0000-7000-8000-000000000901', '00000000-0000-7000-8000-000000000001', '2026-0701', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000701', '00000000-0000-7000-8000-000000000801', 'issued', 'TEB to LTN to NCE', 'Lindqvist', 'USD', '[]', 1234500, 0, 1234500, 234500, '2026-11-20', '2026-12-04', '', 0);
UPDATE passengers SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
UPDATE requests SET trip_id = '00000000-0000-7000-8000-000000000701' WHERE reference = 'R-0701';
