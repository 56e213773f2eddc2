// npm run airports -- FILE [--remote] [--database DB_2]: loads a full list of airports into the local database, or into production's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { read } from './airports/list.mjs';
import { plan } from './airports/plan.mjs';
import { sql } from './airports/sql.mjs';
import { Failure, at, main, offline, quietly, say } from './run.mjs';

const USAGE = 'npm run airports -- FILE [--remote] [--database DB_2]';
/** Airports in one transaction. */
const BATCH = 2_000;
const PAGE = 5_000;

/** Runs wrangler on the database, the first of `where`. Files are passed by path, since a command line is too short for them. */
const d1 = (where, ...args) => quietly('wrangler', ['d1', 'execute', ...where, '--yes', ...args], where.includes('--remote') ? {} : offline);

/** The airports that the database has. */
export async function stored(where) {
  const all = [];
  for (let last = ''; ; last = all.at(-1).id) {
    const query = `SELECT id, icao, iata, lid, code, name, city, region, country, latitude, longitude, rank, listed
      FROM airports WHERE id > '${last}' ORDER BY id LIMIT ${PAGE}`;
    const rows = JSON.parse(await d1(where, '--json', '--command', query))[0].results;
    all.push(...rows);
    if (rows.length < PAGE) return all;
  }
}

/** Loads a list. What was stored by an earlier run, even one that was cut off, is not stored again. */
export async function load(file, where) {
  const list = read(file);
  say(`${file} has ${list.length} airports`);
  const { entries, added, same, elsewhere } = plan(list, await stored(where));
  say(`${added} are new, ${entries.length - added} changed, ${same} are as they were; the database has ${elsewhere} others, which stay`);
  const folder = mkdtempSync(join(tmpdir(), 'portal-'));
  try {
    for (let from = 0; from < entries.length; from += BATCH) {
      const batch = entries.slice(from, from + BATCH);
      const path = join(folder, 'airports.sql');
      writeFileSync(path, sql(batch));
      await d1(where, '--file', path);
      console.log(`${from + batch.length} of ${entries.length} stored`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const from = process.env.INIT_CWD ?? at();
  await main(async () => {
    const { positionals: [file], values: { remote, state, database } } = parseArgs({
      allowPositionals: true, options: { remote: { type: 'boolean' }, state: { type: 'string' }, database: { type: 'string', default: 'DB' } },
    });
    if (!file) throw new Failure(USAGE);
    await load(resolve(from, file), [database, ...(remote ? ['--remote', '-e', 'production'] : ['--local', ...(state ? ['--persist-to', resolve(from, state)] : [])])]);
  });
}
