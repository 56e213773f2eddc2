-- For tests: two passengers of Mira's account, one of Ruth's, one of Milo's.
INSERT INTO passengers (id, workspace_id, account_id, name, email, document_country, document_expires_on, created_at) VALUES
 ('00000000-0000-7000-8000-00000000a101', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Zoë Ångström', 'zoe@harbour.example', 'SE', '2027-01-12', 0),
 ('00000000-0000-7000-8000-00000000a102', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Axel Lindqvist', '', 'SE', '2026-11-20', 0),
 ('00000000-0000-7000-8000-00000000a103', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a12', 'Ada Okafor', '', '', '', 0),
 ('00000000-0000-7000-8000-00000000a104', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000a14', 'Max Brandt', '', 'DE', '2031-01-01', 0);
UPDATE passengers SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
