// Installs what is missing on this machine. Takes a few milliseconds if nothing is.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Failure, at, digest, isFresh, markFresh, probe, run, say } from './run.mjs';

const TARGET = 'wasm32-unknown-unknown';

// These tools run only for seconds, so they are compiled without optimization, which is faster overall.
const TOOL_BUILD = {
  CARGO_TARGET_DIR: at('.tools/target'),
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  CARGO_PROFILE_RELEASE_DEBUG: '0',
};

// LOCAL is set here and not in wrangler.toml, so that no deployment can have it.
const DEV_VARS = `# For this machine only. In production: wrangler secret put <NAME> -e production
LOCAL="true"
SIGNING_KEY="local-only-signing-key-not-for-production-0000"
PEPPER="local-only-pepper"
DATA_KEY="local-only-data-key-not-for-production-00000000"
`;

/** Without `tools`, what compiles to WASM is left out. */
export async function setup({ tools = true } = {}) {
  const [node] = process.versions.node.split('.').map(Number);
  if (node < 20) throw new Failure(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
  await rust();
  await packages();
  secrets();
  if (!tools) return;
  await tool('worker-build', locked('worker'));
  await tool('wasm-bindgen-cli', locked('wasm-bindgen'));
  rmSync(TOOL_BUILD.CARGO_TARGET_DIR, { recursive: true, force: true });
}

/** Writes the local secrets to .dev.vars. Adds only those that are missing. */
function secrets() {
  const file = at('.dev.vars');
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const missing = DEV_VARS.split('\n').filter((line) => !kept.includes(line.split('=')[0]));
  if (missing.length > 0) writeFileSync(file, `${kept}${missing.join('\n')}\n`);
}

async function packages() {
  const stamp = digest('package-lock.json');
  if (isFresh('node_modules', stamp)) return;
  say('Installing npm packages');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  markFresh('node_modules', stamp);
}

async function rust() {
  const version = probe('rustc', '--version')?.split(' ')[1];
  if (!version || !probe('cargo', '--version')) {
    throw new Failure('Rust is missing: install it from https://rustup.rs, then run this again.');
  }
  const wanted = /^rust-version = "(.+)"/m.exec(readFileSync(at('Cargo.toml'), 'utf8'))?.[1] ?? '0';
  if (version.localeCompare(wanted, 'en', { numeric: true }) < 0) {
    throw new Failure(`Rust ${version} is too old: run "rustup update stable" for ${wanted} or newer.`);
  }
  if (!probe('cc', '--version')) {
    throw new Failure('A C compiler is missing: install one as "cc" (Debian: apt install build-essential).');
  }
  const sysroot = probe('rustc', '--print', 'sysroot');
  if (existsSync(`${sysroot}/lib/rustlib/${TARGET}`)) return;
  say(`Adding the Rust target ${TARGET}`);
  await run('rustup', ['target', 'add', TARGET]).catch(() => {
    throw new Failure(`The Rust target ${TARGET} is missing, and "rustup target add ${TARGET}" did not add it.`);
  });
}

/** The version of a crate in Cargo.lock: the build tools must have the same version. */
function locked(crate) {
  const lock = readFileSync(at('Cargo.lock'), 'utf8');
  const version = new RegExp(`name = "${crate}"\nversion = "(.+)"`).exec(lock)?.[1];
  if (!version) throw new Failure(`Cargo.lock does not name ${crate}.`);
  return version;
}

async function tool(name, version) {
  const list = at('.tools/.crates.toml');
  if (existsSync(list) && readFileSync(list, 'utf8').includes(`"${name} ${version} `)) return;
  say(`Compiling ${name} ${version} (once, a few minutes)`);
  await run('cargo', ['install', '--locked', '--root', at('.tools'), '--version', version, name], { env: TOOL_BUILD });
}
