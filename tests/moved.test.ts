// People of a workspace that is moved to a second database, and back, while they use the portal.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { move } from '../scripts/workspace/move.mjs';
import { start, until } from './harness.ts';

const portal = await start({ second: true });
after(() => portal.stop());

type Name = 'DB' | 'DB_2';
type Rows = Record<string, unknown>[];
const bound = (name: Name) => portal.env[name];
const db = {
  names: ['DB', 'DB_2'] as Name[],
  read: async (name: Name, statements: string[]) => (await bound(name).batch(statements.map((one) => bound(name).prepare(one)))).map(({ results }) => results as Rows),
  write: async (name: Name, statements: string[]) => { await bound(name).batch(statements.map((one) => bound(name).prepare(one))); },
};
const value = async (name: Name, sql: string) => Object.values((await db.read(name, [sql]))[0]?.[0] ?? {})[0];

test('a workspace is used before, while and after it is moved to another database and back', async () => {
  const [mira, milo] = [await portal.signIn('mira@harbour.example'), await portal.signIn('milo@ridgeline.example')];
  const events = Number(await value('DB', 'SELECT count(*) FROM events'));
  let writes = 0;
  const looked = { ...db, write: async (name: Name, statements: string[]) => {
    if (writes === 3) {
      const closed = await mira.get('/trips');
      assert.equal(closed.status, 503);
      assert.match(closed.text(), /being moved/);
      assert.equal((await milo.get('/trips')).status, 200, 'the others go on');
      await portal.cron();
    }
    writes += 1;
    await db.write(name, statements);
  } };
  await move(looked, { slug: 'harbour', to: 'DB_2' });
  assert.equal((await mira.get('/trips')).status, 200, 'with the session of before');
  const dana = await portal.signIn('dana@harbour.example');
  await mira.get('/messages/new');
  await mira.submit('/messages', { subject: 'Two dogs', body: 'They come along.' });
  assert.match((await dana.get('/messages')).text(), /Two dogs/);
  assert.equal(await value('DB_2', "SELECT count(*) FROM threads WHERE subject = 'Two dogs'"), 1);
  await until(async () => await value('DB_2', "SELECT count(*) FROM outbox WHERE state IN ('queued', 'working') AND event_id IN (SELECT id FROM events WHERE action = 'thread_opened')") === 0, 60);
  await portal.cron();
  assert.ok(Number(await value('DB_2', 'SELECT count(*) FROM job_runs')) > 5);
  assert.equal(await value('DB', "SELECT count(*) FROM workspaces WHERE slug = 'harbour'"), 0);
  assert.equal((await milo.get('/trips')).status, 200);

  await move(db, { slug: 'harbour', to: 'DB' });
  assert.match((await mira.get('/messages')).text(), /Two dogs/);
  assert.ok(Number(await value('DB', 'SELECT count(*) FROM events')) > events);
  assert.equal(await value('DB_2', 'SELECT count(*) FROM workspaces'), 0);
});
