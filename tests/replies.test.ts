// A conversation by mail: the portal sends by a mail service over HTTP, and a real mail comes back to the Worker.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, test } from 'node:test';
import { start, until } from './harness.ts';
import { Stub } from './stub.ts';

const SECRET = Buffer.from('a secret that signs events').toString('base64');
type Sent = { id: string; from: string; to: string[]; reply_to: string; subject: string; text: string; html: string; headers: Record<string, string> };
const sent = new Map<string, Sent>();

// The API: it sends one mail for each idempotency key, and refuses what the real one would refuse.
const api = await Stub.start(({ method, path, headers, body }) => {
  if (method !== 'POST' || path !== '/emails') return { status: 404, json: { name: 'not_found', message: 'no such endpoint' } };
  if (headers.authorization !== 'Bearer re_stub') return { status: 401, json: { name: 'invalid_api_key', message: 'wrong key' } };
  const key = String(headers['idempotency-key'] ?? '');
  if (!key || key.length > 256) return { status: 400, json: { name: 'invalid_idempotency_key', message: 'no key' } };
  const mail = JSON.parse(body) as Sent;
  if (!mail.from || !mail.subject || mail.to.length !== 1) return { status: 422, json: { name: 'validation_error', message: 'incomplete' } };
  const known = sent.get(key) ?? { ...mail, id: `re-${sent.size + 1}` };
  sent.set(key, known);
  return { status: 200, json: { id: known.id } };
});
const portal = await start({
  vars: { RESEND_API: api.origin, RESEND_API_KEY: 're_stub', RESEND_WEBHOOK_SECRET: `whsec_${SECRET}`, REPLY_DOMAIN: 'reply.portal.example' },
});
after(async () => { await portal.stop(); api.stop(); });
const { DB } = portal.env;
const [dana, mira] = await Promise.all(['dana', 'mira'].map((name) => portal.signIn(`${name}@harbour.example`)));
const { account } = (await DB.prepare(
  "SELECT m.account_id AS account FROM users u JOIN memberships m ON m.contact_id = u.contact_id WHERE u.email = 'mira@harbour.example' LIMIT 1",
).first<{ account: string }>())!;

await dana!.get(`/messages/new?account=${account}`);
const written = await dana!.submit('Send message', { account, subject: 'Catering', body: 'Fish or pasta?' });
const thread = new URL(written.url).pathname;
const mail = await until(async () => [...sent.values()].find(({ to, subject }) => to[0] === 'mira@harbour.example' && subject.includes('Catering')), 20);

/** Mira's answer, as her mail program writes it. */
const answer = (id: string, from: string, text: string, more = '') => [
  `From: ${from}`, `To: ${mail.reply_to}`, `Subject: Re: ${mail.subject}`, `Message-ID: <${id}@mail.example>`,
  'Date: Mon, 30 Nov 2026 12:00:00 +0000', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', ...(more ? [more] : []),
  '', text, '', 'On Mon, Nov 30, 2026 Harbour wrote:', '> Fish or pasta?', '',
].join('\r\n');
const MIRA = 'Mira Lindqvist <mira@harbour.example>';
const inMail = (raw: string, from = 'mira@harbour.example', to = mail.reply_to) => portal.email({ from, to, raw });
const messages = async () => (await dana!.get(thread)).text();

test('a mail is sent over HTTP, with the address at which it is answered', async () => {
  assert.match(mail.reply_to, /^r\.[0-9a-f]+\.[a-z0-9]+@reply\.portal\.example$/);
  assert.match(mail.text, /Fish or pasta\?/);
  assert.equal(mail.headers['Auto-Submitted'], 'auto-generated');
  assert.match(mail.headers['List-Unsubscribe'] ?? '', /^<http.+>$/);
  const { state, provider_id } = (await DB.prepare("SELECT state, provider_id FROM outbox WHERE to_email = 'mira@harbour.example' ORDER BY created_at DESC LIMIT 1")
    .first<{ state: string; provider_id: string }>())!;
  assert.deepEqual([state, provider_id], ['done', mail.id]);
});

test('a real mail to that address is a message of the thread, once, though it is delivered twice', async () => {
  const raw = answer('1', MIRA, 'Fish, please.');
  for (const _ of [1, 2]) assert.equal((await inMail(raw)).outcome, 'ok');
  const page = await until(async () => { const text = await messages(); return text.includes('Fish, please.') && text; }, 20);
  assert.equal(page.split('Fish, please.').length - 1, 1);
  assert.match(page, /By email/);
  assert.match((await mira!.get(thread)).text(), /Fish, please\./);
  const { many } = (await DB.prepare('SELECT count(*) AS many FROM mails_in').first<{ many: number }>())!;
  assert.equal(many, 1);
  const stored = await portal.env.FILES.list({ prefix: 'mail/' });
  assert.equal(stored.objects.length, 1, 'the raw mail is kept');
});

test('an absence note is no message, and a stranger bounces with the reason', async () => {
  const away = await inMail(answer('2', MIRA, 'I am away.', 'Auto-Submitted: auto-replied'));
  assert.deepEqual([away.outcome, away.rejectReason], ['ok', undefined]);
  const refused = await inMail(answer('3', 'Bob Stone <bob@elsewhere.example>', 'Hello'), 'bob@elsewhere.example');
  assert.match(refused.rejectReason ?? '', /Please answer from that address/);
  const forged = await inMail(answer('4', MIRA, 'Hello'), 'mira@harbour.example', mail.reply_to.replace('r.', 'r.0'));
  assert.ok(forged.rejectReason, 'a seal cannot be guessed');
  const page = await messages();
  assert.doesNotMatch(page, /I am away|Hello/);
});

test('a bounce that the mail service tells of marks the address', async () => {
  const body = JSON.stringify({ type: 'email.bounced', data: { email_id: mail.id, bounce: { message: 'No such mailbox' } } });
  const tell = (secret: string) => {
    const time = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', Buffer.from(secret, 'base64')).update(`msg_1.${time}.${body}`).digest('base64');
    const headers = { 'svix-id': 'msg_1', 'svix-timestamp': time, 'svix-signature': `v1,${signature}`, 'content-type': 'application/json' };
    return portal.visitor('harbour').request(`http://localhost:${portal.port}/webhooks/resend`, { method: 'POST', headers, body });
  };
  assert.equal((await tell(Buffer.from('another').toString('base64'))).status, 400);
  assert.equal((await tell(SECRET)).status, 200);
  const page = await dana!.get('/mails');
  assert.match(page.text(), /mira@harbour\.example\s+The email came back: No such mailbox/);
});
