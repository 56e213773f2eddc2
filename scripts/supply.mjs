// What the portal is made of: whether every package is pinned, known advisories, and a list of parts (SBOM).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { Failure, at, probe, say } from './run.mjs';

const LOUD = (text) => console.warn(`\x1b[33m! NOT CHECKED: ${text}\x1b[0m`);
const TARGET = 'wasm32-unknown-unknown';

/** The npm packages, for any platform, whose content package-lock.json does not pin. */
export function unlocked(lock = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'))) {
  // A bundled package is inside the archive of the package that bundles it, which has a digest.
  const bundled = (path) => Object.entries(lock.packages).some(([parent, { bundleDependencies = [] }]) =>
    bundleDependencies.some((name) => path.startsWith(`${parent}/node_modules/${name}`)));
  return Object.entries(lock.packages)
    .filter(([path, { integrity, link }]) => path !== '' && !link && !integrity && !bundled(path))
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
}

const output = (command, ...args) =>
  spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Fails if package-lock.json leaves a package unpinned, or if a package has a known advisory. */
export async function checked() {
  const open = unlocked();
  if (open.length > 0) throw new Failure(`package-lock.json has no integrity for ${open.join(', ')}.`);
  await advisories();
}

/** Fails if a package has a known advisory. A registry that does not answer is said loudly, and is no failure. */
async function advisories() {
  const npm = parsed(output('npm', 'audit', '--json').stdout);
  if (npm?.vulnerabilities) {
    const bad = Object.values(npm.vulnerabilities).filter(({ severity }) => ['high', 'critical'].includes(severity));
    const named = bad.map(({ name, severity }) => `${name} (${severity})`).join(', ');
    if (named) throw new Failure(`npm audit: ${named}`);
    say(`npm audit: nothing of high severity in ${npm.metadata.dependencies.total} packages`);
  } else {
    LOUD(`npm packages: the registry answers no audit (${npm?.message ?? 'no answer'}).`);
  }
  if (!probe('cargo', 'audit', '--version')) {
    LOUD('crates: "cargo audit" is not installed ("cargo install cargo-audit"; it reads its advisories from GitHub).');
    return;
  }
  const { stdout, stderr } = output('cargo', 'audit', '--json');
  const crates = parsed(stdout);
  if (!crates?.vulnerabilities) return LOUD(`crates: cargo audit has no advisories (${stderr.trim().split('\n').pop()}).`);
  const named = crates.vulnerabilities.list.map((it) => `${it.package.name} (${it.advisory.id})`).join(', ');
  if (named) throw new Failure(`cargo audit: ${named}`);
  say('cargo audit: no advisory');
}

/** The crates that are compiled into the Worker, as components of CycloneDX. */
function crates() {
  const args = ['metadata', '--format-version', '1', '--locked', '--filter-platform', TARGET];
  const { packages, resolve } = parsed(output('cargo', ...args).stdout) ?? {};
  if (!packages) throw new Failure('cargo metadata failed.');
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const used = new Set();
  const waiting = [resolve.root];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (used.has(id)) continue;
    used.add(id);
    const linked = nodes.get(id).deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => kind === null));
    waiting.push(...linked.map(({ pkg }) => pkg));
  }
  const digests = new Map([...readFileSync(at('Cargo.lock'), 'utf8').matchAll(
    /name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"/g,
  )].map(([, name, version, digest]) => [`${name} ${version}`, digest]));
  return packages.filter(({ id }) => used.has(id) && id !== resolve.root).map(({ name, version, license }) => ({
    type: 'library',
    'bom-ref': `pkg:cargo/${name}@${version}`,
    name,
    version,
    scope: 'required',
    purl: `pkg:cargo/${name}@${version}`,
    ...(license && { licenses: [{ expression: license.replaceAll('/', ' OR ') }] }),
    ...(digests.has(`${name} ${version}`) && { hashes: [{ alg: 'SHA-256', content: digests.get(`${name} ${version}`) }] }),
  }));
}

/** Writes sbom/portal.cdx.json: the crates in the Worker, and the npm packages that build and test it. */
export async function sbom() {
  const npm = parsed(output('npm', 'sbom', '--sbom-format', 'cyclonedx', '--package-lock-only').stdout);
  if (!npm?.components) throw new Failure('npm sbom failed.');
  const { name, version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { timestamp: new Date().toISOString(), component: { type: 'application', 'bom-ref': name, name, version } },
    components: [...crates(), ...npm.components.map((it) => ({ ...it, scope: 'excluded' }))],
  };
  mkdirSync(at('sbom'), { recursive: true });
  writeFileSync(at('sbom/portal.cdx.json'), `${JSON.stringify(bom, null, 1)}\n`);
  return bom;
}
