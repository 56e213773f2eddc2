-- Two leads: one of a new company, one with the address of a contact.
INSERT INTO leads (id, workspace_id, name, email, company, source, state, created_at) VALUES
 ('00000000-0000-7000-8000-0000000ea001', '00000000-0000-7000-8000-000000000001', 'Astrid Berg', 'astrid@berg.example', 'Berg Shipping', 'Referral', 'open', 0),
 ('00000000-0000-7000-8000-0000000ea002', '00000000-0000-7000-8000-000000000001', 'Zoe Angstrom', 'zoe@harbour.example', '', '', 'open', 0);
UPDATE leads SET sort_name = replace(replace(replace(lower(name), 'ë', 'e'), 'Å', 'a'), 'ö', 'o');
