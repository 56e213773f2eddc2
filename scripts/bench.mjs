// npm run bench: builds the release Worker and measures it in workerd, on localhost.
import { options } from './bench/options.mjs';
import { build } from './build.mjs';
import { main, offline, run } from './run.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  options(args);
  await setup();
  await build();
  await run('node', ['scripts/bench/measure.ts', ...args], { env: offline });
});
