// How large the built Worker is and how long it takes to start.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { at } from '../run.mjs';

export type Size = { bytes: number; gzip: number; startUp: string };

export function sizeOf(build: string): Size {
  const wasm = readFileSync(`${build}/index_bg.wasm`);
  return { bytes: wasm.length, gzip: gzipSync(wasm, { level: 9 }).length, startUp: startUp() };
}

/** The start-up time, as wrangler measures it. */
function startUp(): string {
  const said = execFileSync('wrangler', ['check', 'startup', '--outfile', '/dev/null'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], cwd: at() });
  return /Active: ([\d.]+ ms)/.exec(said)?.[1] ?? 'not measured';
}
