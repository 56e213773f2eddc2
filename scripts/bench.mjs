// npm run bench: builds the release Worker and measures it in workerd, on localhost.
import { build } from './build.mjs';
import { main, offline, run } from './run.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  await setup();
  await build();
  await run('node', ['scripts/bench/measure.ts'], { env: offline });
});
