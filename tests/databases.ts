// Both databases that wrangler.toml describes, with every migration and the demo data, for tests of scripts.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { getPlatformProxy, unstable_splitSqlQuery as statementsOf } from 'wrangler';
import { demo } from '../scripts/demo.mjs';
import { at, offline } from '../scripts/run.mjs';
import { withSecond } from './second.ts';

Object.assign(process.env, offline);

export type Rows = Record<string, unknown>[];
export type Name = 'DB' | 'DB_2';

// Beside wrangler.toml, whose folders it names.
export const folder = mkdtempSync(at('.move-'));
export const config = join(folder, 'wrangler.toml');
/** Where `wrangler --persist-to` keeps its databases. */
export const state = join(folder, 'state');
writeFileSync(config, withSecond(readFileSync(at('wrangler.toml'), 'utf8'), 'build').replace('"./index.js"', '"../build/index.js"').replace(/\[\[durable_objects[\s\S]*?\[\[ratelimits\]\]/, '[[ratelimits]]'));
export const forget = () => rmSync(folder, { recursive: true });

/** The databases as scripts use them. In memory, unless a command is to find them in `state`. */
export async function open({ persist = false } = {}) {
  const proxy = await getPlatformProxy<Record<Name, D1Database>>({ configPath: config, persist: persist && { path: join(state, 'v3') } });
  const bound = (name: Name) => proxy.env[name];
  const db = {
    names: ['DB', 'DB_2'] as Name[],
    read: async (name: Name, statements: string[]) => (await bound(name).batch(statements.map((one) => bound(name).prepare(one)))).map(({ results }) => results as Rows),
    write: async (name: Name, statements: string[]) => {
      for (const one of statements) assert.ok(Buffer.byteLength(one) < 100_000, 'D1 takes statements of 100 KB');
      await bound(name).batch(statements.map((one) => bound(name).prepare(one)));
    },
  };
  return { bound, db, close: () => proxy.dispose() };
}

/** Applies the migrations to both, as wrangler does, and loads the demo data into the first. */
export async function furnish(db: Awaited<ReturnType<typeof open>>['db']) {
  const migrations = ['CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);', ...readdirSync(at('migrations')).sort()
    .map((file) => `${readFileSync(at('migrations', file), 'utf8')}\nINSERT INTO d1_migrations (name) VALUES ('${file}');\n`)];
  for (const name of db.names) for (const one of migrations) await db.write(name, statementsOf(one));
  await db.write('DB', statementsOf(demo(new Date())));
}
