// npm run deploy: checks the configuration, what it needs of the account and the secrets, builds for production, lists the
// parts, migrates, deploys, and says what the DNS needs. With --provision it makes what is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unstable_readConfig as readConfig } from 'wrangler';
import { build } from './build.mjs';
import { Failure, main, quietly, run, say } from './run.mjs';
import { setup } from './setup.mjs';
import { checked, sbom } from './supply.mjs';

const SECRETS = ['SIGNING_KEY', 'PEPPER', 'DATA_KEY'];
const EXAMPLE = /(^|[@./])portal\.example\b/;

/** The section [env.production] of wrangler.toml, as wrangler reads it. */
export const production = () => readConfig({ config: 'wrangler.toml', env: 'production' }, { hideWarnings: true });

/** What must be changed in wrangler.toml before a deployment. */
export function complaints({ vars, routes, d1_databases, send_email, ratelimits, durable_objects }) {
  const { PORTAL_DOMAIN: domain = '', PORTAL_ORIGIN: origin = '', MAIL_FROM: from = '' } = vars;
  const found = [];
  const unless = (good, words) => good || found.push(words);
  unless(!('LOCAL' in vars), 'LOCAL is for a developer\u2019s machine: remove it from the variables.');
  for (const name of SECRETS) unless(!(name in vars), `${name} is a secret, not a variable: wrangler secret put ${name} -e production`);
  unless(domain && !EXAMPLE.test(domain), 'PORTAL_DOMAIN is the example: set your domain.');
  unless(domain !== 'localhost', 'PORTAL_DOMAIN is localhost.');
  unless(origin === `https://${domain}`, `PORTAL_ORIGIN is not https://${domain}, so links in mails would not lead to the portal.`);
  unless(from.includes('@') && !EXAMPLE.test(from), 'MAIL_FROM is the example: set your sender.');
  for (const { zone_name: zone = '' } of routes ?? []) unless(!EXAMPLE.test(zone), 'The route is in the zone of the example: set your zone.');
  unless((d1_databases ?? []).every(({ database_id }) => !/^[0-]*$/.test(database_id ?? '')), 'database_id is the example: set the id of your database.');
  for (const { name, allowed_sender_addresses: allowed = [] } of send_email ?? []) {
    unless(allowed.length === 1 && allowed[0] === from, `The binding ${name} does not allow MAIL_FROM, and it alone, as its sender (allowed_sender_addresses).`);
  }
  const rooms = durable_objects?.bindings ?? [];
  unless(rooms.some((it) => it.name === 'ROOM' && it.class_name === 'Room'), 'The binding ROOM of the class Room is missing, so open pages would hear of no change ([[env.production.durable_objects.bindings]]).');
  for (const { name, namespace_id } of ratelimits ?? []) {
    unless(namespace_id !== '1001', `The limiter ${name} has the namespace of the example: choose a number that no other Worker of your account uses.`);
  }
  return found;
}

/** What is worth knowing, and may be meant. */
export const warnings = ({ routes }) => (routes ?? []).filter(({ pattern }) => pattern === '*/*')
  .map(({ zone_name }) => `The route "*/*" takes every host of ${zone_name}, other sites of that zone too.`);

/** What wrangler.toml names and the account lacks, each with the command that makes it. `has` are the names of each kind. */
export function lacking({ d1_databases = [], r2_buckets = [], queues = {} }, has) {
  const waiting = queues.consumers?.flatMap(({ queue, dead_letter_queue: dead }) => [queue, dead]) ?? [];
  const named = {
    database: d1_databases.map((it) => it.database_name), bucket: r2_buckets.map((it) => it.bucket_name),
    queue: [...(queues.producers ?? []).map((it) => it.queue), ...waiting],
  };
  const making = { database: ['d1', 'create'], bucket: ['r2', 'bucket', 'create'], queue: ['queues', 'create'] };
  return Object.entries(named).flatMap(([kind, names]) => [...new Set(names)]
    .filter((name) => name && !has[kind].includes(name))
    .map((name) => ({ kind, name, command: [...making[kind], name] })));
}

/** wrangler.toml with the id of a database in place of the example's, in production. */
export function withDatabase(toml, name, id) {
  const [before, production] = toml.split(/(?=^\[env\.production\]$)/m);
  return before + production.replace(new RegExp(`^(database_name = "${name}".*\\ndatabase_id = )"[0-]*"`, 'm'), `$1"${id}"`);
}

/** The DNS records and settings that a portal at this domain needs, line by line. */
export const dns = (domain) => [
  `${domain}    AAAA  100::  proxied`,
  `*.${domain}  AAAA  100::  proxied   (each workspace is a host below the domain; the certificate of the zone must cover it)`,
  'For domains of operators (Cloudflare for SaaS):',
  `proxy-fallback.${domain}  AAAA   100::  proxied   (SSL/TLS > Custom Hostnames > Fallback Origin)`,
  `customers.${domain}       CNAME  proxy-fallback.${domain}  proxied   (where the CNAME records of operators lead to)`,
];

/** The names that a list of wrangler shows, of those that are asked for. */
async function names(args, asked) {
  const text = await quietly('wrangler', args);
  return asked.filter((name) => text.split(/[^\w-]+/).includes(name));
}

async function checkAccount(config, provision) {
  const asked = lacking(config, { database: [], bucket: [], queue: [] });
  const of = (kind) => asked.filter((it) => it.kind === kind).map((it) => it.name);
  const missing = lacking(config, {
    database: await names(['d1', 'list', '--json'], of('database')),
    bucket: await names(['r2', 'bucket', 'list'], of('bucket')),
    queue: await names(['queues', 'list'], of('queue')),
  });
  if (missing.length > 0 && !provision) {
    const commands = missing.map(({ command }) => `  npx wrangler ${command.join(' ')}`);
    throw new Failure(`Your account lacks what wrangler.toml names. Run "npm run deploy -- --provision", or:\n${commands.join('\n')}`);
  }
  for (const { command } of missing) await run('wrangler', command);
}

/** Makes a database, and writes its id into wrangler.toml, if that still has the example's. */
async function provisionDatabase({ database_name: name, database_id: id }) {
  if (!name || !/^[0-]*$/.test(id ?? '')) return;
  const list = async () => JSON.parse(await quietly('wrangler', ['d1', 'list', '--json'])).find((it) => it.name === name);
  if (!(await list())) await run('wrangler', ['d1', 'create', name]);
  const made = await list();
  if (!made) throw new Failure(`The database ${name} could not be made.`);
  writeFileSync('wrangler.toml', withDatabase(readFileSync('wrangler.toml', 'utf8'), name, made.uuid));
  say(`wrangler.toml names the database ${name} (${made.uuid})`);
}

async function checkSecrets() {
  const listed = JSON.parse(await quietly('wrangler', ['secret', 'list', '-e', 'production', '--format', 'json']));
  const missing = SECRETS.filter((name) => !listed.some((it) => it.name === name));
  if (missing.length === 0) return;
  const commands = missing.map((name) => `  openssl rand -base64 32 | npx wrangler secret put ${name} -e production`);
  throw new Failure(`Secrets are missing. Set each to 32 random bytes:\n${commands.join('\n')}`);
}

/** Nobody but the Worker can read the secrets, so it is asked whether it serves with them. */
async function checkAnswer(origin) {
  const response = await fetch(origin, { redirect: 'manual', signal: AbortSignal.timeout(30_000) }).catch((error) => {
    throw new Failure(`Deployed, but ${origin} does not answer (${error.message}). Open it to see whether the portal serves.`);
  });
  const text = await response.text();
  if (response.status === 503) throw new Failure(`Deployed, but the portal is closed:\n${text}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setup();
    const provision = process.argv.includes('--provision');
    for (const it of provision ? production().d1_databases : []) await provisionDatabase(it);
    const config = production();
    const found = complaints(config);
    if (found.length > 0) throw new Failure(`wrangler.toml is not ready:\n${found.map((it) => `  - ${it}`).join('\n')}`);
    for (const it of warnings(config)) console.warn(`\x1b[33m! ${it}\x1b[0m`);
    await checked();
    await checkAccount(config, provision);
    await checkSecrets();
    await build({ production: true });
    const { components } = await sbom();
    say(`sbom/portal.cdx.json lists ${components.length} parts`);
    // The version before still runs meanwhile: a migration only adds.
    for (const { binding } of config.d1_databases) await run('wrangler', ['d1', 'migrations', 'apply', binding, '--remote', '-e', 'production'], { env: { CI: '1' } });
    await run('wrangler', ['deploy', '-e', 'production']);
    say('The zone needs these records:');
    for (const line of dns(config.vars.PORTAL_DOMAIN)) console.log(`  ${line}`);
    await checkAnswer(config.vars.PORTAL_ORIGIN);
    say(`The portal serves at ${config.vars.PORTAL_ORIGIN}`);
  });
}
