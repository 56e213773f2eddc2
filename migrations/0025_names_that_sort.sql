-- The sort keys of names: lower case without accents, so that Åsa is listed beside asa. Every statement that writes a
-- name also writes its sort key, which `kit::text::folded` makes.
ALTER TABLE accounts ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE leads ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE passengers ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';

-- Plain letters, and the Latin letters that are folded to them: used below for existing names, then dropped.
CREATE TABLE folded_letters (
  letter TEXT PRIMARY KEY,
  plain TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO folded_letters (letter, plain)
 WITH RECURSIVE letters (plain, letter, rest) AS (
  SELECT key, substr(value, 1, 1), substr(value, 2) FROM json_each('{
  "a":"ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ",
  "ae":"ÆæǢǣǼǽ",
  "b":"ƀƁƂƃɃɓḂḃḄḅḆḇ",
  "c":"ÇçĆćĈĉĊċČčƇƈḈḉ",
  "d":"ÐðĎďĐđƊƋƌɗḊḋḌḍḎḏḐḑḒḓ",
  "dz":"ǄǅǆǱǲǳ",
  "e":"ÈÉÊËèéêëĒēĔĕĖėĘęĚěƏȄȅȆȇȨȩəḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ",
  "f":"ƑƒḞḟ",
  "g":"ĜĝĞğĠġĢģƓǤǥǦǧǴǵɠḠḡ",
  "h":"ĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖ",
  "i":"ÌÍÎÏìíîïĨĩĪīĬĭĮįİıƗǏǐȈȉȊȋɨḬḭḮḯỈỉỊị",
  "ij":"Ĳĳ",
  "j":"Ĵĵǰ",
  "k":"ĶķĸƘƙǨǩḰḱḲḳḴḵ",
  "l":"ĹĺĻļĽľŁłƚȽḶḷḸḹḺḻḼḽ",
  "lj":"Ǉǈǉ",
  "m":"ḾḿṀṁṂṃ",
  "n":"ÑñŃńŅņŇňŊŋƞǸǹȠṄṅṆṇṈṉṊṋ",
  "nj":"Ǌǋǌ",
  "o":"ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǪǫǬǭǾǿȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ",
  "oe":"Œœ",
  "p":"ƤƥṔṕṖṗ",
  "r":"ŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ",
  "s":"SŚśŜŝŞşŠšſȘșṠṡṢṣṤṥṦṧṨṩẛ",
  "ss":"ßẞ",
  "t":"ŢţŤťŦŧƫƬƭȚțṪṫṬṭṮṯṰṱẗ",
  "th":"Þþ",
  "u":"ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗɄʉṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự",
  "v":"ṼṽṾṿ",
  "w":"ŴŵẀẁẂẃẄẅẆẇẈẉẘ",
  "x":"ẊẋẌẍ",
  "y":"ÝýÿŶŷŸƳƴȲȳẎẏẙỲỳỴỵỶỷỸỹ",
  "z":"ŹźŻżŽžƵƶȤȥẐẑẒẓẔẕ"}')
  UNION ALL SELECT plain, substr(rest, 1, 1), substr(rest, 2) FROM letters WHERE rest <> '')
 SELECT letter, plain FROM letters;

UPDATE accounts SET sort_name = (
  WITH RECURSIVE folded (i, text) AS (SELECT 0, '' UNION ALL
    SELECT i + 1, text || coalesce((SELECT plain FROM folded_letters WHERE letter = substr(accounts.name, i + 1, 1)), lower(substr(accounts.name, i + 1, 1)))
    FROM folded WHERE i < length(accounts.name))
  SELECT text FROM folded ORDER BY i DESC LIMIT 1);
UPDATE contacts SET sort_name = (
  WITH RECURSIVE folded (i, text) AS (SELECT 0, '' UNION ALL
    SELECT i + 1, text || coalesce((SELECT plain FROM folded_letters WHERE letter = substr(contacts.name, i + 1, 1)), lower(substr(contacts.name, i + 1, 1)))
    FROM folded WHERE i < length(contacts.name))
  SELECT text FROM folded ORDER BY i DESC LIMIT 1);
UPDATE leads SET sort_name = (
  WITH RECURSIVE folded (i, text) AS (SELECT 0, '' UNION ALL
    SELECT i + 1, text || coalesce((SELECT plain FROM folded_letters WHERE letter = substr(leads.name, i + 1, 1)), lower(substr(leads.name, i + 1, 1)))
    FROM folded WHERE i < length(leads.name))
  SELECT text FROM folded ORDER BY i DESC LIMIT 1);
UPDATE passengers SET sort_name = (
  WITH RECURSIVE folded (i, text) AS (SELECT 0, '' UNION ALL
    SELECT i + 1, text || coalesce((SELECT plain FROM folded_letters WHERE letter = substr(passengers.name, i + 1, 1)), lower(substr(passengers.name, i + 1, 1)))
    FROM folded WHERE i < length(passengers.name))
  SELECT text FROM folded ORDER BY i DESC LIMIT 1);
UPDATE users SET sort_name = (
  WITH RECURSIVE folded (i, text) AS (SELECT 0, '' UNION ALL
    SELECT i + 1, text || coalesce((SELECT plain FROM folded_letters WHERE letter = substr(users.name, i + 1, 1)), lower(substr(users.name, i + 1, 1)))
    FROM folded WHERE i < length(users.name))
  SELECT text FROM folded ORDER BY i DESC LIMIT 1);

-- The same for the words that are searched.
UPDATE OR IGNORE search_words SET word = (
  WITH RECURSIVE folded (i, text) AS (SELECT 0, '' UNION ALL
    SELECT i + 1, text || coalesce((SELECT plain FROM folded_letters WHERE letter = substr(search_words.word, i + 1, 1)), lower(substr(search_words.word, i + 1, 1)))
    FROM folded WHERE i < length(search_words.word))
  SELECT text FROM folded ORDER BY i DESC LIMIT 1)
WHERE EXISTS (SELECT 1 FROM folded_letters WHERE instr(search_words.word, letter) > 0);

DROP TABLE folded_letters;

-- Indexes for lists by sort key, then id.
DROP INDEX accounts_by_name;
CREATE INDEX accounts_by_name ON accounts (workspace_id, sort_name, id);
DROP INDEX accounts_by_standing;
CREATE INDEX accounts_by_standing ON accounts (workspace_id, (deactivated_at IS NULL), sort_name, id);
DROP INDEX contacts_by_name;
CREATE INDEX contacts_by_name ON contacts (workspace_id, sort_name, id);
DROP INDEX contacts_by_standing;
CREATE INDEX contacts_by_standing ON contacts (workspace_id, (deactivated_at IS NULL), sort_name, id);
DROP INDEX leads_by_name;
CREATE INDEX leads_by_name ON leads (workspace_id, sort_name, id);
DROP INDEX leads_by_state;
CREATE INDEX leads_by_state ON leads (workspace_id, state, sort_name, id);
DROP INDEX passengers_by_account;
CREATE INDEX passengers_by_account ON passengers (account_id, sort_name, id) WHERE removed_at IS NULL;
DROP INDEX passengers_by_workspace;
CREATE INDEX passengers_by_workspace ON passengers (workspace_id, sort_name, id) WHERE removed_at IS NULL;
DROP INDEX users_by_name;
CREATE INDEX users_by_name ON users (workspace_id, face, sort_name, id);
DROP INDEX users_by_state;
CREATE INDEX users_by_state ON users (workspace_id, face, state, sort_name, id);

-- Indexes for lists by moment or date, then id: many rows may share a moment, and a page may end between them.
DROP INDEX trips_by_end;
CREATE INDEX trips_by_end ON trips (workspace_id, ends_at, id);
DROP INDEX trips_by_account;
CREATE INDEX trips_by_account ON trips (account_id, ends_at, id);
DROP INDEX trips_by_tail;
CREATE INDEX trips_by_tail ON trips (tail_id, ends_at, id);
DROP INDEX trips_by_stage;
CREATE INDEX trips_by_stage ON trips (workspace_id, stage_id, ends_at, id);
DROP INDEX requests_by_state;
CREATE INDEX requests_by_state ON requests (workspace_id, state, created_at, id);
DROP INDEX requests_by_account;
CREATE INDEX requests_by_account ON requests (account_id, created_at, id);
DROP INDEX quotes_by_account;
CREATE INDEX quotes_by_account ON quotes (account_id, sent_at, id);
DROP INDEX quotes_by_state;
CREATE INDEX quotes_by_state ON quotes (workspace_id, state, created_at, id);
DROP INDEX invoices_by_account;
CREATE INDEX invoices_by_account ON invoices (account_id, created_at, id);
DROP INDEX invoices_by_workspace;
CREATE INDEX invoices_by_workspace ON invoices (workspace_id, created_at, id);
DROP INDEX invoices_open;
CREATE INDEX invoices_open ON invoices (account_id, due_on, id) WHERE state = 'issued' AND paid < total;
DROP INDEX invoices_open_by_workspace;
CREATE INDEX invoices_open_by_workspace ON invoices (workspace_id, due_on, id) WHERE state = 'issued' AND paid < total;
DROP INDEX invoices_paid_by_workspace;
CREATE INDEX invoices_paid_by_workspace ON invoices (workspace_id, created_at, id) WHERE state = 'issued' AND paid >= total;
DROP INDEX threads_by_account;
CREATE INDEX threads_by_account ON threads (account_id, last_at, id);
DROP INDEX threads_by_workspace;
CREATE INDEX threads_by_workspace ON threads (workspace_id, last_at, id);
DROP INDEX threads_unanswered;
CREATE INDEX threads_unanswered ON threads (workspace_id, last_at, id) WHERE last_side = 'client';
DROP INDEX messages_by_thread;
CREATE INDEX messages_by_thread ON messages (thread_id, at, id);
DROP INDEX sign_ups_by_state;
CREATE INDEX sign_ups_by_state ON sign_ups (workspace_id, state, created_at, id);
