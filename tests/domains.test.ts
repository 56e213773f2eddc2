// A domain of an operator's own, against a stub of Cloudflare's API for custom hostnames that answers as it is documented.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './harness.ts';
import { Stub, type Answer } from './stub.ts';

const NAME = 'portal.acme.example';
const BASE = '/zones/z1/custom_hostnames';
type Hostname = { id: string; hostname: string; status: string; ssl: { status: string; validation_errors: { message: string }[] }; verification_errors: string[] };

/** What the stub holds, and whether it is overloaded. */
const zone = { hostnames: new Map<string, Hostname>(), made: 0, isBusy: false };
const found = (result: unknown, status = 200): Answer => ({ status, json: { success: true, errors: [], messages: [], result } });
const refused = (status: number, code: number, message: string): Answer => ({ status, json: { success: false, errors: [{ code, message }], messages: [], result: null } });
const byName = (name: string) => [...zone.hostnames.values()].find(({ hostname }) => hostname === name);

function make(hostname: string): Hostname {
  zone.made += 1;
  const it = { id: `h${zone.made}`, hostname, status: 'pending', ssl: { status: 'initializing', validation_errors: [] }, verification_errors: [] };
  zone.hostnames.set(it.id, it);
  return it;
}

const api = await Stub.start(({ method, path, headers, body }) => {
  if (headers.authorization !== 'Bearer token') return refused(403, 10000, 'Authentication error');
  if (zone.isBusy) return refused(429, 10429, 'Too many requests');
  const url = new URL(path, 'http://stub');
  if (!url.pathname.startsWith(BASE)) return refused(404, 7003, 'no such path');
  const id = url.pathname.slice(BASE.length + 1);
  if (method === 'POST' && !id) {
    const { hostname, ssl } = JSON.parse(body) as { hostname: string; ssl: { method: string; type: string } };
    if (ssl.method !== 'http' || ssl.type !== 'dv') return refused(400, 1434, 'odd certificate');
    return byName(hostname) ? refused(409, 1406, 'Duplicate custom hostname found.') : found(make(hostname), 201);
  }
  if (method === 'GET' && !id) {
    const one = byName(url.searchParams.get('hostname') ?? '');
    return found(one ? [one] : []);
  }
  const one = zone.hostnames.get(id);
  if (!one) return refused(404, 1436, 'The custom hostname was not found.');
  if (method === 'DELETE') zone.hostnames.delete(id);
  if (method === 'PATCH') Object.assign(one, { status: 'pending', ssl: { status: 'pending_validation', validation_errors: [] } });
  return found(method === 'DELETE' ? { id } : one);
});
const portal = await start({ vars: { CUSTOM_HOSTNAMES_API: api.origin, CUSTOM_HOSTNAMES_TOKEN: 'token', CUSTOM_HOSTNAMES_ZONE: 'z1' } });
after(async () => { await portal.stop(); api.stop(); });
const ole = await portal.signIn('ole@harbour.example');

const calls = () => api.take().map(({ method, path }) => `${method} ${path.replace(BASE, '')}`.trim());
const page = async () => (await ole.get('/settings/domains')).text();
const check = async () => {
  await ole.get('/settings/domains');
  return (await ole.submit('Check now')).text();
};
/** Lets the cron job look, as if the domain were due. */
const tick = async () => {
  await portal.env.DB.prepare('UPDATE domains SET next_at = 0 WHERE next_at IS NOT NULL').run();
  await portal.cron();
};

test('a hostname is created, and live once it and its certificate are active', async () => {
  await ole.get('/settings/domains');
  await ole.submit('Add domain', { domain: `https://${NAME}/`, face: 'client' });
  assert.match(await page(), /Waiting for DNS/);
  await check();
  assert.deepEqual(calls(), ['POST']);
  zone.hostnames.get('h1')!.status = 'active';
  await tick();
  assert.deepEqual(calls(), ['GET /h1']);
  assert.match(await page(), /Waiting for certificate/);
  zone.hostnames.get('h1')!.ssl.status = 'active';
  await tick();
  assert.match(await page(), /Live/);
  const door = await portal.visitor(NAME).get('/session/new');
  assert.equal(door.status, 200);
  assert.match(door.text(), /Harbour/);
});

test('when Cloudflare is overloaded or cannot issue the certificate, the page says so', async () => {
  calls();
  zone.isBusy = true;
  await tick();
  assert.match(await page(), /Live[^]*The last check got no answer/);
  assert.equal((await portal.visitor(NAME).get('/session/new')).status, 200, 'it goes on serving');
  zone.isBusy = false;
  Object.assign(zone.hostnames.get('h1')!.ssl, { status: 'pending_issuance', validation_errors: [{ message: 'caa_error: acme.example' }] });
  assert.match(await check(), /A CAA record of your domain forbids the certificate/);
  Object.assign(zone.hostnames.get('h1')!, { status: 'moved' });
  assert.match(await check(), /Waiting for DNS/, 'whoever checks has the validation begin anew');
  assert.ok(calls().includes('PATCH /h1'));
});

test('one that was deleted there is made again, and one that is there already is adopted', async () => {
  zone.hostnames.clear();
  await check();
  assert.deepEqual(calls(), ['GET /h1', 'POST']);
  await portal.env.DB.prepare('UPDATE domains SET provider_id = NULL').run();
  await check();
  assert.deepEqual(calls(), ['POST', `GET ?hostname=${NAME.replaceAll('.', '%2E')}`]);
  assert.equal(zone.hostnames.size, 1);
});

test('a domain that is removed ends its links, and is deleted at Cloudflare even if it did not answer at once', async () => {
  Object.assign(byName(NAME)!, { status: 'active', ssl: { status: 'active', validation_errors: [] } });
  await check();
  assert.equal((await portal.visitor(NAME).get('/session/new')).status, 200);
  zone.isBusy = true;
  await ole.get('/settings/domains');
  await ole.submit(`Remove domain ${NAME}`);
  assert.equal((await portal.visitor(NAME).get('/session/new')).status, 404);
  assert.equal(zone.hostnames.size, 1);
  zone.isBusy = false;
  await tick();
  assert.equal(zone.hostnames.size, 0);
});
