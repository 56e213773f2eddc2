// The local databases: applies migrations, and loads the demo data if it is empty. `npm start -- --reset` deletes it first.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demo, files } from './demo.mjs';
import { bindings } from './workspace/d1.mjs';
import { at, digest, isFresh, markFresh, offline, quietly, say } from './run.mjs';

const STATE = '.wrangler/state';
const BUCKET = 'charter-portal-files';

export async function database({ reset }) {
  if (reset) rmSync(at(STATE), { recursive: true, force: true });
  const stamp = digest('migrations', 'wrangler.toml');
  if (isFresh(STATE, stamp)) return;
  say('Applying migrations');
  mkdirSync(at(STATE), { recursive: true });
  for (const database of bindings({})) await d1('migrations', 'apply', database, '--local');
  if (await isEmpty()) {
    say('Loading the demo data');
    const now = new Date();
    await load(demo(now));
    for (const { key, type, file } of files(now)) await keep(key, type, file);
  }
  markFresh(STATE, stamp);
}

const d1 = (...args) => quietly('wrangler', ['d1', ...args], offline);

const keep = (key, type, file) =>
  quietly('wrangler', ['r2', 'object', 'put', `${BUCKET}/${key}`, '--local', '--file', file, '--content-type', type], offline);

async function isEmpty() {
  const query = 'SELECT count(*) AS workspaces FROM workspaces';
  const answer = await d1('execute', 'DB', '--local', '--json', '--command', query);
  return JSON.parse(answer)[0].results[0].workspaces === 0;
}

async function load(sql) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-'));
  try {
    const file = join(folder, 'demo.sql');
    writeFileSync(file, sql);
    await d1('execute', 'DB', '--local', '--yes', '--file', file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
