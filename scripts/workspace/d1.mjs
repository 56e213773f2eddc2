// Runs SQL on the databases of the portal: the local ones, or with `remote` those of production.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unstable_readConfig as readConfig } from 'wrangler';
import { offline, quietly } from '../run.mjs';

export const DIRECTORY = 'DB';

/** The bindings of all databases that wrangler.toml names, the directory first. */
export function bindings({ remote, config = 'wrangler.toml' }) {
  const { d1_databases: all = [] } = readConfig({ config, ...(remote ? { env: 'production' } : {}) }, { hideWarnings: true });
  return all.map(({ binding }) => binding).sort((a, b) => (b === DIRECTORY) - (a === DIRECTORY) || a.localeCompare(b, 'en', { numeric: true }));
}

export class Databases {
  #where;
  #env;

  constructor(where) {
    const { remote, state, config } = where;
    this.names = bindings(where);
    this.#where = [...(remote ? ['--remote', '-e', 'production'] : ['--local', ...(state ? ['--persist-to', state] : [])]), ...(config ? ['--config', config] : [])];
    this.#env = remote ? {} : offline;
  }

  #run(database, ...args) {
    return quietly('wrangler', ['d1', 'execute', database, ...this.#where, '--yes', '--json', ...args], this.#env);
  }

  /** The rows of each statement. */
  async read(database, statements) {
    const answer = await this.#run(database, '--command', statements.join(';\n'));
    return JSON.parse(answer.slice(answer.indexOf('['))).map(({ results }) => results);
  }

  /** Runs statements, or SQL text, in one transaction: all of it, or nothing. */
  async write(database, sql) {
    const folder = mkdtempSync(join(tmpdir(), 'portal-'));
    try {
      const file = join(folder, 'statements.sql');
      writeFileSync(file, typeof sql === 'string' ? sql : sql.map((it) => `${it};\n`).join(''));
      await this.#run(database, '--file', file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}
