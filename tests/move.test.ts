// npm run workspace -- move: a workspace of the demo goes to a second database and back, while it is cut off again and again.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { move } from '../scripts/workspace/move.mjs';
import { counts, limits, proof } from '../scripts/workspace/rows.mjs';
import { READING, SHARED, read } from '../scripts/workspace/schema.mjs';
import { forget, furnish, open, type Name, type Rows } from './databases.ts';

const { bound, db, close } = await open();
after(async () => {
  await close();
  forget();
});
await furnish(db);

/** The same, cut off before a transaction. */
function cut(before: number) {
  let left = before;
  return { ...db, write: async (name: Name, statements: string[]) => {
    if (left === 0) throw new Error('cut off');
    left -= 1;
    await db.write(name, statements);
  } };
}

const schema = async (name: Name) => read(await db.read(name, READING) as [Rows, Rows, Rows]);
const value = async (name: Name, sql: string) => Object.values((await db.read(name, [sql]))[0]?.[0] ?? {})[0];
const hashes = async (name: Name, id: string) => new Map([...(await proof(db, name, (await schema(name)).tables, id))].filter(([table]) => table !== 'events'));
const many = async (name: Name, id: string) => [...(await counts(db, name, (await schema(name)).tables, id)).values()].reduce((sum: number, it) => sum + Number(it), 0);
const TRIGGERS = "SELECT group_concat(name || sql, ';') FROM (SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name)";
const HOSTS = "SELECT group_concat(host) FROM (SELECT host FROM hosts WHERE host LIKE '%harbour%' ORDER BY host)";

test('every table is of a workspace, or is listed as shared', async () => {
  const [objects, columns, keys] = await db.read('DB', READING) as [Rows, Rows, Rows];
  const owned = [...read([objects, columns, keys]).tables.keys()];
  const all = objects.filter(({ type }) => type === 'table').map(({ name }) => name);
  assert.deepEqual([...owned, ...SHARED].sort(), all.sort());
  assert.ok(owned.indexOf('workspaces') < owned.indexOf('users') && owned.indexOf('trips') < owned.indexOf('legs'), 'parents come first');
  const lost = { type: 'table', name: 'lost', table: 'lost', sql: '' };
  assert.throws(() => read([[...objects, lost], columns, keys]), /Nothing says whose the rows are of: lost/);
  const column = { table: 'lost', name: 'trip_id', pk: 1, hidden: 0, required: 1 };
  const key = { table: 'lost', from: 'trip_id', parent: 'trips', to: null };
  assert.ok(read([[...objects, lost], [...columns, column], [...keys, key]]).tables.has('lost'), 'by the row that it belongs to');
});

test('a workspace moves to a second database and back with every row, whenever it is cut off', async () => {
  const slug = 'harbour';
  const id = String(await value('DB', `SELECT id FROM workspaces WHERE slug = '${slug}'`));
  const terms = `${'Seats \u201ca\u201d; it\u2019s 5 o\'clock \u2708\ufe0f\n'.repeat(5_000)}--`;
  await bound('DB').prepare('UPDATE workspaces SET quote_terms = ?1 WHERE id = ?2').bind(terms, id).run();
  const [before, rows, own, hosts] = [await hashes('DB', id), await many('DB', id), await value('DB', TRIGGERS), await value('DB', HOSTS)];
  const mails = await value('DB', 'SELECT count(*) FROM outbox');
  const others = String(await value('DB', "SELECT id FROM workspaces WHERE slug = 'ridgeline'"));
  const ridgeline = await hashes('DB', others);
  const moved = (times: number, to: Name) => move(cut(times), { slug, to }).then(() => true, (error: Error) => {
    assert.equal(error.message, 'cut off');
    return false;
  });

  // Cut off in the middle: nobody writes anywhere, and it can be taken back.
  assert.ok(!(await moved(5, 'DB_2')));
  assert.equal(await value('DB', 'SELECT count(*) FROM elsewhere WHERE database IS NULL'), 3);
  assert.equal(await value('DB', HOSTS), null);
  for (const name of db.names) {
    await assert.rejects(db.write(name, [`UPDATE users SET name = 'X' WHERE workspace_id = '${id}'`]), /the workspace is being moved/);
    await assert.rejects(db.write(name, [`DELETE FROM events WHERE workspace_id = '${id}'`]), /being moved|append-only/);
    await assert.rejects(db.write(name, [`INSERT INTO counters (workspace_id, noun, next) VALUES ('${id}', 'x', 1)`]), /the workspace is being moved/);
    const claimed = await bound(name).prepare(`UPDATE outbox SET state = 'working' WHERE workspace_id = '${id}' RETURNING id`).all();
    assert.equal(claimed.results.length, 0, 'no job begins');
  }
  await db.write('DB', ["UPDATE users SET name = name WHERE workspace_id <> '" + id + "'"]);
  await assert.rejects(move(db, { slug: 'ridgeline', to: 'DB_2' }), /harbour is being moved/);
  assert.ok(await moved(100, 'DB'));
  assert.equal(await many('DB_2', id), 0);
  assert.deepEqual(await hashes('DB', id), before);
  assert.equal(await value('DB', HOSTS), hosts);

  // There, a step further each time.
  let cuts = 0;
  while (!(await moved(1 + cuts, 'DB_2'))) cuts += 1;
  assert.ok(cuts > 4, `${cuts} cuts`);
  assert.deepEqual(await hashes('DB_2', id), before);
  assert.equal(await value('DB_2', 'SELECT quote_terms FROM workspaces'), terms);
  assert.equal(await value('DB_2', HOSTS), hosts);
  assert.equal(await many('DB', id), 0);
  assert.deepEqual(await hashes('DB', others), ridgeline);
  for (const name of db.names) assert.equal(await value(name, TRIGGERS), own, 'no trigger of the move is left');
  assert.match(String(await value('DB_2', "SELECT note FROM events WHERE action = 'workspace_moved'")), new RegExp(`^DB \u2192 DB_2: ${rows} rows, SHA-256 [0-9a-f]{64}$`));
  assert.equal(Number(await value('DB', 'SELECT count(*) FROM outbox')) + Number(await value('DB_2', 'SELECT count(*) FROM outbox')), mails, 'no mail is made by copying');

  // And back, a few rows at a time.
  limits.page = 40;
  let back = 0;
  while (!(await moved(20 + 40 * back, 'DB'))) back += 1;
  assert.deepEqual(await hashes('DB', id), before);
  assert.equal(await many('DB_2', id), 0);
  assert.equal(await many('DB', id), rows + 2, 'with the two events of its moves');
  assert.equal(await value('DB', 'SELECT count(*) FROM elsewhere'), 0);
  assert.equal(await value('DB', HOSTS), hosts);
  for (const name of db.names) assert.equal(await value(name, TRIGGERS), own);
  await assert.rejects(move(db, { slug, to: 'DB' }), /in DB already/);
});
