// A database that is large, and one that stumbles: what a visitor sees of it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start, until } from './harness.ts';
import { FATES, unruly, type Fate } from './unruly.ts';

const worker = unruly();
const portal = await start({ worker: worker.directory });
after(async () => {
  await portal.stop();
  worker.remove();
});

const mira = await portal.signIn('mira@harbour.example');
const count = async (table: string) => Number((await portal.env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n);
/** Runs what waits in the outbox, also what the demo data left there. */
async function quiet(): Promise<void> {
  await portal.cron();
  await until(async () => (await portal.env.DB.prepare("SELECT count(*) AS n FROM outbox WHERE state IN ('queued', 'working')").first<{ n: number }>())?.n === 0);
}

/** Tells what becomes of the next batches. */
async function next(...fates: Fate[]): Promise<void> {
  await quiet();
  assert.equal((await mira.request(FATES + fates.join(','))).status, 200);
}

test('a database above 4 GiB is written to, and the visitor reads their own writes', async () => {
  await mira.get('/messages/new');
  const page = await mira.submit('/messages', { subject: 'A large dog', body: 'He comes along.' });
  assert.equal(page.status, 200, page.text());
  assert.match(page.text(), /He comes along\./);
  assert.notEqual(mira.cookie('bookmark'), '');
});

test('a page outlasts a stumble', async () => {
  await next('fails', 'answer-lost', 'fails');
  assert.equal((await mira.get('/messages')).status, 200);
});

test('a change outlasts a stumble and is carried out once', async () => {
  for (const fates of [['runs', 'fails'], ['runs', 'answer-lost'], ['runs', 'answer-lost', 'fails']] as Fate[][]) {
    await mira.get('/messages/new');
    const before = [await count('threads'), await count('messages'), await count('events')];
    await next(...fates);
    const page = await mira.submit('/messages', { subject: `Fates ${fates}`, body: 'Once.' });
    assert.equal(page.status, 200, page.text());
    assert.deepEqual([await count('threads'), await count('messages'), await count('events')], before.map((n) => n + 1), `${fates}`);
  }
});

test('a form that could not be stored comes back with its words, and is sent again by one button', async () => {
  await mira.get('/messages/new');
  const before = await count('threads');
  await next('runs', 'fails', 'fails', 'fails', 'fails', 'fails', 'fails');
  const page = await mira.submit('/messages', { subject: 'Patience', body: 'All of my\nwords.' });
  assert.equal(page.status, 503, page.text());
  assert.equal(await count('threads'), before);
  const sent = await mira.submit('Send again');
  assert.equal(sent.status, 200, sent.text());
  assert.match(sent.text(), /All of my\s+words\./);
  assert.equal(await count('threads'), before + 1);
});
