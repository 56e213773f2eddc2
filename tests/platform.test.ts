// What holds for every page: hosts, cookies, headers, forms sent twice or by other sites, other workspaces, links.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loginOf, start } from './harness.ts';
import type { Visitor } from './visitor.ts';

const portal = await start();
after(() => portal.stop());

const people = await Promise.all(['mira@harbour', 'tomas@harbour', 'ruth@harbour', 'carl@harbour', 'dana@harbour', 'ines@harbour',
  'milo@ridgeline', 'rhea@ridgeline', 'bea@northstar', 'noor@northstar'].map((name) => portal.signIn(`${name}.example`)));
const [mira, tomas, ruth, carl, dana, ines, milo, rhea, bea, noor] =
  people as [Visitor, Visitor, Visitor, Visitor, Visitor, Visitor, Visitor, Visitor, Visitor, Visitor];

const one = async (sql: string, ...values: unknown[]): Promise<string> =>
  String(Object.values((await portal.env.DB.prepare(sql).bind(...values).first()) ?? {})[0]);
const count = async (sql: string, ...values: unknown[]) => Number(await one(`SELECT count(*) FROM ${sql}`, ...values));

/** Signs in. Returns the response and the session cookie that it sets. */
async function signInByForm(email: string, host: string): Promise<{ response: Response; cookie: string }> {
  const visitor = portal.visitor(host);
  const response = await visitor.request('/session', {
    method: 'POST', headers: { origin: portal.url(host).slice(0, -1), 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password: loginOf(email).password }).toString(),
  });
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith('session=')) ?? '';
  return { response, cookie };
}

test('an unknown host answers 404 at every path, and names no workspace', async () => {
  for (const host of ['nobody', 'harbour-op', 'harbour-ops-ops', 'evil-ops.example', 'a.harbour', 'harbour.example', 'xlocalhost.example']) {
    for (const path of ['/', '/session/new', '/trips', '/contacts', '/airports?q=teb']) {
      const page = await portal.visitor(host).get(path);
      assert.equal(page.status, 404, `${host}${path}: ${page.text()}`);
      assert.doesNotMatch(page.html, /harbour aviation|ridgeline|northstar/i);
    }
  }
});

test('a custom host shows the same portal', async () => {
  const page = await (await portal.signIn('mira@harbour.example')).get('/trips');
  const own = portal.visitor('fly.harbour.example');
  await own.get('/session/new');
  await own.submit('Sign in', { email: 'mira@harbour.example', password: loginOf('mira@harbour.example').password });
  assert.equal((await own.get('/trips')).text('main'), page.text('main'));
  assert.equal((await own.get('/contacts')).status, 404);
});

test('a session is valid only on the host where it began', async () => {
  const { cookie } = await signInByForm('mira@harbour.example', 'harbour');
  const [pair = ''] = cookie.split(';');
  const ask = (host: string) => portal.visitor(host).request('/trips', { headers: { cookie: pair } });
  assert.equal((await ask('harbour')).status, 200);
  for (const host of ['harbour-ops', 'fly.harbour.example', 'ridgeline', 'ridgeline-ops']) {
    const response = await ask(host);
    assert.deepEqual([response.status, response.headers.get('location')], [303, '/session/new?next=%2Ftrips'], host);
  }
  const forged = await portal.visitor('harbour').request('/trips', { headers: { cookie: `${pair.slice(0, -2)}AA` } });
  assert.equal(forged.status, 303);
});

test('pages of one side do not exist on the other', async () => {
  const request = await one("SELECT r.id FROM requests r JOIN accounts a ON a.id = r.account_id WHERE a.name = 'Lindqvist Holdings'");
  for (const path of ['/contacts', '/mails', '/rates', '/invoices/new', `/requests/${request}/quotes/new`]) {
    assert.equal((await mira.get(path)).status, 404, path);
  }
  for (const path of ['/passengers/new']) assert.equal((await dana.get(path)).status, 404, path);
});

test('cookies are HttpOnly, SameSite and bound to their host', async () => {
  const { response, cookie } = await signInByForm('mira@harbour.example', 'harbour');
  assert.equal(response.status, 303);
  assert.match(cookie, /^session=[^;]+; HttpOnly; SameSite=Lax; Path=\/; Max-Age=\d+$/);
  await mira.get('/messages/new');
  for (const line of [...response.headers.getSetCookie(), ...(await mira.request('/passengers')).headers.getSetCookie()]) {
    assert.match(line, /; HttpOnly; SameSite=Lax; Path=\/(;|$)/);
  }
});

test('every response has the security headers', async () => {
  const [style = ''] = (await mira.get('/')).all('link[rel=stylesheet]').map((link) => link.getAttribute('href') ?? '');
  const stranger = portal.visitor('harbour');
  for (const [visitor, path, status] of [
    [mira, '/', 200], [mira, '/airports?q=teb', 200], [mira, '/nowhere', 404], [mira, '/session', 405], [stranger, '/', 303], [stranger, '/session/new', 200],
    [stranger, '/brand/155b6b.css', 200], [dana, '/requests', 200], [portal.visitor('nobody'), '/', 404],
  ] as const) {
    const { headers, status: given } = await visitor.request(path);
    assert.equal(given, status, path);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) assert.ok(policy.includes(part), path);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'same-origin', path);
    assert.equal(headers.get('cache-control'), path.startsWith('/brand') ? 'public, max-age=31536000, immutable' : 'no-store', path);
  }
  assert.equal((await stranger.request(style)).headers.get('x-content-type-options'), 'nosniff');
});

test('a form sent by another site changes nothing', async () => {
  const form = (await mira.get('/passengers/new')).form('/passengers');
  const body = new URLSearchParams(form.filled({ name: 'Eve Adversary' }) as [string, string][]).toString();
  const before = await count('passengers');
  for (const headers of [
    { origin: 'https://evil.example' }, { origin: portal.url('harbour-ops').slice(0, -1) }, { origin: 'null' }, {},
    { origin: portal.url('harbour').slice(0, -1), 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' },
  ]) {
    const response = await mira.request(form.action, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } as never, body });
    assert.equal(response.status, 403, JSON.stringify(headers));
  }
  const json = await mira.request(form.action, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, body: '{}' });
  assert.equal(json.status, 415);
  assert.equal(await count('passengers'), before);
});

test('a form sent ten times at the same time is carried out once, with the same answer', async () => {
  const form = (await mira.get('/passengers/new')).form('/passengers');
  const send = (name: string) => mira.request(form.action, {
    method: 'POST', headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form.filled({ name }) as [string, string][]).toString(),
  });
  const answers = await Promise.all(Array.from({ length: 10 }, () => send('Ida Tenfold')));
  assert.deepEqual(new Set(answers.map(({ status, headers }) => `${status} ${headers.get('location')}`)).size, 1);
  assert.equal(answers[0]?.status, 303);
  assert.equal(await count("passengers WHERE name = 'Ida Tenfold'"), 1);
  assert.equal((await send('Ida Elevenfold')).status, 409, 'the same form with different entries');
  assert.equal(await count("passengers WHERE name LIKE 'Ida %fold'"), 1);
});

test('two people who accept at the same time make one trip', async () => {
  const { results } = await portal.env.DB.prepare(
    `SELECT q.id, q.request_id FROM quotes q JOIN accounts a ON a.id = q.account_id
     WHERE a.name = 'Lindqvist Holdings' AND q.state = 'sent' AND q.valid_until > ?1 ORDER BY q.request_id, q.id`,
  ).bind(Date.now()).all<{ id: string; request_id: string }>();
  const requests = Map.groupBy(results, ({ request_id }) => request_id);
  assert.ok([...requests.values()].some((quotes) => quotes.length === 2), 'the demo data offers two aircraft for one trip');
  for (const [request, quotes] of requests) {
    const before = await count('trips');
    const forms = await Promise.all([
      mira.get(`/quotes/${quotes.at(0)?.id}`).then((page) => page.form('Accept quote')),
      tomas.get(`/quotes/${quotes.at(-1)?.id}`).then((page) => page.form('Accept quote')),
    ]);
    const answers = await Promise.all(forms.map((form, i) => [mira, tomas][i]!.send(form, { name: ['Mira Lindqvist', 'Tomas Lindqvist'][i]!, terms: 'yes' })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    assert.match(answers.find(({ status }) => status === 409)?.text('h1') ?? '', /That didn’t work/);
    assert.equal(await count('trips'), before + 1);
    assert.equal(await count("quotes WHERE request_id = ?1 AND state = 'accepted'", request), 1);
    assert.equal(await one('SELECT state FROM requests WHERE id = ?1', request), 'won');
  }
});

test('what belongs to others gets the same response as an unknown id', async () => {
  const unknown = '018f0000-0000-7000-8000-000000000000';
  const places = { trips: '', requests: '', quotes: '', invoices: '', threads: 'messages', passengers: 'passengers/*/edit' };
  // Ruth sees the trips of others on her own aircraft.
  const unowned = 'x.tail_id NOT IN (SELECT tail_id FROM account_tails)';
  const elsewhere: Record<string, string> = {
    trips: `AND ${unowned}`,
    invoices: `AND x.trip_id IN (SELECT x.id FROM trips x WHERE ${unowned})`,
  };
  for (const [table, address] of Object.entries(places)) {
    const mine = await one(
      `SELECT x.id FROM ${table} x JOIN accounts a ON a.id = x.account_id WHERE a.name = 'Lindqvist Holdings' ${elsewhere[table] ?? ''} ORDER BY x.id DESC`,
    );
    const path = (id: string) => `/${address.includes('*') ? address.replace('*', id) : `${address || table}/${id}`}`;
    for (const visitor of [milo, ruth, carl, rhea]) {
      const [theirs, nobodys] = [await visitor.get(path(mine)), await visitor.get(path(unknown))];
      if (visitor === carl && theirs.status === 403) assert.equal(nobodys.status, 403);
      else assert.deepEqual([theirs.status, nobodys.status], [404, 404], `${visitor.page.url}`);
      assert.equal(theirs.html, nobodys.html, path(mine));
    }
  }
  const invoice = await one("SELECT i.id FROM invoices i JOIN accounts a ON a.id = i.account_id WHERE a.name = 'Lindqvist Holdings'");
  assert.equal((await milo.request(`/invoices/${invoice}/pdf`)).status, 404);
  const contact = await one("SELECT id FROM contacts WHERE name = 'Mira Lindqvist'");
  assert.equal((await rhea.get(`/contacts/${contact}`)).status, 404);
});

test('an unknown path answers 404', async () => {
  for (const path of ['/nowhere', '/trips/1', '/trips/%ff', '/trips/..%2f..', '/quotes/%00', '/messages/new?trip=1', `/${'x'.repeat(3_000)}`, '/assets/none.css']) {
    for (const visitor of [mira, dana]) assert.equal((await visitor.get(path)).status, 404, path);
  }
});

/** Visits every page that a person can reach by links, three of each kind. Returns how many there were. */
async function walk(visitor: Visitor, from: string): Promise<number> {
  const kind = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|\d{4}-\d\d(-\d\d)?/g, '*')
    .replace(/(before|from|to|after|day|account|trip|quote|like|service|page)=[^&]*/g, '$1=');
  const seen = new Map<string, number>();
  const known = new Set([from]);
  const waiting = [from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const times = seen.get(kind(path)) ?? 0;
    if (times >= 3) continue;
    seen.set(kind(path), times + 1);
    if (/[./](pdf|csv|ics)$/.test(path)) continue;
    const page = await visitor.get(path);
    assert.equal(page.status, 200, `${path}: ${page.text()}`);
    assert.ok(page.text('h1').length > 0, `${path} has no heading`);
    const here = new URL(page.url).origin;
    const targets = page.all('a[href]').map((a) => new URL(a.getAttribute('href') ?? '', page.url));
    for (const { origin, pathname, search } of targets) {
      if (origin !== here || known.has(pathname + search)) continue;
      known.add(pathname + search);
      waiting.push(pathname + search);
    }
  }
  return [...seen.values()].reduce((sum, times) => sum + times, 0);
}

for (const [name, visitor, least] of [
  ['Mira', mira, 30], ['Ruth', ruth, 20], ['Carl', carl, 8], ['Bea', bea, 15], ['Dana', dana, 40], ['Ines', ines, 40], ['Noor', noor, 25],
] as const) {
  test(`every link that ${name} can follow leads to a page`, async () => {
    const pages = await walk(visitor, '/');
    assert.ok(pages >= least, `only ${pages} pages were found`);
  });
}

test('the start page of a local portal lists the demo logins', async () => {
  const page = await portal.visitor('localhost').get(`http://localhost:${portal.port}/`);
  assert.equal(page.status, 200);
  for (const words of ['mira@harbour.example', 'dana@harbour.example', 'noor@northstar.example', 'charter-demo']) assert.ok(page.text().includes(words), words);
  const demo = page.all('a.row').map((a) => a.getAttribute('href'));
  assert.ok(demo.includes(portal.url('harbour-ops').slice(0, -1)));
});
