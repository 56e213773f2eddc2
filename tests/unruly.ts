// The built Worker on a database that is as large as D1 allows, and that stumbles when a test tells it to.
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { at } from '../scripts/run.mjs';

/** What becomes of a batch: it runs, it fails before it ran, or it runs and its answer is lost. */
export type Fate = 'runs' | 'fails' | 'answer-lost';

/** The path by which a test tells the fates of the next batches. */
export const FATES = '/unruly?fates=';

const ENTRY = `
import { WorkerEntrypoint } from 'cloudflare:workers';
import Portal from './portal.js';

export { Room } from './portal.js';

let fates = [];
const lost = () => new Error('D1_ERROR: Network connection lost.', { cause: new Error('Network connection lost.') });

const session = (real) => ({
  prepare: (sql) => real.prepare(sql),
  getBookmark: () => real.getBookmark(),
  async batch(statements) {
    const fate = fates.shift() ?? 'runs';
    if (fate === 'fails') throw lost();
    const results = await real.batch(statements);
    if (fate === 'answer-lost') throw lost();
    return results.map((result) => ({ ...result, meta: { ...result.meta, size_after: 9_711_280_128 } }));
  },
});
const large = (real) => new Proxy(real, {
  get: (database, name) => (name === 'withSession' ? (from) => session(database.withSession(from)) : database[name]),
});
const unruly = (env) => ({ ...env, DB: large(env.DB) });

export default class extends WorkerEntrypoint {
  fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/unruly') return new Portal(this.ctx, unruly(this.env)).fetch(request);
    fates = searchParams.get('fates').split(',');
    return new Response('told');
  }
  queue(batch) {
    return new Portal(this.ctx, unruly(this.env)).queue(batch);
  }
  scheduled(event) {
    return new Portal(this.ctx, unruly(this.env)).scheduled(event);
  }
}
`;

/** A directory with that Worker, made of the one in build/. */
export function unruly(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'portal-'));
  cpSync(at('build'), directory, { recursive: true });
  renameSync(join(directory, 'index.js'), join(directory, 'portal.js'));
  // One file again, because workerd is given no other modules of this directory than the WASM.
  buildSync({
    stdin: { contents: ENTRY, resolveDir: directory },
    bundle: true,
    format: 'esm',
    external: ['cloudflare:workers', '*.wasm'],
    outfile: join(directory, 'index.js'),
  });
  rmSync(join(directory, 'portal.js'));
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}
