// Who may use which route: a sample, asked of the built Worker. The native tests in src/testing/matrix ask all routes.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './harness.ts';
import type { Visitor } from './visitor.ts';

const portal = await start();
after(() => portal.stop());

const { DB } = portal.env;
const signIn = (name: string) => portal.signIn(`${name}@harbour.example`);

/** The response to a visitor: a status, or the path of a redirect. */
async function answer(visitor: Visitor, request: string): Promise<string> {
  const [method, path] = request.includes(' ') ? request.split(' ') as [string, string] : ['GET', request];
  const headers = { origin: visitor.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
  const posted = { method, headers, body: new URLSearchParams({ key: crypto.randomUUID() }).toString() };
  const response = await visitor.request(path, method === 'GET' ? {} : posted);
  await response.arrayBuffer();
  const location = response.headers.get('location');
  return location === null ? String(response.status) : location.replace(/\?.*/, '');
}

/** Sends every request of a table as each of these people, and compares the answers. The columns are in their order. */
async function expectAnswers(people: Visitor[], table: Record<string, string>): Promise<void> {
  const seen: Record<string, string> = {};
  for (const request of Object.keys(table)) {
    const answers = [];
    for (const visitor of people) answers.push(await answer(visitor, request));
    seen[request] = answers.join(' ');
  }
  assert.deepEqual(seen, table);
}

const sameForAll = (column: string, requests: string[]) => Object.fromEntries(requests.map((request) => [request, column]));

const CLIENTS = {
  //                      charter, without money, without any right, owner, customer of the FBO
  '/': '200 200 200 200 200',
  '/trips': '200 200 200 200 404',
  '/requests': '200 200 200 200 404',
  '/requests/new': '200 200 403 200 404',
  'POST /requests': '422 422 403 422 404',
  '/quotes': '200 200 200 200 404',
  '/invoices': '200 404 404 200 200',
  '/passengers': '200 200 200 200 404',
  '/passengers/new': '200 200 403 200 404',
  'POST /passengers': '422 422 403 422 404',
  '/messages': '200 200 200 200 200',
  '/people': '200 403 403 403 403',
  'POST /people': '422 403 403 403 403',
  '/profile': '200 200 200 200 200',
  '/contacts': '404 404 404 404 404',
};

const STAFF = {
  //                      administrator, dispatcher, accounting, read-only
  '/': '200 200 200 200',
  '/contacts': '200 200 200 200',
  '/contacts/new': '200 200 200 403',
  'POST /contacts': '422 422 422 403',
  '/access': '200 200 200 200',
  '/sign-ups': '200 200 200 200',
  '/staff': '200 200 200 200',
  '/staff/new': '200 403 403 403',
  'POST /staff': '422 403 403 403',
  '/audit': '200 403 403 403',
  '/audit.csv': '200 403 403 403',
  '/settings/access': '200 200 200 200',
  'POST /settings/access': '422 403 403 403',
  'POST /rates': '422 403 422 403',
  '/quotes': '200 200 200 200',
  '/people': '404 404 404 404',
};

test('clients may use what their role and permissions allow', async () => {
  await DB.prepare("INSERT OR IGNORE INTO grants (workspace_id, contact_id, name) SELECT workspace_id, id, 'manage_users' FROM contacts WHERE email = 'mira@harbour.example'").run();
  const people = [];
  for (const name of ['mira', 'tomas', 'tomas', 'ruth', 'carl']) people.push(await signIn(name));
  const [mira, tomas, bare, ruth, carl] = people as [Visitor, Visitor, Visitor, Visitor, Visitor];
  const without = (names: string) => DB.prepare(`DELETE FROM grants WHERE contact_id = (SELECT id FROM contacts WHERE email = 'tomas@harbour.example') AND name ${names}`).run();
  await without("IN ('see_money', 'manage_users')");
  const column = (table: Record<string, string>, columns: number[]) =>
    Object.fromEntries(Object.entries(table).map(([request, cells]) => [request, columns.map((i) => cells.split(' ')[i]).join(' ')]));
  await expectAnswers([mira, tomas, ruth, carl], column(CLIENTS, [0, 1, 3, 4]));
  await without('IS NOT NULL');
  await expectAnswers([bare], column(CLIENTS, [2]));
});

test('staff may use what their role allows', async () => {
  const [ole, dana, ines] = await Promise.all(['ole', 'dana', 'ines'].map(signIn)) as [Visitor, Visitor, Visitor];
  const staff = Object.entries(STAFF);
  const first = Object.fromEntries(staff.map(([request, cells]) => [request, cells.split(' ').slice(0, 3).join(' ')]));
  await expectAnswers([ole, dana, ines], first);
  await DB.prepare("UPDATE users SET role = 'read_only', version = version + 1 WHERE email = 'ines@harbour.example'").run();
  await expectAnswers([ines], Object.fromEntries(staff.map(([request, cells]) => [request, cells.split(' ')[3] ?? ''])));
  await DB.prepare("UPDATE users SET role = 'accounting', version = version + 1 WHERE email = 'ines@harbour.example'").run();
});

test('without a valid session, every page leads to the sign-in page', async () => {
  const inside = ['/', '/trips', '/invoices', '/profile', '/people', 'POST /requests', 'POST /profile'];
  const [gone, expired, forger] = [await signIn('carl'), await signIn('mira'), await signIn('ruth')];
  const neighbor = await portal.signIn('milo@ridgeline.example');
  await DB.prepare("UPDATE users SET state = 'disabled', revoked_at = 1 WHERE email = 'carl@harbour.example'").run();
  await DB.prepare("UPDATE sessions SET expires_at = 1 WHERE user_id = (SELECT id FROM users WHERE email = 'mira@harbour.example' AND face = 'client')").run();
  const session = forger.cookie('session');
  forger.plant('session', session.slice(0, 20) + (session[20] === 'A' ? 'B' : 'A') + session.slice(21));
  const stolen = (host: string) => {
    const thief = portal.visitor(host);
    thief.plant('session', neighbor.cookie('session'));
    return thief;
  };
  await expectAnswers([portal.visitor('harbour'), gone, expired, forger, stolen('harbour')], sameForAll(Array(5).fill('/session/new').join(' '), inside));
  const dana = await signIn('dana');
  await expectAnswers([portal.visitor('harbour-ops'), stolen('harbour-ops')], sameForAll('/session/new /session/new', ['/', '/contacts', '/audit', 'POST /staff']));
  assert.equal(await answer(dana, '/contacts'), '200');
});
