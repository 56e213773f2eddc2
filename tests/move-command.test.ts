// npm run workspace -- move, as it is typed: wrangler moves a workspace between two local databases.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { at, offline, quietly } from '../scripts/run.mjs';
import { counts, proof } from '../scripts/workspace/rows.mjs';
import { READING, read } from '../scripts/workspace/schema.mjs';
import { config, forget, furnish, open, state, type Name, type Rows } from './databases.ts';

after(forget);

/** Opens the databases that wrangler keeps, for as long as it is not running. */
async function looking<T>(look: (db: Awaited<ReturnType<typeof open>>['db']) => Promise<T>): Promise<T> {
  const { db, close } = await open({ persist: true });
  try {
    return await look(db);
  } finally {
    await close();
  }
}

const command = (...args: string[]) => quietly('node', [at('scripts/workspace.mjs'), ...args, '--state', state, '--config', config], offline);

/** How many rows of the workspace each table has, and their hashes. The move itself is an event more. */
async function had(db: Parameters<Parameters<typeof looking>[0]>[0], name: Name, id: string) {
  const { tables } = read(await db.read(name, READING) as [Rows, Rows, Rows]);
  const many = await counts(db, name, tables, id);
  const hashes = await proof(db, name, tables, id, many);
  const events = many.get('events') ?? 0;
  for (const one of [many, hashes]) one.delete('events');
  return { events, many, hashes };
}

test('the command moves every row of a workspace to another database', async () => {
  const { id, before } = await looking(async (db) => {
    await furnish(db);
    const id = String((await db.read('DB', ["SELECT id FROM workspaces WHERE slug = 'harbour'"]))[0]?.[0]?.id);
    return { id, before: await had(db, 'DB', id) };
  });
  assert.ok(before.events > 100 && [...before.many.values()].filter((it) => it > 0).length > 30, 'there is something to move');
  const said = await command('move', '--slug', 'harbour', '--to', 'DB_2');
  const rows = [...before.many.values()].reduce((sum, it) => sum + it, before.events);
  assert.match(said, new RegExp(`harbour is open in DB_2: ${rows} rows, SHA-256 [0-9a-f]{64}`));
  assert.match(said, /Its rows are gone from DB/);
  await looking(async (db) => {
    assert.deepEqual(await had(db, 'DB_2', id), { ...before, events: before.events + 1 });
    const left = await had(db, 'DB', id);
    assert.deepEqual([...left.many].filter(([, it]) => it > 0), []);
    const ends = "SELECT host, database FROM elsewhere WHERE workspace_id = '" + id + "' ORDER BY host";
    assert.ok((await db.read('DB', [ends]))[0]?.every(({ database }) => database === 'DB_2'));
  });
  assert.match(await command('list'), /^harbour +DB_2 /m);
});
