// Background jobs: each is done once, is found if its message was lost, and does not block others.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start, until } from './harness.ts';
import { newestMail } from './mail.ts';

const portal = await start();
after(() => portal.stop());
const { DB, JOBS } = portal.env;
const dana = await portal.signIn('dana@harbour.example');

type Row = { state: string; attempts: number; fault: string | null; provider_id: string | null };
const row = async (id: string) => (await DB.prepare('SELECT state, attempts, fault, provider_id FROM outbox WHERE id = ?1').bind(id).first<Row>())!;
const settled = (id: string) => until(async () => {
  const it = await row(id);
  return it.state === 'done' || it.state === 'dead' ? it : null;
});
const announce = (id: string) => JOBS.send(id, { contentType: 'text' });

let copies = 0;
/** Inserts a mail to Mira that waits to be sent, without a queue message. */
async function waiting({ job = '', task = 'null', delay = 0 } = {}): Promise<string> {
  copies += 1;
  const id = `test${copies}`.padEnd(32, '0');
  await DB.prepare(
    `INSERT INTO outbox (id, workspace_id, event_id, job, task, to_user_id, to_email, to_name, state, next_at, created_at)
     SELECT ?1, o.workspace_id, o.event_id, CASE ?2 WHEN '' THEN o.job ELSE ?2 END, CASE ?2 WHEN '' THEN o.task ELSE ?5 END, u.id, u.email, u.name, 'queued', ?3, ?4
     FROM outbox o JOIN users u ON u.id = o.to_user_id WHERE u.email = 'mira@harbour.example' AND o.job = 'letter' LIMIT 1`,
  ).bind(id, job, Date.now() + delay, Date.now(), task).run();
  return id;
}

test('a mail is sent once, however many queue messages it has', async () => {
  const id = await waiting();
  await Promise.all(Array.from({ length: 5 }, () => announce(id)));
  const first = await settled(id);
  assert.deepEqual([first.state, first.attempts], ['done', 1]);
  await announce(id);
  const next = await waiting();
  await announce(next);
  await settled(next);
  assert.deepEqual(await row(id), first);
});

test('the cron job finds jobs whose message was lost, but none before its time', async () => {
  const [lost, later] = [await waiting(), await waiting({ delay: 3_600_000 })];
  await portal.cron();
  assert.equal((await settled(lost)).state, 'done');
  assert.deepEqual([(await row(later)).state, (await row(later)).attempts], ['queued', 0]);
});

test('a job whose worker died is taken over when its claim ends', async () => {
  const [held, free] = [await waiting(), await waiting()];
  const take = DB.prepare("UPDATE outbox SET state = 'working', attempts = 1, next_at = ?2 WHERE id = ?1");
  await DB.batch([take.bind(held, Date.now() + 120_000), take.bind(free, Date.now() - 1)]);
  await portal.cron();
  assert.deepEqual([(await settled(free)).state, (await row(free)).attempts], ['done', 2]);
  assert.equal((await row(held)).state, 'working');
});

test('an invalid message does not block the others', async () => {
  const good = await waiting();
  const mad = await waiting({ job: 'job_of_another_age' });
  const bodies = [{ not: 'a string' }, null, 7];
  await JOBS.sendBatch([
    ...bodies.map((body) => ({ body, contentType: 'json' as const })),
    ...['', 'no such row', mad, good].map((body) => ({ body, contentType: 'text' as const })),
  ]);
  assert.equal((await settled(good)).state, 'done');
});

test('a mail that failed for good is shown as failed, and can be sent again', async () => {
  const person = "email = 'lukasz@harbour.example'";
  await DB.prepare(`UPDATE users SET state = 'disabled' WHERE ${person}`).run();
  const id = await waiting({ job: 'activation' });
  await DB.prepare(`UPDATE outbox SET (to_user_id, to_email, to_name) = (SELECT id, email, name FROM users WHERE ${person}) WHERE id = ?1`).bind(id).run();
  await announce(id);
  const failed = await settled(id);
  assert.deepEqual([failed.state, failed.attempts], ['dead', 1]);
  assert.match(failed.fault ?? '', /withdrawn/);

  await DB.prepare(`UPDATE users SET state = 'invited' WHERE ${person}`).run();
  await dana.get('/mails?show=failed');
  assert.ok(dana.page.has(`a[href="/mails/${id}"]`));
  await dana.get(`/mails/${id}`);
  assert.match(dana.page.text(), /Failed/);
  await dana.submit('Send again');
  const sent = await settled(id);
  assert.equal(sent.state, 'done');
  assert.equal((await dana.get('/mails?show=failed')).has(`a[href="/mails/${id}"]`), false);
  const { text } = await newestMail(dana, 'lukasz@harbour.example', 'Your access to Harbour Aviation');
  assert.match(text, /^Temporary password: \S+$/m);
});

test('a mail that the recipient’s mail server refused can be sent again', async () => {
  await dana.get('/mails?show=failed');
  await dana.get(dana.page.find('tbody a.row').getAttribute('href') ?? '');
  assert.match(dana.page.text(), /mailbox unavailable/);
  await dana.submit('Send again');
  await until(async () => (await dana.get(dana.page.path)).text('.state') === 'Sent');
});
