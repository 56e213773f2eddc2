// Signing in, signing up and losing access, through the forms of the pages; also when two people act at the same time.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loginOf, start, until } from './harness.ts';
import { newestMail } from './mail.ts';
import type { Page } from './page.ts';
import type { Visitor } from './visitor.ts';

const portal = await start();
after(() => portal.stop());

const { DB } = portal.env;
const signIn = (name: string) => portal.signIn(`${name}@harbour.example`);
const [ole, dana, mira] = await Promise.all(['ole', 'dana', 'mira'].map(signIn)) as [Visitor, Visitor, Visitor];

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number(Object.values((await DB.prepare(`SELECT count(*) FROM ${sql}`).bind(...values).first()) ?? {})[0]);
const events = (action: string) => count('events WHERE action = ?1', action);
const statuses = (pages: Page[]) => pages.map(({ status }) => status).sort();
const isSignInPage = ({ path }: Page) => path.startsWith('/session/new');

/** Opens the page of a contact by searching for the first name. */
async function contact(staff: Visitor, name: string): Promise<Page> {
  const first = name.split(' ')[0] ?? '';
  await staff.get(`/contacts?q=${encodeURIComponent(first)}`);
  return staff.click(name);
}

/** Asks for a sign-in mail. Returns the browser that asked, and the code and the link of the mail. */
async function askForCode(email: string, purpose: 'sign_in' | 'reset' = 'sign_in') {
  const visitor = portal.visitor('harbour');
  await visitor.get('/session/new');
  const form = visitor.page.form('/session');
  const before = await count('outbox WHERE to_email = ?1', email);
  const sent = await visitor.request('/session/codes', {
    method: 'POST',
    headers: { origin: portal.url('harbour').slice(0, -1), 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, next: '/', purpose }).toString(),
  });
  assert.equal(sent.status, 303, form.action);
  const at = sent.headers.get('location') ?? '';
  await visitor.get(at);
  assert.equal(await count('outbox WHERE to_email = ?1', email), before + 1);
  await until(async () => (await count("outbox WHERE to_email = ?1 AND state IN ('queued', 'working')", email)) === 0 || null, 20);
  const { text, link } = await newestMail(dana, email, purpose === 'reset' ? 'Set a new password' : 'Sign in to');
  const code = /^Code: (\d{6})$/m.exec(text)?.[1] ?? '';
  assert.match(code, /^\d{6}$/, text);
  return { visitor, code, link };
}

test('with a temporary password an invited person can only choose a permanent one', async () => {
  await contact(dana, 'Zoë Ångström');
  await dana.submit('Send activation email', { role: 'charter' });
  assert.match(dana.page.text(), /Pending/);
  const { text, link } = await newestMail(dana, 'zoe@harbour.example', 'Your access to');
  const password = /^Temporary password: (\S+)$/m.exec(text)?.[1] ?? '';
  const zoe = portal.visitor('harbour');
  await zoe.get(link);
  await zoe.submit('Sign in', { email: 'zoe@harbour.example', password });
  for (const path of ['/', '/trips', '/invoices', '/profile']) assert.equal((await zoe.get(path)).path, '/password/new', path);
  await zoe.submit('Set password', { password: 'nine geese over the bay', again: 'nine geese over the bay' });
  assert.equal(zoe.page.path, '/');
  assert.match((await contact(dana, 'Zoë Ångström')).text(), /Active/);
  const again = portal.visitor('harbour');
  await again.get('/session/new');
  assert.equal((await again.submit('Sign in', { email: 'zoe@harbour.example', password })).status, 422, 'the temporary password is spent');
});

test('a sign-up is confirmed by mail and approved by staff before the person can sign in', async () => {
  const email = 'newcomer@example.com';
  const stranger = portal.visitor('harbour');
  await stranger.get('/sign-ups/new');
  const password = 'four herons on a jetty';
  await stranger.submit('Request access', {
    name: 'Nora Newcomer', email, phone: '+1 201 555 0199', company: 'Newcomer Ltd', message: 'We fly often.', password, again: password,
  });
  assert.ok([200].includes(stranger.page.status), stranger.page.text());
  const { link } = await newestMail(dana, email, 'We received your request');

  // Opening the link, as mail scanners do, does not confirm the address.
  for (let i = 0; i < 3; i += 1) await portal.visitor('harbour').get(link);
  await stranger.get(link);
  await stranger.submit('Confirm address', { password });
  assert.match(stranger.page.text(), /confirmed/);
  await stranger.get('/session/new');
  assert.match((await stranger.submit('Sign in', { email, password })).text(), /Your request for access is waiting for approval\./);

  await dana.get('/sign-ups');
  await dana.click('Nora Newcomer');
  assert.match(dana.page.text(), /Newcomer Ltd/);
  await dana.submit('Approve request', { contact: 'new', account: 'new', role: 'charter' });
  assert.equal(dana.page.status, 200, dana.page.text());
  await newestMail(dana, email, 'You have access to');
  await stranger.get('/session/new');
  await stranger.submit('Sign in', { email, password });
  assert.equal(stranger.page.path, '/', stranger.page.text());
});

test('signing up does not reveal whether an address has an account', async () => {
  const answer = async (email: string) => {
    const stranger = portal.visitor('harbour');
    await stranger.get('/sign-ups/new');
    const password = 'six swans and a swallow';
    const page = await stranger.submit('Request access', { name: 'A Person', email, phone: '+1 201 555 0198', password, again: password });
    return [page.status, page.path, page.text().replaceAll(email, 'that address')];
  };
  assert.deepEqual(await answer('mira@harbour.example'), await answer('nobody-knows@example.com'));
});

test('a mailed link is not used up by opening it, and works only in the browser that asked', async () => {
  const { visitor, link } = await askForCode('mira@harbour.example');
  const scanner = portal.visitor('harbour');
  for (const method of ['GET', 'HEAD', 'GET']) {
    const response = await scanner.request(link, { method });
    assert.equal(response.headers.getSetCookie().filter((line) => line.startsWith('session=')).length, 0);
  }
  const elsewhere = await portal.visitor('harbour').get(link);
  assert.ok(!elsewhere.has('form[action="/session/link"]'), elsewhere.text());
  await visitor.get(link);
  await visitor.submit('/session/link');
  assert.equal(visitor.page.path, '/', visitor.page.text());
  const late = await visitor.get(link);
  assert.match(late.text(), /no longer works/);
});

test('a mailed code works once, in the browser that asked, whoever asks elsewhere', async () => {
  const first = await askForCode('tomas@harbour.example');
  const second = await askForCode('tomas@harbour.example');
  await first.visitor.submit('/session/code', { code: second.code });
  assert.ok(first.visitor.page.status >= 400, `the code of another browser: ${first.visitor.page.status}`);
  await first.visitor.submit('/session/code', { code: first.code });
  assert.equal(first.visitor.page.path, '/', first.visitor.page.text());
  await second.visitor.submit('/session/code', { code: second.code });
  assert.equal(second.visitor.page.path, '/', second.visitor.page.text());
});

test('a code sent twice at the same time signs in once', async () => {
  const { visitor, code } = await askForCode('ruth@harbour.example');
  const form = visitor.page.form('/session/code');
  const before = await count("sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'ruth@harbour.example' AND s.ended_at IS NULL");
  const body = new URLSearchParams(form.filled({ code }) as [string, string][]).toString();
  const headers = { origin: portal.url('harbour').slice(0, -1), 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
  const answers = await Promise.all([0, 1, 2, 3].map(() => visitor.request(form.action, { method: 'POST', headers, body })));
  const began = answers.filter((it) => it.headers.getSetCookie().some((line) => /^session=[^;]/.test(line)));
  assert.equal(began.length, 1, answers.map(({ status }) => status).join(' '));
  const now = await count("sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'ruth@harbour.example' AND s.ended_at IS NULL");
  assert.equal(now, before + 1);
});

test('resetting a lost password by mail ends all other sessions', async () => {
  const other = await signIn('carl');
  const { visitor, link } = await askForCode('carl@harbour.example', 'reset');
  await visitor.get(link);
  await visitor.submit('/session/link');
  await visitor.get('/profile/password');
  const password = 'eleven gulls at low tide';
  await visitor.submit('/profile/password', { password, again: password });
  assert.equal(visitor.page.status, 200, visitor.page.text());
  assert.ok(isSignInPage(await other.get('/invoices')), 'the other browser is out');
  const old = portal.visitor('harbour');
  await old.get('/session/new');
  assert.equal((await old.submit('Sign in', { email: 'carl@harbour.example', password: loginOf('carl@harbour.example').password })).status, 422);
  await old.submit('Sign in', { email: 'carl@harbour.example', password });
  assert.equal(old.page.path, '/');
});

test('a deactivated contact is signed out at the next request, and can sign in after being restored', async () => {
  const tomas = await signIn('tomas');
  assert.equal((await tomas.get('/trips')).path, '/trips');
  await contact(dana, 'Tomas Lindqvist');
  const at = dana.page.path;
  await dana.submit('Deactivate contact');
  assert.ok(isSignInPage(await tomas.get('/trips')));
  const door = portal.visitor('harbour');
  await door.get('/session/new');
  const login = { email: 'tomas@harbour.example', password: loginOf('tomas@harbour.example').password };
  assert.equal((await door.submit('Sign in', login)).status, 422);
  await dana.get(at);
  await dana.submit('Restore contact');
  await door.get('/session/new');
  await door.submit('Sign in', login);
  assert.equal(door.page.path, '/');
});

test('two members of staff who approve at the same time cause one approval and one mail', async () => {
  const email = 'twice@example.com';
  const stranger = portal.visitor('harbour');
  await stranger.get('/sign-ups/new');
  const password = 'seven swallows in spring';
  await stranger.submit('Request access', { name: 'Tessa Twice', email, phone: '+1 201 555 0197', password, again: password });
  const both = [dana, ole];
  for (const staff of both) {
    await staff.get('/sign-ups');
    await staff.click('Tessa Twice');
  }
  const approved = await events('sign_up_approved');
  const forms = both.map((staff) => staff.page.form('Approve request'));
  const pages = await Promise.all(both.map((staff, i) => staff.send(forms[i]!, { contact: 'new', account: 'new', role: 'charter' })));
  assert.deepEqual(statuses(pages), [200, 409], pages.map((page) => page.text()).join('\n'));
  assert.equal(await events('sign_up_approved'), approved + 1);
  assert.equal(await count('users WHERE email = ?1', email), 1);
  assert.equal(await count('contacts WHERE email = ?1', email), 1);
  assert.equal(await count("outbox WHERE to_email = ?1 AND event_id IN (SELECT id FROM events WHERE action = 'sign_up_approved')", email), 1);
});

test('an invitation that is revoked while its password is chosen is either revoked or accepted', async () => {
  await contact(dana, 'Zoë Ångström');
  await dana.submit('Remove access');
  await contact(dana, 'Zoë Ångström');
  assert.match(dana.page.text(), /Revoked/);
  const zoe = portal.visitor('harbour');
  await zoe.get('/session/new');
  assert.equal((await zoe.submit('Sign in', { email: 'zoe@harbour.example', password: 'nine geese over the bay' })).status, 422);

  // Łukasz has signed in with his temporary password, and is about to choose his own.
  await contact(dana, 'Łukasz Żółć');
  await dana.submit('Send activation email again');
  const { text, link } = await newestMail(dana, 'lukasz@harbour.example', 'Your access to');
  const lukasz = portal.visitor('harbour');
  await lukasz.get(link);
  await lukasz.submit('Sign in', { email: 'lukasz@harbour.example', password: /^Temporary password: (\S+)$/m.exec(text)?.[1] ?? '' });
  assert.equal(lukasz.page.path, '/password/new');
  await contact(dana, 'Łukasz Żółć');
  const [revoke, choose] = [dana.page.form('/access/removal'), lukasz.page.form('/password')];
  const password = 'twelve terns over the reef';
  await Promise.all([dana.send(revoke), lukasz.send(choose, { password, again: password })]);
  const { state } = (await DB.prepare("SELECT state FROM users WHERE email = 'lukasz@harbour.example'").first<{ state: string }>())!;
  const inside = await lukasz.get('/trips');
  assert.ok(state === 'disabled' ? isSignInPage(inside) : inside.status === 200 && state === 'active', `${state}: ${inside.path}`);
});

test('a sample of what each role may do', async () => {
  const [ines, ruth, carl] = await Promise.all([signIn('ines'), signIn('ruth'), portal.visitor('harbour')]);
  const ask = async (visitor: Visitor, path: string) => (await visitor.request(path)).status;
  for (const [visitor, path, status] of [
    [mira, '/trips', 200], [mira, '/audit', 404], [mira, '/contacts', 404], [mira, '/settings/access', 404],
    [ruth, '/trips', 200], [carl, '/trips', 303],
    [ines, '/audit', 403], [dana, '/audit', 403], [ole, '/audit', 200], [ole, '/audit.csv', 200], [ines, '/audit.csv', 403],
    [dana, '/settings/access', 200], [ole, '/settings/access', 200],
  ] as [Visitor, string, number][]) {
    assert.equal(await ask(visitor, path), status, `${path}: ${status}`);
  }
});

test('the audit trail has what happened in these tests, and the log has no secret', async () => {
  await ole.get('/audit?kind=access');
  assert.match(ole.page.text('main'), /Łukasz|Zoë|Tomas/);
  const log = portal.logs().join('\n');
  for (const secret of ['charter-demo', 'nine geese over the bay', 'twelve terns', '@harbour.example', 'session=']) {
    assert.ok(!log.includes(secret), `the log tells ${secret}`);
  }
  for (const line of portal.logs().filter((it) => it.includes('"event":"denied"'))) {
    const read = JSON.parse(line.slice(line.indexOf('{'))) as Record<string, string>;
    assert.match(read['at'] ?? '', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    assert.ok(read['reason'] && read['path']?.startsWith('/'), line);
  }
});
