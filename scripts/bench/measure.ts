// Measures the main pages with a small and a large workspace, and prints the tables of docs/numbers.md.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createTestHarness } from 'wrangler';
import { loginOf, start, type Portal } from '../../tests/harness.ts';
import { at } from '../run.mjs';
import { load } from './load.ts';
import { fill } from './volume.ts';

const SMALL = 1_000;
const LARGE = 100_000;
const REQUESTS = 400;

type Spent = { status: number; batches: number; rows: number; bytes: number };
type Session = { host: string; cookie: string };

const portal = await start();
const nothing = createTestHarness({ root: at('scripts/bench/nothing'), workers: [{ configPath: 'wrangler.toml' }] });

try {
  const { url } = await nothing.listen();
  const now = Date.now();
  await fill(portal.env.DB, 1, SMALL, now);
  const pages = await pagesOf(portal);
  const small = await spentBy(pages);
  await fill(portal.env.DB, SMALL + 1, LARGE, now);
  const large = await spentBy(pages);

  const empty = await load({ port: url.port, host: 'localhost', path: '/' }, REQUESTS);
  console.log(`\n| page | req/s | p50 ms | p99 ms | batches | rows at ${count(SMALL)} | rows at ${count(LARGE)} | bytes, gzip |`);
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
  console.log(`| a Worker that does nothing | ${empty.perSecond.toFixed(0)} | ${empty.p50.toFixed(1)} | ${empty.p99.toFixed(1)} | | | | |`);
  for (const [i, page] of pages.entries()) {
    const speed = await load({ port: portal.port, ...page.session, path: page.path }, REQUESTS);
    const [before, after] = [small[i]!, large[i]!];
    const cells = [page.name, speed.perSecond.toFixed(0), speed.p50.toFixed(1), speed.p99.toFixed(1), after.batches, count(before.rows), count(after.rows), count(after.bytes)];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log(`\n| form | batches | rows at ${count(LARGE)} |\n|---|---:|---:|`);
  for (const form of await formsOf()) console.log(`| ${form.name} | ${form.spent.batches} | ${count(form.spent.rows)} |`);

  const wasm = readFileSync(at('build/index_bg.wasm'));
  console.log(`\nWASM ${count(wasm.length)} bytes, ${count(gzipSync(wasm, { level: 9 }).length)} with gzip.`);
  console.log(`Start-up: ${startUp()}`);
} finally {
  await nothing.close();
  await portal.stop();
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}

async function sessionOf(email: string): Promise<Session> {
  const { host, password } = loginOf(email);
  const response = await post({ host, cookie: '' }, '/session', { email, password });
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith('session='))?.split(';')[0];
  if (!cookie) throw new Error(`${email} is not signed in (${response.status})`);
  return { host, cookie };
}

function post({ host, cookie }: Session, path: string, fields: Record<string, string>): Promise<Response> {
  const headers = { cookie, origin: new URL(portal.url(host)).origin, 'content-type': 'application/x-www-form-urlencoded' };
  return portal.visitor(host).request(portal.url(host, path), {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields).toString(),
  });
}

/** The id of the newest row of a table for Mira's account at Harbour. */
async function idOf(table: string, where = '1'): Promise<string> {
  const row = await portal.env.DB.prepare(
    `SELECT t.id FROM ${table} t JOIN accounts a ON a.id = t.account_id WHERE a.name = 'Lindqvist Holdings' AND ${where} ORDER BY t.created_at DESC LIMIT 1`,
  ).first<{ id: string }>();
  if (!row) throw new Error(`no row in ${table} where ${where}`);
  return row.id;
}

async function pagesOf(portal: Portal) {
  const [mira, dana, ines, ole] = await Promise.all(['mira', 'dana', 'ines', 'ole'].map((who) => sessionOf(`${who}@harbour.example`)));
  await portal.env.DB.prepare(
    "INSERT OR IGNORE INTO grants (workspace_id, contact_id, name) SELECT workspace_id, id, 'manage_users' FROM contacts WHERE email = 'mira@harbour.example'",
  ).run();
  const stranger: Session = { host: 'harbour', cookie: '' };
  const contact = await portal.env.DB.prepare("SELECT id FROM contacts WHERE email = 'mira@harbour.example'").first<{ id: string }>();
  const account = await portal.env.DB.prepare("SELECT id FROM accounts WHERE name = 'Lindqvist Holdings'").first<{ id: string }>();
  const waiting = await portal.env.DB.prepare("SELECT id FROM sign_ups WHERE state = 'waiting' LIMIT 1").first<{ id: string }>();
  const [trip, quote, invoice, thread, request] = await Promise.all([
    idOf('trips'), idOf('quotes', "t.state = 'sent'"), idOf('invoices'), idOf('threads'), idOf('requests'),
  ]);
  const page = (name: string, session: Session, path: string) => ({ name, session, path });
  return [
    page('sign in', stranger, '/session/new'),
    page('ask for access', stranger, '/sign-ups/new'),
    page('client: home', mira!, '/'),
    page('client: trips', mira!, '/trips'),
    page('client: a trip', mira!, `/trips/${trip}`),
    page('client: request a trip', mira!, '/requests/new'),
    page('client: requests', mira!, '/requests'),
    page('client: a request', mira!, `/requests/${request}`),
    page('client: quotes', mira!, '/quotes'),
    page('client: a quote', mira!, `/quotes/${quote}`),
    page('client: invoices', mira!, '/invoices'),
    page('client: an invoice', mira!, `/invoices/${invoice}`),
    page('client: passengers', mira!, '/passengers'),
    page('client: messages', mira!, '/messages'),
    page('client: a thread', mira!, `/messages/${thread}`),
    page('client: profile', mira!, '/profile'),
    page('client: sessions', mira!, '/profile/sessions'),
    page('client: second factors', mira!, '/profile/factors'),
    page('client: people', mira!, '/people'),
    page('operations: today', dana!, '/'),
    page('operations: requests', dana!, '/requests'),
    page('operations: a request', dana!, `/requests/${request}`),
    page('operations: quotes', dana!, '/quotes'),
    page('operations: a quote', dana!, `/quotes/${quote}`),
    page('operations: trips', dana!, '/trips'),
    page('operations: a trip', dana!, `/trips/${trip}`),
    page('operations: invoices', ines!, '/invoices'),
    page('operations: an invoice', ines!, `/invoices/${invoice}`),
    page('operations: messages', dana!, '/messages'),
    page('operations: leads', dana!, '/leads'),
    page('operations: leads, searched', dana!, '/leads?q=prospect+000500'),
    page('operations: accounts', dana!, '/accounts'),
    page('operations: an account', dana!, `/accounts/${account!.id}`),
    page('operations: contacts', dana!, '/contacts'),
    page('operations: contacts, searched', dana!, '/contacts?q=person+000500'),
    page('operations: a contact', dana!, `/contacts/${contact!.id}`),
    page('operations: merge a contact', dana!, `/contacts/${contact!.id}/merge?q=person+000500`),
    page('operations: portal access', dana!, '/access'),
    page('operations: sign-ups', dana!, '/sign-ups'),
    page('operations: a sign-up', dana!, `/sign-ups/${waiting!.id}`),
    page('operations: staff', ole!, '/staff'),
    page('operations: audit trail', ole!, '/audit'),
    page('operations: audit, a person', ole!, '/audit?who=person+000500'),
    page('operations: audit, an action', ole!, '/audit?action=signed_in'),
    page('operations: access settings', ole!, '/settings/access'),
    page('operations: mail', dana!, '/mails'),
  ];
}

/** The cost of a request, from the Server-Timing header of the Worker. */
function spent(response: Response, body: Buffer): Spent {
  const [, batches, rows] = /(\d+) batches, (\d+) rows/.exec(response.headers.get('server-timing') ?? '') ?? [];
  return { status: response.status, batches: Number(batches), rows: Number(rows), bytes: gzipSync(body).length };
}

async function spentBy(pages: Awaited<ReturnType<typeof pagesOf>>): Promise<Spent[]> {
  const all: Spent[] = [];
  for (const { name, session, path } of pages) {
    const headers = session.cookie ? { cookie: session.cookie } : undefined;
    const response = await portal.visitor(session.host).request(portal.url(session.host, path), { headers });
    const body = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200) throw new Error(`${name} answered ${response.status}`);
    all.push(spent(response, body));
  }
  return all;
}

async function formsOf() {
  const mira = await sessionOf('mira@harbour.example');
  const thread = await idOf('threads');
  const key = () => crypto.randomUUID();
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const trip = { kind: 'one_way', 'from.0': 'TEB', 'to.0': 'PBI', 'date.0': day, 'time.0': '10:00', passengers: '2' };
  const dana = await sessionOf('dana@harbour.example');
  const stranger = { host: 'harbour', cookie: '' };
  const { password } = loginOf('mira@harbour.example');
  const forms: [string, Session, string, Record<string, string>][] = [
    ['sign in', stranger, '/session', { email: 'mira@harbour.example', password }],
    ['ask for a code', stranger, '/session/codes', { email: 'mira@harbour.example' }],
    ['request a trip', mira, '/requests', { ...trip, key: key() }],
    ['write a message', mira, `/messages/${thread}/replies`, { body: 'Thank you.', key: key() }],
    ['change preferences', mira, '/profile/preferences', { language: 'en', hours: '24', times: 'local', key: key() }],
    ['add a contact', dana, '/contacts', { name: 'Elsa Berg', email: 'elsa@berg.example', key: key() }],
  ];
  const measured = [];
  for (const [name, session, path, fields] of forms) {
    const response = await post(session, path, fields);
    if (response.status !== 303) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
    measured.push({ name, spent: spent(response, Buffer.alloc(0)) });
  }
  return measured;
}

/** The start-up time of the Worker, as wrangler measures it. */
function startUp(): string {
  const said = execFileSync('wrangler', ['check', 'startup', '--outfile', '/dev/null'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return /Active: ([\d.]+ ms)/.exec(said)?.[1] ?? 'not measured';
}
