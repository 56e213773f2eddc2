// npm test: runs every stage. npm test -- <stage>…: runs only these.
import { assets } from './assets.mjs';
import { build } from './build.mjs';
import { Failure, exit, main, offline, probe, run, say, start } from './run.mjs';
import { setup } from './setup.mjs';
import { checked } from './supply.mjs';
import { zones } from './zones.mjs';

const clippy = (...target) => run('cargo', ['clippy', '--locked', ...target, '--', '-D', 'warnings']);
const nodeTests = (files, atOnce = 1) => run('node', ['--test', `--test-concurrency=${atOnce}`, files], { env: offline });

const stages = {
  format: () => run('cargo', ['fmt', '--check']),
  async clippy() {
    await clippy('--all-targets');
    await clippy('--target', 'wasm32-unknown-unknown');
  },
  cargo: () => run('cargo', ['test', '--locked']),
  wasm: build,
  types: () => run('tsc', ['--noEmit']),
  supply: checked,
  async deploy() {
    await build({ production: true });
    await run('wrangler', ['deploy', '--dry-run', '-e', 'production'], { env: offline });
    await nodeTests('tests/deploy/*.test.ts');
  },
  async journeys() {
    await build();
    await nodeTests('tests/*.test.ts', 2);
  },
  async browser() {
    const { ensureChromium } = await import('./chromium.mjs');
    await ensureChromium();
    await build();
    await nodeTests('tests/browser/*.test.ts');
  },
};

async function components() {
  for (const [name, command] of [['rustfmt', 'fmt'], ['clippy', 'clippy']]) {
    if (!probe('cargo', command, '--version')) await run('rustup', ['component', 'add', name]);
  }
}

async function timed(name, stage) {
  say(name);
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  try {
    await stage();
  } catch (error) {
    throw new Failure(`${name} failed after ${seconds()}: ${error.message}`);
  }
  console.log(`✓ ${name} ${seconds()}`);
}

const inOrder = async (names) => {
  for (const name of names) await timed(name, stages[name]);
};

/** Runs stages in a process of their own, and shows what they say when they have ended. */
async function apart(names) {
  const child = start('node', ['scripts/test.mjs', ...names], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  const code = await exit(child);
  process.stdout.write(Buffer.concat(said));
  if (code !== 0) throw new Failure(`${names.join(', ')}: failed, see above`);
}

/**
 * Runs every stage. A release build keeps one core busy for minutes, so other stages run beside it: checks beside the
 * first build, journeys beside the second. Tests in the browser have the machine to themselves, as some are timed.
 */
async function all() {
  const checks = Object.keys(stages).filter((name) => !['wasm', 'deploy', 'journeys', 'browser'].includes(name));
  await allOf([inOrder(checks), apart(['wasm'])]);
  await allOf([inOrder(['journeys']), apart(['deploy'])]);
  await inOrder(['browser']);
}

/** Waits until all have ended, and fails with what every one that failed says. */
async function allOf(running) {
  const ended = await Promise.allSettled(running);
  const failed = ended.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
  if (failed.length > 0) throw failed.length === 1 ? failed[0] : new Failure(failed.map(({ message }) => message).join('; '));
}

await main(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.find((name) => !(name in stages));
  if (unknown) throw new Failure(`No stage "${unknown}"; there are: ${Object.keys(stages).join(', ')}`);
  const isAll = chosen.length === 0;
  await timed('set-up', async () => {
    await setup({ tools: !isAll });
    await components();
    await assets();
    console.log(`Time zones of ${await zones()}`);
  });
  await (isAll ? all() : inOrder(Object.keys(stages).filter((name) => chosen.includes(name))));
});
