// The demo data: it loads, its sums are right, and every person finds something on their pages.
import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { demo, logins } from '../scripts/demo.mjs';
import { at } from '../scripts/run.mjs';

const DAY = 86_400_000;

// An ordinary afternoon, the nights when daylight saving time begins and ends, the turn of a year, and a leap day.
const MOMENTS = [
  '2026-11-21T17:00:00Z', '2026-11-01T05:30:00Z', '2027-03-14T07:10:00Z', '2027-01-01T04:59:00Z', '2028-02-29T12:00:00Z',
].map((text) => new Date(text));

const migrations = readdirSync(at('migrations')).sort().map((file) => readFileSync(at('migrations', file), 'utf8'));

function loaded(now: Date): DatabaseSync {
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
  for (const sql of migrations) database.exec(sql);
  database.exec(demo(now));
  return database;
}

const rows = (database: DatabaseSync, sql: string, ...values: (string | number)[]) => database.prepare(sql).all(...values);
const count = (database: DatabaseSync, sql: string, ...values: (string | number)[]) =>
  Number(Object.values(database.prepare(`SELECT count(*) FROM ${sql}`).get(...values) ?? {})[0]);
const words = (database: DatabaseSync, sql: string) => rows(database, sql).map((row) => String(Object.values(row)[0]));

test('the same time gives the same data, in statements short enough for D1', () => {
  for (const now of MOMENTS) {
    const sql = demo(now);
    assert.equal(demo(now), sql);
    for (const statement of sql.split(/;\n(?=INSERT)/)) assert.ok(Buffer.byteLength(statement) < 100_000);
  }
});

for (const now of MOMENTS) {
  const database = loaded(now);
  const none = (sql: string) => assert.deepEqual(rows(database, sql), [], sql);

  test(`on ${now.toISOString()} every reference is to a row of the same workspace`, () => {
    none('PRAGMA foreign_key_check');
    for (const [table, parent, column] of [
      ['memberships', 'accounts', 'account_id'], ['memberships', 'contacts', 'contact_id'], ['trips', 'accounts', 'account_id'],
      ['trips', 'tails', 'tail_id'], ['trips', 'stages', 'stage_id'], ['requests', 'contacts', 'contact_id'], ['quotes', 'requests', 'request_id'],
      ['invoices', 'accounts', 'account_id'], ['threads', 'accounts', 'account_id'], ['messages', 'users', 'user_id'],
      ['trip_passengers', 'passengers', 'passenger_id'], ['passenger_details', 'passengers', 'passenger_id'], ['events', 'users', 'actor_id'], ['outbox', 'users', 'to_user_id'],
    ]) {
      none(`SELECT c.* FROM ${table} c JOIN ${parent} p ON p.id = c.${column} WHERE p.workspace_id <> c.workspace_id`);
    }
    none('SELECT * FROM trips t JOIN quotes q ON q.trip_id = t.id WHERE q.account_id <> t.account_id');
  });

  test(`on ${now.toISOString()} sums of money are right`, () => {
    const sum = (test: string) => `(SELECT coalesce(sum(l.value ->> 'amount'), 0) FROM json_each(d.lines) l WHERE ${test})`;
    for (const table of ['quotes', 'invoices']) {
      none(`SELECT * FROM ${table} d WHERE total <> subtotal + tax OR subtotal <> ${sum("l.value ->> 'basis' <> 'tax'")} OR tax <> ${sum("l.value ->> 'basis' = 'tax'")}`);
      none(`SELECT * FROM ${table} d, json_each(d.lines) l WHERE abs(l.value ->> 'amount' - (l.value ->> 'quantity') * (l.value ->> 'price') / 1000.0) > 0.5`);
    }
    none('SELECT * FROM quotes WHERE abs(deposit - total * deposit_ppm / 1e6) > 0.5');
    none('SELECT * FROM invoices i WHERE paid <> credited + (SELECT coalesce(sum(amount), 0) FROM allocations WHERE invoice_id = i.id)');
    none('SELECT * FROM invoices i WHERE credited <> (SELECT coalesce(sum(total), 0) FROM credit_notes WHERE invoice_id = i.id)');
    none(`SELECT * FROM credit_notes d WHERE total <> subtotal + tax OR total <> ${sum('true')} OR issued_on < (SELECT issued_on FROM invoices WHERE id = d.invoice_id)`);
    none("SELECT * FROM credit_notes c, json_each(c.parts) p JOIN invoices i ON i.id = c.invoice_id WHERE (p.value ->> 1) > (i.lines ->> ('$[' || (p.value ->> 0) || '].amount'))");
    none(`SELECT * FROM invoices d JOIN invoices i ON i.id = d.deducted_by WHERE d.is_deposit = 0 OR i.quote_id <> d.quote_id
      OR d.total <> -(SELECT sum(l.value ->> 'amount') FROM json_each(i.lines) l WHERE l.value ->> 'label' LIKE '%deposit ' || d.number)`);
    none("SELECT * FROM invoices WHERE is_deposit = 1 AND total <> (SELECT deposit FROM quotes q WHERE q.id = quote_id)");
    none('SELECT * FROM payments p WHERE unallocated <> amount - (SELECT coalesce(sum(amount), 0) FROM allocations WHERE payment_id = p.id)');
    none('SELECT * FROM payments p WHERE amount < (SELECT coalesce(sum(amount), 0) FROM allocations WHERE payment_id = p.id)');
    none("SELECT * FROM invoices i WHERE state = 'void' AND (paid > 0 OR voided_on IS NULL OR credit_number IS NULL)");
    none(`SELECT account_id, sum(change) AS owed FROM (SELECT account_id, change FROM account_months
        UNION ALL SELECT account_id, paid - total FROM invoices WHERE state = 'issued' UNION ALL SELECT account_id, unallocated FROM payments)
      GROUP BY account_id HAVING owed <> 0`);
  });

  test(`on ${now.toISOString()} trips have legs between known airports, one after the other`, () => {
    none(`SELECT * FROM trips t WHERE departs_at IS NOT (SELECT departs_at FROM legs WHERE trip_id = t.id AND position = 0)
      OR ends_at IS NOT (SELECT max(arrives_at) FROM legs WHERE trip_id = t.id)`);
    none('SELECT * FROM legs a JOIN legs b ON b.trip_id = a.trip_id AND b.position = a.position + 1 WHERE b.departs_at < a.arrives_at');
    none('SELECT * FROM legs WHERE arrives_at <= departs_at');
    none(`SELECT * FROM legs l JOIN airports a ON a.id = l.origin ->> 'airport'
      WHERE a.name <> l.origin ->> 'name' OR a.zone <> l.origin ->> 'zone' OR a.latitude <> l.origin ->> '$.position[0]'`);
    none(`SELECT * FROM legs l JOIN workspaces w ON w.id = l.workspace_id WHERE (w.trade = 'air') <> (l.origin ->> 'airport' IN (SELECT id FROM airports))`);
    none(`SELECT itinerary FROM quotes WHERE message LIKE '%four hours at the Dells; home by eight.'
      AND ((itinerary ->> '$[2].departs_at') - (itinerary ->> '$[1].arrives_at') <> 4 * 3600000
        OR (itinerary ->> '$[2].arrives_at') - (itinerary ->> '$[2].departs_at') > 5 * 3600000)`);
    none("SELECT * FROM trips t WHERE passengers > (SELECT seats FROM tails WHERE id = t.tail_id)");
  });

  test(`on ${now.toISOString()} nothing is recorded that lies in the future`, () => {
    for (const [table, column] of [
      ['events', 'at'], ['messages', 'at'], ['trips', 'created_at'], ['requests', 'created_at'], ['quotes', 'sent_at'], ['quotes', 'answered_at'],
      ['invoices', 'created_at'], ['credit_notes', 'created_at'], ['payments', 'created_at'], ['readings', 'read_at'], ['outbox', 'next_at'],
    ]) {
      none(`SELECT * FROM ${table} WHERE ${column} > ${now.getTime()}`);
    }
    none(`SELECT * FROM trips t JOIN stages s ON s.id = t.stage_id WHERE (s.kind = 'completed') <> (t.ends_at <= ${now.getTime()})`);
    none(`SELECT * FROM trips t JOIN stages s ON s.id = t.stage_id WHERE (s.kind = 'in_progress') <> (${now.getTime()} BETWEEN t.departs_at AND t.ends_at - 1)`);
    none('SELECT * FROM quotes WHERE answered_at > valid_until');
    none(`SELECT * FROM requests WHERE state IN ('submitted', 'under_review', 'alternative_proposed', 'quoted') AND departs_at < ${now.getTime()}`);
  });

  test(`on ${now.toISOString()} every reference is used once, and the counters are past them`, () => {
    for (const [noun, column] of [['request', 'reference'], ['quote', 'reference'], ['trip', 'reference'], ['service', 'reference']]) {
      none(`SELECT c.* FROM counters c WHERE c.noun = '${noun}' AND c.next <>
        (SELECT max(CAST(substr(${column}, instr(${column}, '-') + 1) AS INTEGER)) + 1 FROM ${noun}s WHERE workspace_id = c.workspace_id)`);
    }
    const numbered = `SELECT workspace_id, number FROM invoices UNION ALL SELECT workspace_id, credit_number FROM invoices WHERE credit_number IS NOT NULL
      UNION ALL SELECT workspace_id, number FROM credit_notes`;
    for (const prefix of ['', 'D-', 'CN-']) {
      none(`SELECT c.next, n.* FROM counters c JOIN (SELECT workspace_id, count(*) AS many, min(n) AS least, max(n) AS most FROM
          (SELECT workspace_id, CAST(substr(number, -4) AS INTEGER) AS n FROM (${numbered}) WHERE number GLOB '${prefix}[0-9]*') GROUP BY workspace_id) n
        ON n.workspace_id = c.workspace_id WHERE c.noun = rtrim('invoice ${prefix}') AND (c.next <> most + 1 OR least <> 1001 OR many <> most - 1000)`);
      none(`SELECT * FROM (${numbered}) n WHERE number GLOB '${prefix}[0-9]*' AND NOT EXISTS (SELECT 1 FROM counters WHERE workspace_id = n.workspace_id AND noun = rtrim('invoice ${prefix}'))`);
    }
  });

  test(`on ${now.toISOString()} Harbour has something in every state`, () => {
    const states = (table: string) => words(database, `SELECT DISTINCT state FROM ${table} JOIN workspaces w ON w.id = workspace_id AND w.slug = 'harbour' ORDER BY 1`);
    assert.deepEqual(states('requests'), ['alternative_proposed', 'cancelled', 'declined', 'lost', 'quoted', 'submitted', 'under_review', 'won']);
    assert.deepEqual(states('quotes'), ['accepted', 'change_requested', 'declined', 'draft', 'sent', 'superseded', 'withdrawn']);
    assert.deepEqual(states('invoices'), ['issued', 'void']);
    const shown = (of: string) => assert.ok(count(database, of) > 0, of);
    shown("invoices WHERE is_deposit = 1 AND paid = total AND deducted_by IS NOT NULL");
    shown('credit_notes c JOIN invoices i ON i.id = c.invoice_id AND i.total > i.credited');
    shown("quotes q, json_each(q.extras) x JOIN json_each(q.lines) l ON l.value = x.value WHERE q.state = 'accepted' AND x.value ->> 'extra' = 'chosen'");
    shown("outbox o JOIN events e ON e.id = o.event_id AND e.action = 'invoice_reminded' WHERE o.job = 'invoice_reminder' AND o.state = 'done'");
    none(`SELECT * FROM invoices i WHERE reminded IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events WHERE subject_id = i.id AND action = 'invoice_reminded')`);
    none(`SELECT * FROM invoices i JOIN workspaces w ON w.id = i.workspace_id, json_each(w.reminders_after) d WHERE i.state = 'issued' AND i.paid < i.total AND d.value > coalesce(i.reminded, 0)
      AND w.reminders_at - 86400000 > unixepoch(i.due_on, d.value || ' days') * 1000 + 86400000`);
    const kinds = words(database, "SELECT DISTINCT s.kind FROM trips t JOIN stages s ON s.id = t.stage_id JOIN workspaces w ON w.id = t.workspace_id AND w.slug = 'harbour' ORDER BY 1");
    assert.deepEqual(kinds, ['booked', 'cancelled', 'completed', 'dispatched', 'in_progress', 'pending']);
    none("SELECT * FROM requests r WHERE state = 'won' AND NOT EXISTS (SELECT 1 FROM quotes q WHERE q.request_id = r.id AND q.state = 'accepted' AND q.trip_id = r.trip_id)");
  });

  test(`on ${now.toISOString()} Mira has a trip ahead, a quote to answer, an open invoice, a message and an expiring passport`, () => {
    const time = now.getTime();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(now);
    const soon = new Date(time + 183 * DAY).toISOString().slice(0, 10);
    const mine = "account_id IN (SELECT m.account_id FROM users u JOIN memberships m ON m.contact_id = u.contact_id WHERE u.email = 'mira@harbour.example')";
    assert.ok(count(database, `trips WHERE ${mine} AND departs_at BETWEEN ? AND ?`, time, time + 4 * DAY) > 0);
    assert.ok(count(database, `quotes WHERE ${mine} AND state = 'sent' AND valid_until > ?`, time) > 0);
    assert.ok(count(database, `quotes WHERE ${mine} AND state = 'sent' AND valid_until < ?`, time) > 0);
    const open = `invoices WHERE ${mine} AND state = 'issued' AND paid < total`;
    assert.deepEqual(words(database, `SELECT CAST(julianday('${today}') - julianday(due_on) AS INTEGER) FROM ${open} AND due_on < '${today}'`), ['4']);
    assert.ok(count(database, `${open} AND due_on >= '${today}'`) > 0);
    const unread = 'LEFT JOIN readings r ON r.thread_id = t.id AND r.user_id = (SELECT id FROM users WHERE email = ?) WHERE t.last_at > coalesce(r.read_at, 0)';
    assert.ok(count(database, `threads t ${unread} AND t.last_side = 'ops' AND ${mine}`, 'mira@harbour.example') > 0);
    assert.ok(count(database, `threads t ${unread} AND t.last_side = 'client'`, 'dana@harbour.example') > 0);
    const travels = `passengers WHERE ${mine} AND document_expires_on`;
    assert.ok(count(database, `${travels} BETWEEN ? AND ?`, today, soon) > 0);
    assert.ok(count(database, `${travels} BETWEEN '1' AND ?`, today) > 0);
  });
}

test('every demo login works on its host with the published password', () => {
  const database = loaded(MOMENTS[0]!);
  const pepper = /PEPPER="(.+)"/.exec(readFileSync(at('scripts/setup.mjs'), 'utf8'))?.[1] ?? '';
  for (const { who, host, email, password } of logins) {
    const sql = `SELECT u.password FROM hosts h JOIN users u ON u.workspace_id = h.workspace_id AND u.face = h.face
      WHERE h.host = ? AND u.email = ? AND u.name = ? AND u.state = 'active'`;
    const kept = String(rows(database, sql, host, email, who)[0]?.password);
    const [, , , , salt = '', tag = ''] = kept.split('$');
    const hash = argon2Sync('argon2id', {
      message: password, nonce: Buffer.from(salt, 'base64'), parallelism: 1, tagLength: 32, memory: 7_168, passes: 5, secret: Buffer.from(pepper),
    });
    assert.equal(hash.toString('base64').replace(/=+$/, ''), tag);
  }
  assert.equal(count(database, "users WHERE state = 'active'"), logins.length);
});
