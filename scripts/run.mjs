// Shared by the scripts: paths, running commands, reporting failures.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

export const at = (...parts) => join(root, ...parts);

// Tools of the project come first. ~/.cargo/bin is added because a new shell may not have it.
process.env.PATH = [at('node_modules/.bin'), process.env.PATH, join(homedir(), '.cargo/bin')].join(delimiter);

/** Keeps wrangler from asking questions, sending metrics and fetching data. */
export const offline = { CI: '1', CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' };

/** An error whose message is enough for its reader, without a stack trace. */
export class Failure extends Error {}

export const say = (text) => console.log(`\x1b[1m▸ ${text}\x1b[0m`);

export function start(command, args, { env = {}, stdio = ['ignore', 'inherit', 'inherit'] } = {}) {
  return spawn(command, args, { stdio, env: { ...process.env, ...env } });
}

/** Waits for a process. Resolves to its exit code; rejects if it could not start. */
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

/** Runs a command and returns its output, which is shown only if the command fails. */
export async function quietly(command, args, env) {
  const child = start(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let all = '';
  // Or else a letter of several bytes that is divided between two parts is lost.
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8');
  child.stdout.on('data', (part) => { out += part; all += part; });
  child.stderr.on('data', (part) => (all += part));
  const code = await exit(child);
  if (code === 0) return out.trim();
  console.error(all);
  throw new Failure(`${command} ${args.join(' ')} failed (exit ${code})`);
}

/** The first line that a command prints, or undefined if it is missing or fails. */
export function probe(command, ...args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
}

/** Runs the body of a script. A Failure is printed as one line, any other error with its stack trace. */
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

// A directory that is built has a file with the digest of its sources. To build it again, delete it.
export const isFresh = (directory, stamp) => {
  const file = at(directory, '.stamp');
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
};
export const markFresh = (directory, stamp) => writeFileSync(at(directory, '.stamp'), stamp);
