-- For tests: Mira's trips, requests, quotes and invoices around noon of 21 Nov 2026 (1795262400000); one trip on Ruth's aircraft.
INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at) VALUES
 ('00000000-0000-7000-8000-00000000e101', '00000000-0000-7000-8000-000000000001', 'T-11', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000b51', 'Citation Latitude', '00000000-0000-7000-8000-000000000017', 'TEB to PBI', 4, 1795348800000, 1795359300000, 0),
 ('00000000-0000-7000-8000-00000000e102', '00000000-0000-7000-8000-000000000001', 'T-12', '00000000-0000-7000-8000-000000000a11', NULL, 'Global 6000', '00000000-0000-7000-8000-000000000016', 'PBI to TEB', 4, 1796000000000, 1796010000000, 0),
 ('00000000-0000-7000-8000-00000000e103', '00000000-0000-7000-8000-000000000001', 'T-13', '00000000-0000-7000-8000-000000000a11', NULL, 'Global 6000', '00000000-0000-7000-8000-000000000019', 'TEB to ACK', 4, 1796000000000, 1796010000000, 0),
 ('00000000-0000-7000-8000-00000000e104', '00000000-0000-7000-8000-000000000001', 'T-14', '00000000-0000-7000-8000-000000000a11', NULL, 'Global 6000', '00000000-0000-7000-8000-000000000017', 'HPN to ASE', 4, 1795250000000, 1795262399999, 0);
INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination) VALUES
 ('00000000-0000-7000-8000-00000000e101', 1, '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000e101.1', 1795348800000, 1, 1795359300000,
  '{"code":"TEB","name":"Teterboro","city":"Teterboro","zone":"America/New_York"}', '{"code":"PBI","name":"Palm Beach","city":"West Palm Beach","zone":"America/New_York"}');
INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, trip_id, created_at) VALUES
 ('00000000-0000-7000-8000-00000000e201', '00000000-0000-7000-8000-000000000001', 'R-1', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000c21', 'submitted', '[]', 'TEB to LTN', 1796000000000, 2, '[]', NULL, 1795258800000),
 ('00000000-0000-7000-8000-00000000e202', '00000000-0000-7000-8000-000000000001', 'R-2', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000c21', 'quoted', '[]', 'TEB to NCE', 1796000000000, 2, '[]', NULL, 1795258800001),
 ('00000000-0000-7000-8000-00000000e203', '00000000-0000-7000-8000-000000000001', 'R-3', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000c21', 'cancelled', '[]', 'TEB to OPF', 1796000000000, 2, '[]', NULL, 1795258800002);
INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines, subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, answered_at, answer, created_at)
 SELECT '00000000-0000-7000-8000-00000000e3' || (j.value ->> 0), '00000000-0000-7000-8000-000000000001', j.value ->> 1, '00000000-0000-7000-8000-00000000e20' || (j.value ->> 2),
  '00000000-0000-7000-8000-000000000a11', j.value ->> 3, 'Global 6000', '[]', j.value ->> 1, 1796000000000, 1796010000000, 2, 'USD', '[]', 13758640, 0, 13758640, 0, 0, j.value ->> 4, 'Terms', 1795258800000, j.value ->> 5, j.value ->> 6, 1795258800000
 FROM json_each('[["01","Q-last-moment","2","sent",1795262400000,null,""],["02","Q-one-past","2","sent",1795262399999,null,""],["03","Q-draft","2","draft",1799999999999,null,""],
  ["04","Q-of-cancelled","3","sent",1799999999999,null,""],["05","Q-changes","2","change_requested",1799999999999,1795260000000,"Later please"],
  ["06","Q-declined","3","declined",1799999999999,1795260000000,"Too dear"],["07","Q-old","3","declined",1799999999999,1795003199999,""]]') j;
INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at)
 SELECT '00000000-0000-7000-8000-00000000e4' || (j.value ->> 0), '00000000-0000-7000-8000-000000000001', j.value ->> 1, '00000000-0000-7000-8000-000000000' || (j.value ->> 2), j.value ->> 3, 'TEB to PBI', 'x', 'USD', '[]',
  j.value ->> 4, 0, j.value ->> 4, j.value ->> 5, '2026-11-01', j.value ->> 6, 'x', 0
 FROM json_each('[["01","I-late","a11","issued",1300000,52000,"2026-11-17"],["02","I-void","a11","void",500,0,"2026-11-01"],["03","I-paid","a11","issued",500,500,"2026-11-01"],
  ["04","I-today","a13","issued",700,0,"2026-11-21"]]') j;
INSERT INTO passengers (id, workspace_id, account_id, name, document_expires_on, created_at) VALUES
 ('00000000-0000-7000-8000-00000000e501', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Zoë Ångström', '2027-01-12', 0),
 ('00000000-0000-7000-8000-00000000e502', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Axel Fine', '2027-05-21', 0);
INSERT INTO threads (id, workspace_id, account_id, subject, state, last_at, last_side, last_author, last_words, created_at) VALUES
 ('00000000-0000-7000-8000-00000000e601', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Catering', 'waiting', 1795262300000, 'ops', 'Dana Whitfield', 'It is confirmed.', 0),
 ('00000000-0000-7000-8000-00000000e602', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a13', 'Fuel', 'open', 1795255200000, 'client', 'Carl Mendez', 'How much?', 0);
UPDATE passengers SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
