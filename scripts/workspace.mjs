// npm run workspace -- create|list|disable|enable …: workspaces of the local database, or with --remote of production's.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Failure, main, offline, quietly, say } from './run.mjs';
import { LIST, creation, disabling, enabling } from './workspace/sql.mjs';

const USAGE = `npm run workspace -- create --slug harbour --name "Harbour Aviation" --trade air --zone America/New_York --currency USD \\
    --phone "+1 201 555 0100" --address "101 Main Street, Teterboro, NJ 07608" --admin "Ole Berg" --email ole@harbour.example
npm run workspace -- list
npm run workspace -- disable --slug harbour
npm run workspace -- enable --slug harbour
With --remote, in production.`;

const TEXTS = ['slug', 'name', 'trade', 'zone', 'currency', 'phone', 'address', 'admin', 'email'];

/** What is wrong with the options of a new workspace, one line for each. */
export function complaints(it) {
  const found = TEXTS.filter((name) => !it[name]?.trim()).map((name) => `--${name} is missing.`);
  const unless = (name, good, words) => it[name] && !good(it[name]) && found.push(`--${name} ${it[name]}: ${words}`);
  unless('slug', (slug) => /^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$/.test(slug) && !slug.endsWith('-ops'), 'use small letters, digits and hyphens; it becomes the address, and "-ops" is added for staff.');
  unless('trade', (trade) => ['air', 'coach'].includes(trade), 'air or coach.');
  unless('zone', isZone, 'no time zone of the IANA database, such as America/New_York.');
  unless('currency', (code) => Intl.supportedValuesOf('currency').includes(code), 'no currency, such as USD.');
  unless('email', (email) => /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/.test(email), 'no email address.');
  return found;
}

function isZone(zone) {
  try {
    return zone.includes('/') && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** Runs wrangler on the database and returns the rows. */
async function d1({ remote, state }, ...args) {
  const where = remote ? ['--remote', '-e', 'production'] : ['--local', ...(state ? ['--persist-to', state] : [])];
  const answer = await quietly('wrangler', ['d1', 'execute', 'DB', ...where, '--yes', '--json', ...args], remote ? {} : offline);
  return JSON.parse(answer.slice(answer.indexOf('[')))[0].results;
}

async function apply(where, sql) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-'));
  try {
    const file = join(folder, 'workspace.sql');
    writeFileSync(file, sql);
    await d1(where, '--file', file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const listed = (where) => d1(where, '--command', LIST);

async function create(where, options) {
  const given = Object.fromEntries(TEXTS.map((name) => [name, options[name]?.trim()]));
  const found = complaints(given);
  if (found.length > 0) throw new Failure(`${found.join('\n')}\n${USAGE}`);
  if ((await listed(where)).some(({ slug }) => [slug, `${slug}-ops`].includes(given.slug))) {
    throw new Failure(`There is a workspace ${given.slug} already: npm run workspace -- list`);
  }
  const lines = given.address.split(/\s*,\s*|\\n/).join('\n');
  const letter = randomBytes(16).toString('hex');
  await apply(where, creation({ ...given, email: given.email.toLowerCase(), address: lines }, letter, Date.now()));
  say(`${given.name} has the hosts ${given.slug} (clients) and ${given.slug}-ops (staff)`);
  console.log(`Within five minutes ${given.email} gets a mail with a first password. Whoever signs in with it sets up the rest.`);
  if (!where.remote) console.log(`Locally no mail is sent. Read it by: npx wrangler r2 object get charter-portal-files/local/mail/${letter}.txt --local --pipe`);
}

async function existing(where, slug) {
  if (!slug) throw new Failure(USAGE);
  const it = (await listed(where)).find((one) => one.slug === slug);
  if (!it) throw new Failure(`There is no workspace ${slug}: npm run workspace -- list`);
  return it;
}

const COMMANDS = {
  create,
  async list(where) {
    for (const it of await listed(where)) {
      console.log([it.slug.padEnd(20), it.trade.padEnd(6), it.zone.padEnd(24), `${it.staff} staff`.padEnd(10), it.name, it.is_disabled ? '(disabled)' : ''].join(' '));
    }
  },
  async disable(where, { slug }) {
    if ((await existing(where, slug)).is_disabled) throw new Failure(`${slug} is disabled already.`);
    await apply(where, disabling(slug, Date.now()));
    say(`${slug} is disabled: nobody can sign in, and its addresses show nothing. Its data is kept.`);
  },
  async enable(where, { slug }) {
    if (!(await existing(where, slug)).is_disabled) throw new Failure(`${slug} is not disabled.`);
    await apply(where, enabling(slug));
    say(`${slug} is enabled`);
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const strings = Object.fromEntries([...TEXTS, 'state'].map((name) => [name, { type: 'string' }]));
    let parsed;
    try {
      parsed = parseArgs({ allowPositionals: true, options: { ...strings, remote: { type: 'boolean', default: false } } });
    } catch (error) {
      throw new Failure(`${error.message}\n${USAGE}`);
    }
    const { positionals: [command], values } = parsed;
    if (!(command in COMMANDS)) throw new Failure(USAGE);
    await COMMANDS[command]({ remote: values.remote, state: values.state }, values);
  });
}
