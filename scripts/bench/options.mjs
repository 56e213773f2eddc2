// What `npm run bench` may be told.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../run.mjs';

export const PARTS = ['pages', 'forms', 'neighbors', 'memory', 'size'];

const OPTIONS = {
  only: { type: 'string', multiple: true, default: PARTS },
  page: { type: 'string', multiple: true, default: [] },
  trips: { type: 'string', default: '1000,100000' },
  rounds: { type: 'string', default: '11' },
  requests: { type: 'string', default: '30' },
  memory: { type: 'string', default: '100' },
  build: { type: 'string', default: '' },
  write: { type: 'boolean', default: false },
};

const USAGE = `npm run bench -- [options]
  --page WORDS      only pages whose name contains the words; may be repeated
  --only PART       only this part: ${PARTS.join(', ')}; may be repeated
  --trips N,N       trips in the workspace: the size to compare with, then larger ones (${OPTIONS.trips.default})
  --rounds N        rounds, in each of which everything has its turn (${OPTIONS.rounds.default})
  --requests N      requests in a turn, which lasts a second at most (${OPTIONS.requests.default})
  --memory N        requests of each page in a round of the part "memory" (${OPTIONS.memory.default})
  --build FOLDER    another built Worker, to measure in the same rounds
  --write           write docs/numbers.md`;

/**
 * Reads the options of a command line.
 * @param {string[]} args
 * @returns {{ words: string[], parts: string[], sizes: number[], plan: { rounds: number, requests: number }, memory: number, build: string, write: boolean }}
 */
export function options(args) {
  try {
    const { page: words, only: parts, ...values } = parseArgs({ args, options: OPTIONS }).values;
    const known = parts.every((part) => PARTS.includes(part));
    const sizes = values.trips.split(',').map(natural);
    if (values.build && !existsSync(join(values.build, 'index.js'))) throw new Failure(`There is no built Worker in ${values.build}.`);
    const isWhole = words.length === 0 && parts === PARTS && !values.build;
    if (values.write && !isWhole) throw new Failure('--write takes neither --page nor --only nor --build: the document has everything.');
    if (!known || sizes.some((size, i) => size <= (sizes[i - 1] ?? 0))) throw new Error('not an option');
    const [rounds, requests, memory] = [values.rounds, values.requests, values.memory].map(natural);
    return { words, parts, sizes, plan: { rounds, requests }, memory, build: values.build, write: values.write };
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`Usage: ${USAGE}`);
  }
}

function natural(text) {
  if (!/^[1-9]\d*$/.test(text)) throw new Error('not a number');
  return Number(text);
}
