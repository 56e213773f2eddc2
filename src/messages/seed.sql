-- For tests: a trip of Mira's on Ruth's aircraft, one of Milo's, and a thread of Ruth's that Dana wrote in.
INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at) VALUES
 ('00000000-0000-7000-8000-00000000e001', '00000000-0000-7000-8000-000000000001', 'T-1', '00000000-0000-7000-8000-000000000a11', '00000000-0000-7000-8000-000000000b51', 'Citation Latitude', '00000000-0000-7000-8000-000000000017', 'TEB to PBI', 4, 1795530600000, 1795541100000, 0),
 ('00000000-0000-7000-8000-00000000e002', '00000000-0000-7000-8000-000000000002', 'T-1', '00000000-0000-7000-8000-000000000a14', NULL, 'Global 6000', '00000000-0000-7000-8000-000000000027', 'APA to ASE', 2, 1795530600000, 1795541100000, 0);
INSERT INTO threads (id, workspace_id, account_id, trip_id, subject, state, last_at, last_side, last_author, last_words, created_at) VALUES
 ('00000000-0000-7000-8000-00000000f001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a12', NULL, 'Hangar door', 'waiting', 1795262300000, 'ops', 'Dana Whitfield', 'It opens <now>.', 1795262200000);
INSERT INTO messages (id, thread_id, workspace_id, user_id, side, author, body, at) VALUES
 ('00000000-0000-7000-8000-00000000f101', '00000000-0000-7000-8000-00000000f001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d43', 'client', 'Ruth Okafor', 'Does it open?', 1795262200000),
 ('00000000-0000-7000-8000-00000000f102', '00000000-0000-7000-8000-00000000f001', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000d32', 'ops', 'Dana Whitfield', 'It opens <now>.', 1795262300000);
