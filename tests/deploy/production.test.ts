// What is deployed: the build for production, its configuration, and when it refuses to serve.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createTestHarness } from 'wrangler';
import { complaints, dns, lacking, production, warnings, withDatabase } from '../../scripts/deploy.mjs';
import { at, offline } from '../../scripts/run.mjs';
import { sbom, unlocked } from '../../scripts/supply.mjs';
import { withSecond } from '../second.ts';

Object.assign(process.env, offline);

const SECRETS = {
  SIGNING_KEY: 'Zt4pXq0vLr8mYw2sKd6hNb1cJf5gUe9A', PEPPER: 'b0e1f7c2a9d84635b0e1f7c2a9d84637', DATA_KEY: 'Qm7xTz3kVn9rHs5wGc1yPd8fLj2bRa6E',
};

/** What the production build answers with these variables and secrets, whatever .dev.vars says. */
async function answer(secrets: Record<string, string>) {
  const worker = { configPath: 'wrangler.toml', env: 'production', prebuiltWorkerDir: 'dist', secrets };
  const server = createTestHarness({ root: at(), workers: [worker] });
  try {
    const { url } = await server.listen();
    const response = await server.fetch(`http://portal.example:${url.port}/`);
    return { status: response.status, text: await response.text(), timing: response.headers.get('server-timing') };
  } finally {
    await server.close();
  }
}

test('the build for production has no start page, demo password or text of mails', () => {
  const wasm = readFileSync(at('dist/index_bg.wasm'), 'latin1');
  for (const words of ['charter-demo', 'Choose a portal', 'Kept because this portal runs on', 'local/mail/']) {
    assert.ok(!wasm.includes(Buffer.from(words).toString('latin1')), words);
  }
});

test('the Worker is small enough for the free plan, compressed as wrangler does', () => {
  const parts = ['dist/index_bg.wasm', 'dist/index.js'].map((file) => readFileSync(at(file)));
  const bytes = gzipSync(Buffer.concat(parts)).length;
  assert.ok(bytes < 3 * 1024 * 1024, `${bytes} bytes`);
});

test('the portal does not serve with LOCAL or with secrets that others know', async () => {
  const local = await answer({ ...SECRETS, LOCAL: 'true' });
  assert.equal(local.status, 503);
  assert.match(local.text, /LOCAL is set, but PORTAL_DOMAIN is not localhost/);
  const known = await answer({ ...SECRETS, LOCAL: '', PEPPER: 'local-only-pepper' });
  assert.equal(known.status, 503);
  assert.match(known.text, /PEPPER is the public one/);
  const short = await answer({ ...SECRETS, LOCAL: '', DATA_KEY: 'too short' });
  assert.match(short.text, /DATA_KEY is shorter than 32 bytes/);
  assert.ok(!short.text.includes('too short'));
  const sound = await answer({ ...SECRETS, LOCAL: '' });
  assert.equal(sound.status, 404);
  assert.equal(sound.timing, null);
});

test('wrangler.toml as it is handed over is not deployed', () => {
  const example = production();
  const found = complaints(example).join('\n');
  for (const word of ['PORTAL_DOMAIN', 'MAIL_FROM', 'zone', 'database_id', 'namespace']) assert.match(found, new RegExp(word));
  const ready = {
    ...example,
    vars: { PORTAL_DOMAIN: 'fly.test', PORTAL_ORIGIN: 'https://fly.test', MAIL_FROM: 'portal@fly.test' },
    routes: [{ pattern: '*/*', zone_name: 'fly.test' }],
    d1_databases: [{ database_id: '5f2c6f0e-0000-4000-8000-000000000001' }],
    send_email: [{ name: 'MAIL', allowed_sender_addresses: ['portal@fly.test'] }],
    ratelimits: [{ name: 'SIGN_IN', namespace_id: '7301' }],
  };
  assert.deepEqual(complaints(ready), []);
  assert.deepEqual(warnings(ready).length, 1);
  const wrong = (change: object) => complaints({ ...ready, ...change }).join();
  assert.match(wrong({ vars: { ...ready.vars, LOCAL: 'true' } }), /LOCAL/);
  assert.match(wrong({ vars: { ...ready.vars, PEPPER: 'x' } }), /PEPPER is a secret/);
  assert.match(wrong({ vars: { ...ready.vars, PORTAL_ORIGIN: 'http://fly.test' } }), /PORTAL_ORIGIN/);
  assert.match(wrong({ send_email: [{ name: 'MAIL' }] }), /MAIL_FROM/);
  assert.match(wrong({ durable_objects: { bindings: [] } }), /ROOM/);
});

test('what the account lacks is named with the command that makes it', () => {
  const none = { database: [], bucket: [], queue: [] };
  const commands = lacking(production(), none).map((it: { command: string[] }) => it.command.join(' '));
  assert.deepEqual(commands, [
    'd1 create charter-portal', 'r2 bucket create charter-portal-files', 'queues create charter-portal-jobs', 'queues create charter-portal-jobs-dead',
  ]);
  const all = { database: ['charter-portal'], bucket: ['charter-portal-files'], queue: ['charter-portal-jobs'] };
  assert.deepEqual(lacking(production(), all).map((it: { name: string }) => it.name), ['charter-portal-jobs-dead']);
});

test('the id of a new database goes into the section of production alone', () => {
  const toml = readFileSync(at('wrangler.toml'), 'utf8');
  const id = '5f2c6f0e-0000-4000-8000-000000000001';
  for (const name of ['charter-portal', 'charter-portal-2']) {
    const both = withSecond(toml, 'dist');
    const [local, remote] = withDatabase(both, name, id).split('[env.production]');
    assert.ok(!local.includes(id) && remote.includes(`database_name = "${name}"`));
    assert.ok(remote.slice(remote.indexOf(`database_name = "${name}"`)).split('\n')[1].startsWith(`database_id = "${id}"`));
    assert.equal(withDatabase(both, name, id).split('\n').length, toml.split('\n').length);
  }
});

test('the DNS records name the domain of the portal', () => {
  assert.ok(dns('fly.test').some((line: string) => line.startsWith('*.fly.test')));
  assert.ok(dns('fly.test').every((line: string) => line.includes('fly.test') || line.endsWith(':')));
});

test('every npm package is pinned for every platform', () => {
  assert.deepEqual(unlocked(), []);
  assert.deepEqual(unlocked({ packages: { 'node_modules/a': {}, 'node_modules/b': { integrity: 'x' } } }), ['a']);
});

test('the list of parts names the crates in the Worker with their digests', async () => {
  const { components } = await sbom();
  const serde = components.find(({ purl }: { purl: string }) => purl.startsWith('pkg:cargo/serde@'));
  assert.equal(serde?.hashes[0].alg, 'SHA-256');
  assert.ok(!components.some(({ purl }: { purl: string }) => purl.startsWith('pkg:cargo/rusqlite@')), 'tests are no part');
  assert.ok(components.some(({ purl }: { purl: string }) => purl.startsWith('pkg:npm/wrangler@')));
});
