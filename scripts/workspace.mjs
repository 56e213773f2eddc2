// npm run workspace -- create|list|disable|enable|move …: workspaces of the local databases, or with --remote of production's.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Failure, main, say } from './run.mjs';
import { DIRECTORY, Databases } from './workspace/d1.mjs';
import { move } from './workspace/move.mjs';
import { LIST, creation, disabling, enabling, holders } from './workspace/sql.mjs';

const USAGE = `npm run workspace -- create --slug harbour --name "Harbour Aviation" --trade air --zone America/New_York --currency USD \\
    --phone "+1 201 555 0100" --address "101 Main Street, Teterboro, NJ 07608" --admin "Ole Berg" --email ole@harbour.example
npm run workspace -- list
npm run workspace -- disable --slug harbour
npm run workspace -- enable --slug harbour
npm run workspace -- move --slug harbour --to DB_2
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

/** The workspaces of all databases. One that is being moved is listed where it still is. */
async function listed(db) {
  const all = [];
  for (const database of db.names) all.push(...(await db.read(database, [LIST]))[0].map((it) => ({ ...it, database })));
  const [moving] = await db.read(DIRECTORY, ['SELECT slug, source, target, moved_at FROM moves WHERE ended_at IS NULL']);
  const isCopy = (it) => moving.some(({ slug, source, target, moved_at }) => slug === it.slug && it.database === (moved_at ? source : target));
  return all.filter((it) => !isCopy(it)).map((it) => ({ ...it, isMoving: moving.some(({ slug }) => slug === it.slug) }));
}

async function create(db, options, { remote }) {
  const given = Object.fromEntries(TEXTS.map((name) => [name, options[name]?.trim()]));
  const found = complaints(given);
  if (found.length > 0) throw new Failure(`${found.join('\n')}\n${USAGE}`);
  const [taken] = await db.read(DIRECTORY, [holders(given.slug)]);
  if (taken.length > 0 || (await listed(db)).some(({ slug }) => [slug, `${slug}-ops`].includes(given.slug))) {
    throw new Failure(`There is a workspace ${given.slug} already: npm run workspace -- list`);
  }
  const lines = given.address.split(/\s*,\s*|\\n/).join('\n');
  const letter = randomBytes(16).toString('hex');
  await db.write(DIRECTORY, creation({ ...given, email: given.email.toLowerCase(), address: lines }, letter, Date.now()));
  say(`${given.name} has the hosts ${given.slug} (clients) and ${given.slug}-ops (staff)`);
  console.log(`Within five minutes ${given.email} gets a mail with a first password. Whoever signs in with it sets up the rest.`);
  if (!remote) console.log(`Locally no mail is sent. Read it by: npx wrangler r2 object get charter-portal-files/local/mail/${letter}.txt --local --pipe`);
}

async function existing(db, slug) {
  if (!slug) throw new Failure(USAGE);
  const it = (await listed(db)).find((one) => one.slug === slug);
  if (!it) throw new Failure(`There is no workspace ${slug}: npm run workspace -- list`);
  if (it.isMoving) throw new Failure(`${slug} is being moved. Finish that first.`);
  return it;
}

const COMMANDS = {
  create,
  async list(db) {
    for (const it of await listed(db)) {
      const state = it.isMoving ? '(being moved)' : it.is_disabled ? '(disabled)' : '';
      console.log([it.slug.padEnd(20), it.database.padEnd(5), it.trade.padEnd(6), it.zone.padEnd(24), `${it.staff} staff`.padEnd(10), it.name, state].join(' '));
    }
  },
  async disable(db, { slug }) {
    const it = await existing(db, slug);
    if (it.is_disabled) throw new Failure(`${slug} is disabled already.`);
    await db.write(it.database, disabling(slug, Date.now()));
    say(`${slug} is disabled: nobody can sign in, and its addresses show nothing. Its data is kept.`);
  },
  async enable(db, { slug }) {
    const it = await existing(db, slug);
    if (!it.is_disabled) throw new Failure(`${slug} is not disabled.`);
    await db.write(it.database, enabling(slug));
    say(`${slug} is enabled`);
  },
  async move(db, { slug, to }) {
    if (!slug || !to) throw new Failure(USAGE);
    await move(db, { slug, to });
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const strings = Object.fromEntries([...TEXTS, 'to', 'state', 'config'].map((name) => [name, { type: 'string' }]));
    let parsed;
    try {
      parsed = parseArgs({ allowPositionals: true, options: { ...strings, remote: { type: 'boolean', default: false } } });
    } catch (error) {
      throw new Failure(`${error.message}\n${USAGE}`);
    }
    const { positionals: [command], values } = parsed;
    if (!(command in COMMANDS)) throw new Failure(USAGE);
    await COMMANDS[command](new Databases(values), values, values);
  });
}
