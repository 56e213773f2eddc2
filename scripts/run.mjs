// What the scripts share: the project's root, running a command, saying what is wrong.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

export const at = (...parts) => join(root, ...parts);

// The project's own Node and tools come first; cargo may not be on the PATH of a fresh shell.
process.env.PATH = [at('node_modules/.bin'), process.env.PATH, join(homedir(), '.cargo/bin')].join(delimiter);

/** Local wrangler asks nothing, reports nothing and looks nothing up. */
export const offline = { CI: '1', CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' };

/** A failure whose message is all that its reader needs. */
export class Failure extends Error {}

export const say = (text) => console.log(`\x1b[1m▸ ${text}\x1b[0m`);

export function start(command, args, { env = {}, stdio = ['ignore', 'inherit', 'inherit'] } = {}) {
  return spawn(command, args, { stdio, env: { ...process.env, ...env } });
}

/** The exit code of a process, or why it could not start. */
export function exit(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

export async function run(command, args, options) {
  const code = await exit(start(command, args, options));
  if (code !== 0) throw new Failure(`${command} ${args.join(' ')} failed (exit ${code})`);
}

/** Runs a command without showing what it says, unless it fails; answers its output. */
export async function quietly(command, args, env) {
  const child = start(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let all = '';
  child.stdout.on('data', (part) => { out += part; all += part; });
  child.stderr.on('data', (part) => (all += part));
  const code = await exit(child);
  if (code === 0) return out.trim();
  console.error(all);
  throw new Failure(`${command} ${args.join(' ')} failed (exit ${code})`);
}

/** The first line that a command says, or undefined where it is missing or fails. */
export function probe(command, ...args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
}

/** Runs a script's body: a Failure ends it with one line, anything else with its trace. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Failure ? `\x1b[31m✗ ${error.message}\x1b[0m` : error);
    process.exitCode = 1;
  }
}

function* files(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

/** A hash of files and whole directories. */
export function digest(...inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of files(input)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

// What a directory was made from is noted in it, so that deleting it is enough to have it made again.
export const isFresh = (directory, stamp) => {
  const file = at(directory, '.stamp');
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
};
export const markFresh = (directory, stamp) => writeFileSync(at(directory, '.stamp'), stamp);
