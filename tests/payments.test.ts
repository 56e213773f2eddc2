// Paying by Stripe Checkout, against a stub of its API, with events that its official package signs.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import Stripe from 'stripe';
import { start } from './harness.ts';

const KEY = 'sk_test_stub';
const SECRET = 'whsec_stub';
const stripe = new Stripe(KEY);

type Asked = { method: string; path: string; headers: Record<string, string | string[] | undefined>; form: URLSearchParams };
const asked: Asked[] = [];
const stub = { isAway: false, sessions: new Map<string, string>() };

// The API: it makes one page for each idempotency key, and refuses what the real one would refuse.
const api = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => { body += chunk; });
  request.on('end', () => {
    if (stub.isAway) { request.socket.destroy(); return; }
    const { method = '', url: path = '', headers } = request;
    asked.push({ method, path, headers, form: new URLSearchParams(body) });
    const answer = (status: number, json: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    };
    const refuse = (message: string) => answer(400, { error: { message } });
    if (headers.authorization !== `Bearer ${KEY}`) return answer(401, { error: { message: 'wrong key' } });
    if (headers['stripe-version'] !== Stripe.API_VERSION) return refuse('wrong version');
    if (method === 'GET') return answer(200, { id: path.split('/').at(-1), status: 'open', payment_status: 'unpaid' });
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') return refuse('no form');
    if (path !== '/v1/checkout/sessions') return answer(200, { id: 'done' });
    const key = String(headers['idempotency-key']);
    const id = stub.sessions.get(key) ?? `cs_${stub.sessions.size + 1}`;
    stub.sessions.set(key, id);
    return answer(200, { id, url: `https://checkout.stripe.test/${id}` });
  });
});
await new Promise<void>((listening) => { api.listen(0, '127.0.0.1', listening); });
const vars = {
  STRIPE_API: `http://127.0.0.1:${(api.address() as AddressInfo).port}`, STRIPE_SECRET_KEY: KEY, STRIPE_WEBHOOK_SECRET: SECRET,
};
const portal = await start({ vars });
after(async () => { await portal.stop(); api.close(); });

const { DB } = portal.env;
await DB.prepare("UPDATE workspaces SET payment_provider = 'stripe', stripe_account = '', card_surcharge_ppm = 0 WHERE slug = 'harbour'").run();
const [mira, ines] = await Promise.all(['mira', 'ines'].map((name) => portal.signIn(`${name}@harbour.example`)));

type Invoice = { id: string; number: string; open: number };
let issued = 0;
/** A new invoice of 120.00 to Mira's account. */
async function invoice(): Promise<Invoice> {
  issued += 1;
  const id = `00000000-0000-7000-8000-00000fee${String(issued).padStart(4, '0')}`;
  await DB.prepare(
    `INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, issued_on, due_on, terms, created_at)
     SELECT ?1, m.workspace_id, ?2, m.account_id, 'issued', 'Hangar', 'x', 'USD', '[]', 12000, 0, 12000, '2026-11-01', '2099-12-31', '', ?3
     FROM users u JOIN memberships m ON m.contact_id = u.contact_id WHERE u.email = 'mira@harbour.example' LIMIT 1`,
  ).bind(id, `T-${issued}`, Date.now()).run();
  return { id, number: `T-${issued}`, open: 12000 };
}

/** Mira asks to pay an invoice by card; returns the id of her attempt. */
async function pay(of: Invoice): Promise<string> {
  await mira!.get(`/payments/new?invoice=${of.id}`);
  await mira!.submit('Make payment', { way: 'card' });
  assert.equal(mira!.page.status, 200, mira!.page.text());
  return mira!.page.path.split('/').at(-1)!;
}

/** Tells the portal an event, signed by the official package; returns the status of the answer. */
async function tell(event: object, { secret = SECRET, age = 0 } = {}): Promise<number> {
  const payload = JSON.stringify({ object: 'event', ...event });
  const timestamp = Math.floor(Date.now() / 1000) - age;
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  const response = await portal.visitor('harbour').request(`http://localhost:${portal.port}/webhooks/stripe`, {
    method: 'POST', body: payload, headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
  });
  return response.status;
}

const paid = (id: string, attempt: string, amount_total = 12000) => ({
  id, type: 'checkout.session.completed',
  data: { object: { metadata: { attempt }, payment_intent: `pi_${attempt}`, status: 'complete', payment_status: 'paid', currency: 'usd', amount_total } },
});

const balance = (of: Invoice) => DB.prepare('SELECT state, paid, total FROM invoices WHERE id = ?1').bind(of.id).first<{ state: string; paid: number; total: number }>();
const payments = (attempt: string) => DB.prepare('SELECT amount, unallocated, refunded FROM payments WHERE attempt_id = ?1').bind(attempt).all().then((it) => it.results);

test('an invoice is paid by Checkout, once, however often the tab is sent and the event is told', async () => {
  const it = await invoice();
  asked.length = 0;
  const attempt = await pay(it);
  assert.equal(await pay(it), attempt, 'a second tab goes on with the same attempt');
  const [call, ...others] = asked;
  assert.equal(others.length, 0);
  assert.deepEqual([call!.method, call!.path, call!.headers['idempotency-key']], ['POST', '/v1/checkout/sessions', attempt]);
  const fields = Object.fromEntries(call!.form);
  assert.equal(fields['mode'], 'payment');
  assert.equal(fields['line_items[0][price_data][unit_amount]'], '12000');
  assert.equal(fields['line_items[0][price_data][currency]'], 'usd');
  assert.equal(fields['line_items[0][price_data][product_data][name]'], `Invoice ${it.number}`);
  assert.equal(fields['client_reference_id'], attempt);
  assert.equal(fields['success_url'], portal.url('harbour', `/payments/${attempt}?back=1`));
  assert.match(mira!.page.link('Continue to payment'), /^https:\/\/checkout\.stripe\.test\/cs_/);

  assert.equal(await tell(paid('evt_1', attempt), { secret: 'whsec_other' }), 400, 'signed with another secret');
  assert.equal(await tell(paid('evt_1', attempt), { age: 301 }), 400, 'too old');
  assert.equal((await balance(it))?.paid, 0);
  assert.equal(await tell(paid('evt_1', attempt)), 200);
  assert.equal(await tell(paid('evt_1', attempt)), 200, 'the same event again');
  assert.equal(await tell(paid('evt_2', attempt)), 200, 'the same in another event');
  assert.equal((await balance(it))?.paid, 12000);
  assert.deepEqual(await payments(attempt), [{ amount: 12000, unallocated: 0, refunded: 0 }]);
  assert.match((await mira!.get(`/invoices/${it.id}`)).text('main .state'), /Paid/);
});

test('events in another order come to the same', async () => {
  const it = await invoice();
  const attempt = await pay(it);
  const refund = {
    id: `evt_r${attempt}`, type: 'charge.refunded',
    data: { object: { metadata: { attempt }, payment_intent: `pi_${attempt}`, amount_refunded: 5000 } },
  };
  assert.equal(await tell(refund), 409, 'a refund of what has not arrived is told again later');
  assert.equal(await tell(paid(`evt_p${attempt}`, attempt)), 200);
  const expired = { id: `evt_x${attempt}`, type: 'checkout.session.expired', data: { object: { metadata: { attempt } } } };
  assert.equal(await tell(expired), 200, 'what is paid does not expire');
  assert.equal(await tell(refund), 200);
  assert.equal(await tell(refund), 200);
  assert.equal((await balance(it))?.paid, 7000);
  assert.deepEqual(await payments(attempt), [{ amount: 12000, unallocated: 0, refunded: 5000 }]);
});

test('an amount that was not asked for pays what it can, and the rest is credit', async () => {
  const [less, more] = [await invoice(), await invoice()];
  const first = await pay(less);
  assert.equal(await tell(paid(`evt_${first}`, first, 11900)), 200);
  assert.equal((await balance(less))?.paid, 11900);
  const second = await pay(more);
  assert.equal(await tell(paid(`evt_${second}`, second, 12500)), 200);
  assert.deepEqual([(await balance(more))?.paid, await payments(second)], [12000, [{ amount: 12500, unallocated: 500, refunded: 0 }]]);
});

test('paying a voided invoice leaves a credit that the client sees', async () => {
  const it = await invoice();
  const attempt = await pay(it);
  await ines!.get(`/invoices/${it.id}`);
  await ines!.submit('/voidance', { reason: 'Billed twice' });
  assert.equal((await balance(it))?.state, 'void', ines!.page.text());
  const before = await credit();
  assert.equal(await tell(paid(`evt_${attempt}`, attempt)), 200);
  assert.deepEqual(await payments(attempt), [{ amount: 12000, unallocated: 12000, refunded: 0 }]);
  assert.equal(await credit(), before + 12000);
});

/** The credit that Mira reads on her invoices. */
async function credit(): Promise<number> {
  const text = (await mira!.get('/invoices')).text();
  const [, sum] = /Your credit\s*\$([\d,.]+)/.exec(text) ?? [];
  return sum ? Math.round(Number.parseFloat(sum.replace(',', '')) * 100) : 0;
}

test('a provider that does not answer is told of, and the clock asks it again', async () => {
  const it = await invoice();
  stub.isAway = true;
  const attempt = await pay(it);
  assert.match(mira!.page.text(), /did not answer\. Nothing was charged\./);
  await DB.prepare('UPDATE attempts SET next_check_at = 0 WHERE id = ?1').bind(attempt).run();
  await portal.cron();
  assert.match((await mira!.get(`/payments/${attempt}`)).text(), /did not answer/);
  stub.isAway = false;
  await DB.prepare('UPDATE attempts SET next_check_at = 0 WHERE id = ?1').bind(attempt).run();
  await portal.cron();
  await mira!.get(`/payments/${attempt}`);
  assert.match(mira!.page.link('Continue to payment'), /^https:\/\/checkout\.stripe\.test\/cs_/);
  assert.equal(asked.at(-1)!.headers['idempotency-key'], attempt);
  assert.equal(await tell(paid(`evt_${attempt}`, attempt)), 200);
  assert.equal((await balance(it))?.paid, 12000);
});
