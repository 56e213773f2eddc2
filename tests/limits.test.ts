// Limits on what a person may do, when forms arrive at the same moment.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './harness.ts';

const portal = await start();
after(() => portal.stop());

test('of thirty requests at the same moment those up to twenty in the hour are written, and the others are told when to try again', async () => {
  const mira = await portal.signIn('mira@harbour.example');
  const count = async () => Number((await portal.env.DB.prepare('SELECT count(*) AS n FROM requests').first<{ n: number }>())?.n);
  const before = await count();
  const hour = await portal.env.DB.prepare(
    "SELECT count(*) AS n FROM events WHERE action = 'request_submitted' AND at > ?1 AND actor_id = (SELECT id FROM users WHERE email = 'mira@harbour.example')",
  ).bind(Date.now() - 3_600_000).first<{ n: number }>();
  const left = 20 - Number(hour?.n);
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const fields = { kind: 'one_way', 'from.0': 'TEB', 'to.0': 'PBI', 'date.0': day, 'time.0': '10:00', passengers: '2' };
  const send = () => mira.request('/requests', {
    method: 'POST',
    headers: { origin: new URL(portal.url('harbour')).origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, key: crypto.randomUUID() }).toString(),
  });
  const answers = await Promise.all(Array.from({ length: 30 }, send));
  const refused = answers.filter(({ status }) => status === 429);
  assert.equal(answers.filter(({ status }) => status === 303).length, left);
  assert.equal(refused.length, 30 - left);
  assert.ok(refused.every((answer) => Number(answer.headers.get('retry-after')) > 0));
  assert.match(await refused[0]!.text(), /You have sent 20 requests in the last hour\. Try again (at|on) /);
  assert.equal(await count(), before + left);
});
