// Databases with the demo data and a given number of trips.
import { readFileSync, readdirSync } from 'node:fs';
import type { D1Database, R2Bucket } from '@cloudflare/workers-types';
import { unstable_splitSqlQuery as statements } from 'wrangler';
import { furnish } from '../../tests/harness.ts';
import { at, say } from '../run.mjs';
import { Server } from './server.ts';
import { fill } from './volume.ts';

/** Fills a database for each size. The smallest is a part of each other, so that a page shows the same in all. */
export async function filled(folder: string, sizes: number[]): Promise<void> {
  const now = new Date();
  await Server.run(folder, sizes.map((size) => ({ kind: 'floor', size })), async (server) => {
    for (const size of sizes) {
      say(`Filling a database with ${size.toLocaleString('en-US')} trips`);
      const env = { DB: await server.database('floor', size), FILES: await server.bucket('floor', size) };
      await founded(env, now);
      await fill(env.DB, 1, sizes[0]!, now.getTime());
      if (size > sizes[0]!) await fill(env.DB, sizes[0]! + 1, size, now.getTime());
    }
  });
}

/** Applies the migrations and loads the demo data. Mira also gets the right that one of the pages needs. */
async function founded(env: { DB: D1Database; FILES: R2Bucket }, now: Date): Promise<void> {
  const { DB } = env;
  for (const file of readdirSync(at('migrations')).sort()) {
    await DB.batch(statements(readFileSync(at('migrations', file), 'utf8')).map((sql) => DB.prepare(sql)));
  }
  await furnish(env, now);
  await DB.prepare(
    "INSERT INTO grants (workspace_id, contact_id, name) SELECT workspace_id, id, 'manage_users' FROM contacts WHERE email = 'mira@harbour.example'",
  ).run();
}
