// Builds the assets (public/) and the Worker, if their sources have changed: for this machine into build/, and with
// --production into dist/. `wrangler` also runs this.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { arrange } from './arrange.mjs';
import { assets } from './assets.mjs';
import { at, digest, isFresh, main, markFresh, run, say } from './run.mjs';
import { setup } from './setup.mjs';

const INPUTS = [
  '.cargo', 'Cargo.toml', 'Cargo.lock', 'build.rs', 'src', 'templates', 'assets', 'public/assets.env', 'scripts/build.mjs', 'scripts/arrange.mjs',
];

const TOOLS = {
  WASM_BINDGEN_BIN: at('.tools/bin/wasm-bindgen'),
  WASM_OPT_BIN: at('node_modules/.bin/wasm-opt'),
  ESBUILD_BIN: at('node_modules/.bin/esbuild'),
};

// The WebAssembly features that the compiler uses and workerd supports.
const FEATURES = [
  'mutable-globals', 'sign-ext', 'nontrapping-float-to-int', 'bulk-memory', 'multivalue', 'reference-types',
  'exception-handling', 'simd',
].map((feature) => `--enable-${feature}`);

// Settings for `npm run dev`, to compile in seconds after a change.
const QUICK = {
  CARGO_TARGET_DIR: at('target/quick'),
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  CARGO_PROFILE_RELEASE_INCREMENTAL: 'true',
};

/** The build for production lacks the start page with the demo logins and the text of mails (the feature "local"). */
export async function build({ production = false } = {}) {
  const quick = !production && process.env.PORTAL_BUILD === 'quick';
  const folder = production ? 'dist' : 'build';
  await assets();
  const stamp = `${quick ? 'quick' : 'release'} ${digest(...INPUTS)}`;
  if (existsSync(at(folder, 'index.js')) && isFresh(folder, stamp)) return;
  say(production ? 'Building the Worker for production' : 'Building the Worker');
  const options = ['--release', '--out-dir', folder, ...(quick ? ['--no-opt'] : [])];
  const features = production ? [] : ['.', '--', '--features', 'local'];
  await run(at('.tools/bin/worker-build'), [...options, ...features], { env: quick ? { ...TOOLS, ...QUICK } : TOOLS });
  if (!quick) await pack(at(folder, 'index_bg.wasm'));
  markFresh(folder, stamp);
}

// Passes of wasm-opt that leave less to compress, in an order that was found by trying: half a percent with gzip.
const SMALLER = ['rse', 'remove-unused-brs', 'optimize-instructions', 'coalesce-locals', 'reorder-locals', 'vacuum'].map((pass) => `--${pass}`);

/**
 * Makes the upload smaller: also puts similar functions next to each other, which gzip compresses better, and removes
 * function names, which are an eighth of it and only appear in stack traces.
 */
async function pack(file) {
  await optimize(file, ...SMALLER, '--strip-debug');
  arrange(file);
  await optimize(file, '--reorder-functions-by-name', '--strip-debug');
}

const optimize = (file, ...passes) => run(TOOLS.WASM_OPT_BIN, [...passes, ...FEATURES, file, '-o', file]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setup();
    await build({ production: process.argv.includes('--production') });
  });
}
