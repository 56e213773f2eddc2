// npm test: runs every stage. npm test -- <stage>…: runs only these.
import { assets } from './assets.mjs';
import { build } from './build.mjs';
import { Failure, main, offline, probe, run, say } from './run.mjs';
import { setup } from './setup.mjs';
import { checked } from './supply.mjs';
import { zones } from './zones.mjs';

const clippy = (...target) => run('cargo', ['clippy', '--locked', ...target, '--', '-D', 'warnings']);
const nodeTests = (files) => run('node', ['--test', files], { env: offline });

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
    await nodeTests('tests/*.test.ts');
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

await main(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.find((name) => !(name in stages));
  if (unknown) throw new Failure(`No stage "${unknown}"; there are: ${Object.keys(stages).join(', ')}`);
  await timed('set-up', async () => {
    await setup();
    await components();
    await assets();
    console.log(`Time zones of ${await zones()}`);
  });
  for (const [name, stage] of Object.entries(stages)) {
    if (chosen.length === 0 || chosen.includes(name)) await timed(name, stage);
  }
});
