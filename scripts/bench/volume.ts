// Fills Harbour's workspace with a given number of trips, and as many requests, quotes, invoices, payments, service orders,
// blocks, threads, passengers and mails, for all of its accounts. Only forty invoices and forty quotes are open, because their number does not
// grow with the years. It also adds as many accounts, each with one contact who has signed in once, and as many
// leads, sign-ups and events.
import type { D1Database } from '@cloudflare/workers-types';

const HOUR = 3_600_000;

/** Each statement inserts rows `first` to `last` of one table, as copies of an existing row. */
const statements = (first: number, last: number, now: number): string[] => {
  const n = `WITH RECURSIVE n(i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`;
  const id = (letter: string) => `printf('${letter.repeat(8)}-0000-7000-8000-%012x', n.i)`;
  const harbour = `(SELECT id FROM workspaces WHERE slug = 'harbour')`;
  const accounts = `(SELECT id, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS total FROM accounts WHERE id < '1' AND +workspace_id = ${harbour})`;
  const account = `(SELECT a.id FROM ${accounts} a WHERE a.k = n.i % a.total)`;
  const at = `${now} + (n.i - ${last} / 2) * ${HOUR}`;
  const past = `${now} - n.i * ${HOUR}`;
  const one = (table: string) => `(SELECT * FROM ${table} WHERE workspace_id = ${harbour} LIMIT 1)`;
  const stage = `(SELECT id FROM stages WHERE workspace_id = ${harbour} AND kind = CASE WHEN ${at} > ${now} THEN 'booked' ELSE 'completed' END)`;
  const day = `date((${past}) / 1000, 'unixepoch')`;
  return [
    `${n} INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
     SELECT ${id('a')}, t.workspace_id, 'BT-' || n.i, ${account}, t.tail_id, t.vehicle, ${stage}, t.route, t.passengers, ${at}, ${at} + ${2 * HOUR}, ${past} FROM n, ${one('trips')} t`,
    `${n} INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
     SELECT ${id('a')}, 1, l.workspace_id, ${id('a')} || '.1', ${at}, 1, ${at} + ${2 * HOUR}, l.origin, l.destination FROM n, ${one('legs')} l`,
    `${n} INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, created_at)
     SELECT ${id('b')}, r.workspace_id, 'BR-' || n.i, ${account}, r.contact_id, CASE n.i % 4 WHEN 0 THEN 'submitted' WHEN 1 THEN 'quoted' WHEN 2 THEN 'won' ELSE 'declined' END,
       r.itinerary, r.route, ${at}, r.passengers, '[]', ${past} FROM n, ${one('requests')} r`,
    `${n} INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines,
       subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, created_at)
     SELECT ${id('c')}, q.workspace_id, 'BQ-' || n.i, ${id('b')}, ${account}, CASE n.i % 3 WHEN 0 THEN 'sent' WHEN 1 THEN 'declined' ELSE 'draft' END,
       q.vehicle, q.itinerary, q.route, ${at}, ${at} + ${HOUR}, q.passengers, q.currency, q.lines, q.subtotal, q.tax, q.total, q.deposit, q.deposit_ppm, CASE WHEN n.i > 40 THEN ${past} ELSE ${now} + ${HOUR} END, q.terms, ${past}, ${past}
     FROM n, ${one('quotes')} q`,
    `${n} INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at)
     SELECT ${id('d')}, v.workspace_id, 'B-' || n.i, ${account}, ${id('a')}, 'issued', v.route, v.bill_to, v.currency, v.lines, v.subtotal, v.tax, v.total,
       CASE WHEN n.i > 40 THEN v.total ELSE 0 END, ${day}, ${day}, v.terms, ${past} FROM n, ${one('invoices')} v`,
    `${n} INSERT INTO payments (id, workspace_id, account_id, method, reference, currency, amount, received_on, created_at)
     SELECT ${id('2')}, v.workspace_id, v.account_id, 'wire', 'BP-' || n.i, v.currency, v.paid, v.issued_on, v.created_at FROM n JOIN invoices v ON v.id = ${id('d')} AND v.paid > 0`,
    `${n} INSERT INTO allocations (payment_id, invoice_id, workspace_id, amount)
     SELECT p.id, ${id('d')}, p.workspace_id, p.amount FROM n JOIN payments p ON p.id = ${id('2')}`,
    `${n} INSERT INTO services (id, workspace_id, reference, account_id, user_id, fbo_id, tail, arrives_at, state, wanted, created_at)
     SELECT ${id('1')}, s.workspace_id, 'BS-' || n.i, s.account_id, s.user_id, s.fbo_id, s.tail, ${at}, CASE n.i % 3 WHEN 0 THEN 'requested' WHEN 1 THEN 'completed' ELSE 'confirmed' END,
       s.wanted, ${past} FROM n, ${one('services')} s`,
    `${n} INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, created_at)
     SELECT ${id('0')}, b.workspace_id, b.tail_id, 'maintenance', 'approved', ${at}, ${at} + ${HOUR}, ${past} FROM n, ${one('blocks')} b`,
    `${n} INSERT INTO threads (id, workspace_id, account_id, subject, last_at, last_side, last_author, last_words, created_at)
     SELECT ${id('e')}, t.workspace_id, ${account}, t.subject, ${past}, CASE n.i % 2 WHEN 0 THEN 'client' ELSE 'ops' END, t.last_author, t.last_words, ${past} FROM n, ${one('threads')} t`,
    `${n} INSERT INTO contacts (id, workspace_id, name, sort_name, email, created_at)
     SELECT ${id('f')}, ${harbour}, printf('Person %06d', n.i), lower(printf('Person %06d', n.i)), printf('person%d@harbour.example', n.i), ${past} FROM n`,
    `${n} INSERT INTO accounts (id, workspace_id, name, sort_name, billing_name, billing_address, created_at)
     SELECT ${id('7')}, ${harbour}, printf('Company %06d', n.i), lower(printf('Company %06d', n.i)), '', '', ${past} FROM n`,
    `${n} INSERT INTO memberships (workspace_id, contact_id, account_id) SELECT ${harbour}, ${id('f')}, ${id('7')} FROM n`,
    `${n} INSERT INTO users (id, workspace_id, face, contact_id, email, name, sort_name, role, state, invited_at, activated_at)
     SELECT ${id('6')}, ${harbour}, 'client', ${id('f')}, printf('person%d@harbour.example', n.i), printf('Person %06d', n.i), lower(printf('Person %06d', n.i)), 'charter', 'active', ${past}, ${past} FROM n`,
    `${n} INSERT INTO grants (workspace_id, contact_id, name) SELECT ${harbour}, ${id('f')}, g.value FROM n, json_each('["request_trips", "see_money"]') g`,
    `${n} INSERT INTO search_words (workspace_id, noun, word, id)
     SELECT ${harbour}, w.value ->> 0, w.value ->> 1, w.value ->> 2 FROM n, json_each(json_array(
       json_array('contact', 'person', ${id('f')}), json_array('contact', printf('%06d', n.i), ${id('f')}),
       json_array('account', 'company', ${id('7')}), json_array('account', printf('%06d', n.i), ${id('7')}),
       json_array('request', 'teb', ${id('b')}), json_array('request', 'to', ${id('b')}), json_array('trip', 'teb', ${id('a')}), json_array('trip', 'to', ${id('a')}),
       json_array('lead', 'prospect', ${id('5')}), json_array('lead', printf('%06d', n.i), ${id('5')}))) w`,
    `${n} INSERT INTO leads (id, workspace_id, name, sort_name, email, state, created_at)
     SELECT ${id('5')}, ${harbour}, printf('Prospect %06d', n.i), lower(printf('Prospect %06d', n.i)), printf('prospect%d@harbour.example', n.i), CASE n.i % 2 WHEN 0 THEN 'open' ELSE 'dropped' END, ${past} FROM n`,
    `${n} INSERT INTO sign_ups (id, workspace_id, name, email, phone, state, decided_at, created_at)
     SELECT ${id('4')}, ${harbour}, printf('Newcomer %06d', n.i), printf('newcomer%d@harbour.example', n.i), '1', CASE n.i % 2 WHEN 0 THEN 'waiting' ELSE 'rejected' END,
       CASE n.i % 2 WHEN 1 THEN ${past} END, ${past} FROM n`,
    `${n} INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
     SELECT ${id('3')}, ${harbour}, ${id('6')}, 'client', 'signed_in', ${id('6')}, '203.0.113.' || n.i % 250, 'harbour', ${past} FROM n`,
    `${n} INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, document_expires_on, created_at)
     SELECT ${id('9')}, ${harbour}, ${account}, printf('Traveler %06d', n.i), lower(printf('Traveler %06d', n.i)), ${day}, ${past} FROM n`,
    `${n} INSERT INTO outbox (id, workspace_id, event_id, job, task, to_email, to_name, subject, state, next_at, created_at, done_at)
     SELECT ${id('8')}, o.workspace_id, o.event_id, 'letter', '{}', o.to_email, o.to_name, 'Bulk', CASE n.i % 50 WHEN 0 THEN 'dead' ELSE 'done' END, ${past}, ${past}, ${past}
     FROM n, (SELECT * FROM outbox WHERE workspace_id = ${harbour} AND to_email <> '' LIMIT 1) o`,
  ];
};

/** Adds the rows `first` to `last` of every table, in steps, because a statement's run time is limited and an idle connection is closed. */
export async function fill(db: D1Database, first: number, last: number, now: number): Promise<void> {
  const STEP = 5_000;
  for (let from = first; from <= last; from += STEP) {
    for (const sql of statements(from, Math.min(last, from + STEP - 1), now)) await db.prepare(sql).run();
  }
}
