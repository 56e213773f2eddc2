// The API: a key made on the page, and accounting software that reads invoices and records a payment.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './harness.ts';

const portal = await start();
after(() => portal.stop());

type Invoice = { id: string; number: string; state: string; currency: string; outstanding: number };

const ole = await portal.signIn('ole@harbour.example');
await ole.get('/settings/api');
const page = await ole.submit('Make key', { name: 'Bookkeeping', abilities: ['invoices:read', 'payments:write'] });
const [key = ''] = /cp_[\w-]{43}/.exec(page.text()) ?? [];
const program = portal.visitor('harbour-ops');

/** Sends a request as the program does. */
function call(path: string, init: { body?: object; once?: string } = {}): Promise<Response> {
  const { body, once = '' } = init;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': once };
  return program.request(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
}

async function invoices(): Promise<Invoice[]> {
  const all: Invoice[] = [];
  for (let cursor = ''; ;) {
    const { data, next } = await (await call(`/api/v1/invoices?limit=2&cursor=${cursor}`)).json() as { data: Invoice[]; next: string | null };
    all.push(...data);
    if (!next) return all;
    cursor = next;
  }
}

test('a key is shown once', async () => {
  assert.equal(key.length, 46, page.text());
  assert.doesNotMatch((await ole.get('/settings/api')).text(), /cp_[\w-]{43}/);
});

test('accounting reads every invoice, and a payment sent twice is recorded once', async () => {
  const all = await invoices();
  const { results } = await portal.env.DB.prepare(
    "SELECT i.id FROM invoices i JOIN workspaces w ON w.id = i.workspace_id WHERE w.slug = 'harbour' ORDER BY i.updated_at, i.id",
  ).all<{ id: string }>();
  assert.deepEqual(all.map((it) => it.id), results.map((it) => it.id));

  const mira = await portal.signIn('mira@harbour.example');
  await mira.get('/invoices?show=all');
  const open = all.find((it) => it.outstanding > 0 && mira.page.text().includes(it.number));
  assert.ok(open, JSON.stringify(all));
  const { id, currency, outstanding: amount } = open;
  const body = { amount, currency, received_on: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), method: 'wire', reference: 'Bank 42' };
  const path = `/api/v1/invoices/${id}/payments`;
  const [first, second] = [await call(path, { body, once: 'a-1' }), await call(path, { body, once: 'a-1' })];
  assert.deepEqual([first.status, second.status], [201, 201]);
  const payment = await first.json() as { id: string; invoices: object[] };
  assert.deepEqual(await second.json(), payment);
  assert.deepEqual(payment.invoices, [{ invoice_id: id, amount }]);
  const count = await portal.env.DB.prepare("SELECT count(*) AS n FROM payments WHERE reference = 'Bank 42'").first('n');
  assert.equal(count, 1);
  assert.equal((await (await call(`/api/v1/invoices/${id}`)).json() as Invoice).state, 'paid');
  assert.match((await mira.get(`/invoices/${id}`)).text(), /Paid/);
  assert.match((await ole.get('/audit?kind=money')).text(), /Bookkeeping/);
});

test('what a key may not do, and who has none, gets an error in one shape', async () => {
  const shape = async (response: Response) => [response.status, ((await response.json()) as { error: { code: string } }).error.code];
  assert.deepEqual(await shape(await call('/api/v1/trips')), [403, 'forbidden']);
  assert.deepEqual(await shape(await program.request('/api/v1/invoices')), [401, 'unauthorized']);
  assert.deepEqual(await shape(await ole.request('/api/v1/invoices')), [401, 'unauthorized'], 'a session is no key');
  assert.deepEqual(await shape(await call('/api/v1/planes')), [404, 'not_found']);
  assert.deepEqual(await shape(await call('/api/v1/leads', { body: {} })), [403, 'forbidden']);
});

test('the description is served with the headers of every answer', async () => {
  const response = await program.request('/api/v1/openapi.json');
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal((await response.json() as { openapi: string }).openapi, '3.1.0');
});

test('a revoked key works no more', async () => {
  await ole.get('/settings/api');
  await ole.submit('/revocation');
  assert.equal((await call('/api/v1/invoices')).status, 401);
});
