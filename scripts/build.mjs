// Builds the assets (public/) and the Worker (build/), if their sources have changed. `wrangler` also runs this.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assets } from './assets.mjs';
import { at, digest, isFresh, main, markFresh, run, say } from './run.mjs';
import { setup } from './setup.mjs';

const INPUTS = ['Cargo.toml', 'Cargo.lock', 'build.rs', 'src', 'templates', 'assets', 'public/assets.env', 'scripts/build.mjs'];

const TOOLS = {
  WASM_BINDGEN_BIN: at('.tools/bin/wasm-bindgen'),
  WASM_OPT_BIN: at('node_modules/.bin/wasm-opt'),
  ESBUILD_BIN: at('node_modules/.bin/esbuild'),
};

// The WebAssembly features that the compiler uses and workerd supports.
const FEATURES = [
  'mutable-globals', 'sign-ext', 'nontrapping-float-to-int', 'bulk-memory', 'multivalue', 'reference-types',
  'exception-handling',
].map((feature) => `--enable-${feature}`);

// Settings for `npm run dev`, to compile in seconds after a change.
const QUICK = {
  CARGO_TARGET_DIR: at('target/quick'),
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  CARGO_PROFILE_RELEASE_INCREMENTAL: 'true',
};

export async function build() {
  const quick = process.env.PORTAL_BUILD === 'quick';
  await assets();
  const stamp = `${quick ? 'quick' : 'release'} ${digest(...INPUTS)}`;
  if (existsSync(at('build/index.js')) && isFresh('build', stamp)) return;
  say('Building the Worker');
  await run(at('.tools/bin/worker-build'), quick ? ['--release', '--no-opt'] : ['--release'], {
    env: quick ? { ...TOOLS, ...QUICK } : TOOLS,
  });
  if (!quick) await pack('build/index_bg.wasm');
  markFresh('build', stamp);
}

/**
 * Makes the upload smaller: puts similar functions next to each other, which gzip compresses better, and removes
 * function names, which are an eighth of it and only appear in stack traces.
 */
const pack = (file) =>
  run(TOOLS.WASM_OPT_BIN, ['--reorder-functions-by-name', '--strip-debug', ...FEATURES, at(file), '-o', at(file)]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setup();
    await build();
  });
}
